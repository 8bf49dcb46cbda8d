import type { WorkItemState } from '../../contract/api/conversations.ts';
import { sql, type WorkspaceDb } from '../base/index.ts';

/** What an automatic message about a work item can lean on. */
export interface ItemFacts {
  readonly id: string;
  readonly conversationId: string;
  readonly customerId: string;
  readonly handleId: string;
  readonly state: WorkItemState;
  readonly stateReason: string;
  readonly mode: 'push' | 'pick';
  readonly queueId: string;
  readonly assigneeId: string | null;
  readonly offeredTo: string | null;
  readonly orderedAt: Date | null;
  readonly isAnswered: boolean;
  readonly customerName: string;
  readonly handleName: string;
  readonly language: string;
  readonly queueName: string;
  /** Of the queue, else of the handle. */
  readonly hoursId: string | null;
  /** The work stream lets automatic messages be sent. */
  readonly isAllowed: boolean;
  readonly consent: 'none' | 'waiting' | 'given' | 'refused';
  readonly isGroup: boolean;
  readonly lastAgentName: string | null;
}

interface Row {
  id: string;
  conversation_id: string;
  customer_id: string;
  handle_id: string;
  state: WorkItemState;
  state_reason: string;
  mode: 'push' | 'pick';
  queue_id: string;
  assignee_id: string | null;
  offered_to: string | null;
  ordered_at: Date | null;
  is_answered: boolean;
  customer_name: string;
  handle_name: string;
  language: string;
  queue_name: string;
  hours_id: string | null;
  is_allowed: boolean;
  consent: ItemFacts['consent'];
  is_group: boolean;
  last_agent_name: string | null;
}

/** The open work item of a conversation, else the one that was closed last. */
export async function findItemFacts(db: WorkspaceDb, conversationId: string): Promise<ItemFacts | undefined> {
  const row = await db.findRow(sql<Row>`
    select w.id, w.conversation_id, w.customer_id, w.handle_id, w.state, w.state_reason, w.mode, w.queue_id,
      w.assignee_id, w.offered_to, w.ordered_at, w.first_answer_at is not null as is_answered,
      coalesce(cu.name, '@' || cu.username, '') as customer_name, h.name as handle_name,
      coalesce(w.language, h.language) as language,
      q.name as queue_name, coalesce(q.hours_id, h.hours_id) as hours_id,
      coalesce((s.settings->>'automaticMessages')::boolean, true) as is_allowed, c.consent,
      c.kind = 'group' as is_group,
      (select m.name from session e join member m on m.workspace_id = e.workspace_id and m.id = e.agent_id
        where e.workspace_id = w.workspace_id and e.work_item_id = w.id and e.participation = 'primary'
        order by e.started_at desc limit 1) as last_agent_name
    from work_item w
    join conversation c on c.workspace_id = w.workspace_id and c.id = w.conversation_id
    join customer cu on cu.workspace_id = w.workspace_id and cu.id = w.customer_id
    join handle h on h.workspace_id = w.workspace_id and h.id = w.handle_id
    join queue q on q.workspace_id = w.workspace_id and q.id = w.queue_id
    join work_stream s on s.workspace_id = w.workspace_id and s.id = w.work_stream_id
    where w.workspace_id = ${db.workspaceId} and w.conversation_id = ${conversationId}
    order by (w.state <> 'closed') desc, w.opened_at desc, w.id desc limit 1`);
  return (
    row && {
      id: row.id,
      conversationId: row.conversation_id,
      customerId: row.customer_id,
      handleId: row.handle_id,
      state: row.state,
      stateReason: row.state_reason,
      mode: row.mode,
      queueId: row.queue_id,
      assigneeId: row.assignee_id,
      offeredTo: row.offered_to,
      orderedAt: row.ordered_at,
      isAnswered: row.is_answered,
      customerName: row.customer_name,
      handleName: row.handle_name,
      language: row.language,
      queueName: row.queue_name,
      hoursId: row.hours_id,
      isAllowed: row.is_allowed,
      consent: row.consent,
      isGroup: row.is_group,
      lastAgentName: row.last_agent_name,
    }
  );
}

/** How many stand before this one in its queue, counted to 1,000. */
export async function countBefore(db: WorkspaceDb, item: ItemFacts): Promise<number> {
  if (item.orderedAt === null) return 0;
  const row = await db.row(sql<{ count: string }>`
    select count(*) from (
      select 1 from work_item where workspace_id = ${db.workspaceId} and queue_id = ${item.queueId}
        and state = 'open' and assignee_id is null and (ordered_at, id) < (${item.orderedAt}, ${item.id})
      limit 1000) before`);
  return Number(row.count);
}

/** Whether somebody of the queue is there to take work. */
export async function isAnybodyThere(db: WorkspaceDb, queueId: string): Promise<boolean> {
  const row = await db.row(sql<{ there: boolean }>`
    select exists (
      select 1 from agent_state a
      where a.workspace_id = ${db.workspaceId} and a.connected and a.base in ('available', 'busy')
        and (exists (select 1 from queue_member m
            where m.workspace_id = a.workspace_id and m.queue_id = ${queueId} and m.member_id = a.member_id)
          or exists (select 1 from queue q
            where q.workspace_id = a.workspace_id and q.id = ${queueId} and q.open_to_all))) as there`);
  return row.there;
}

export async function findMemberName(db: WorkspaceDb, memberId: string): Promise<string | undefined> {
  const row = await db.findRow(sql<{ name: string }>`
    select name from member where workspace_id = ${db.workspaceId} and id = ${memberId}`);
  return row?.name;
}
