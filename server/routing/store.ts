import { newId, sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { StateReason } from './transition.ts';
import type { WorkItem, WorkItemId } from './types.ts';

interface Row {
  id: string;
  conversation_id: string;
  customer_id: string;
  handle_id: string;
  number: string;
  state: string;
  state_reason: string;
  state_at: Date;
  queue_id: string;
  work_stream_id: string;
  assignee_id: string | null;
  priority: string;
  tags: string[];
  last_at: Date;
  last_position: string;
  waiting_since: Date | null;
  first_answer_at: Date | null;
  snoozed_until: Date | null;
  opened_at: Date;
  closed_at: Date | null;
  closed_by: string | null;
  event_seq: string;
}

const columns = sql`id, conversation_id, customer_id, handle_id, number, state, state_reason, state_at, queue_id,
  work_stream_id, assignee_id, priority, tags, last_at, last_position, waiting_since, first_answer_at, snoozed_until,
  opened_at, closed_at, closed_by, event_seq`;

function toWorkItem(row: Row): WorkItem {
  return {
    // These columns are written from the same unions and ids, checked by the table.
    id: row.id as WorkItemId,
    conversationId: row.conversation_id,
    customerId: row.customer_id,
    handleId: row.handle_id,
    number: Number(row.number),
    state: row.state as WorkItem['state'],
    stateReason: row.state_reason as StateReason,
    stateAt: row.state_at,
    queueId: row.queue_id,
    workStreamId: row.work_stream_id,
    assigneeId: row.assignee_id,
    priority: row.priority as WorkItem['priority'],
    tags: row.tags,
    lastAt: row.last_at,
    lastPosition: row.last_position,
    waitingSince: row.waiting_since,
    firstAnswerAt: row.first_answer_at,
    snoozedUntil: row.snoozed_until,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    eventSeq: row.event_seq,
  };
}

/** The open item, else the newest closed one; the conversation is locked by the caller. */
export async function findLatest(db: WorkspaceDb, conversationId: string): Promise<WorkItem | undefined> {
  const row = await db.findRow(sql<Row>`
    select ${columns} from work_item where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId}
    order by (state <> 'closed') desc, opened_at desc, id desc limit 1`);
  return row && toWorkItem(row);
}

/** The open item of each conversation, else its newest closed one. */
export async function listLatest(db: WorkspaceDb, conversationIds: readonly string[]): Promise<WorkItem[]> {
  const rows = await db.rows(sql<Row>`
    select w.* from unnest(${[...conversationIds]}::text[]) as c(id), lateral (
      select ${columns} from work_item where workspace_id = ${db.workspaceId} and conversation_id = c.id
      order by (state <> 'closed') desc, opened_at desc, id desc limit 1) w`);
  return rows.map(toWorkItem);
}

/** All items of a conversation, newest first, at most 100. */
export async function listItems(db: WorkspaceDb, conversationId: string): Promise<WorkItem[]> {
  const rows = await db.rows(sql<Row>`
    select ${columns} from work_item where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId}
    order by opened_at desc, id desc limit 100`);
  return rows.map(toWorkItem);
}

export async function countItems(db: WorkspaceDb, conversationId: string): Promise<number> {
  const row = await db.row(sql<{ count: string }>`
    select count(*) from work_item where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId}`);
  return Number(row.count);
}

/** The next number of the workspace; the row stays locked until the commit, so numbers have no gaps. */
export async function takeNumber(tx: WorkspaceTx): Promise<number> {
  const row = await tx.row(sql<{ last: string }>`
    insert into work_item_number (workspace_id, last) values (${tx.workspaceId}, 1)
    on conflict (workspace_id) do update set last = work_item_number.last + 1 returning last`);
  return Number(row.last);
}

export interface Destination {
  readonly queueId: string;
  readonly workStreamId: string;
}

/** Where a handle's work goes. */
export async function destinationOf(db: WorkspaceDb, handleId: string): Promise<Destination> {
  const row = await db.row(sql<{ queue_id: string; id: string }>`
    select w.queue_id, w.id from handle h
    join work_stream w on w.workspace_id = h.workspace_id and w.id = h.work_stream_id
    where h.workspace_id = ${db.workspaceId} and h.id = ${handleId}`);
  return { queueId: row.queue_id, workStreamId: row.id };
}

export async function insertItem(tx: WorkspaceTx, item: WorkItem): Promise<void> {
  await tx.execute(sql`
    insert into work_item (workspace_id, ${columns}) values (${tx.workspaceId}, ${item.id}, ${item.conversationId},
      ${item.customerId}, ${item.handleId}, ${item.number}, ${item.state}, ${item.stateReason}, ${item.stateAt},
      ${item.queueId}, ${item.workStreamId}, ${item.assigneeId}, ${item.priority}, ${[...item.tags]}::text[],
      ${item.lastAt}, ${item.lastPosition}, ${item.waitingSince}, ${item.firstAnswerAt}, ${item.snoozedUntil},
      ${item.openedAt}, ${item.closedAt}, ${item.closedBy}, ${item.eventSeq})`);
}

export async function saveItem(tx: WorkspaceTx, item: WorkItem): Promise<void> {
  await tx.execute(sql`
    update work_item set state = ${item.state}, state_reason = ${item.stateReason}, state_at = ${item.stateAt},
      assignee_id = ${item.assigneeId}, priority = ${item.priority}, tags = ${[...item.tags]}::text[],
      last_at = ${item.lastAt}, last_position = ${item.lastPosition}, waiting_since = ${item.waitingSince},
      first_answer_at = ${item.firstAnswerAt}, snoozed_until = ${item.snoozedUntil}, closed_at = ${item.closedAt},
      closed_by = ${item.closedBy}, event_seq = ${item.eventSeq}
    where workspace_id = ${tx.workspaceId} and id = ${item.id}`);
}

export async function beginSession(
  tx: WorkspaceTx,
  item: WorkItem,
  agentId: string,
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into session (workspace_id, id, work_item_id, conversation_id, agent_id, started_at, accepted_at)
    values (${tx.workspaceId}, ${newId()}, ${item.id}, ${item.conversationId}, ${agentId}, ${at}, ${at})`);
}

export async function endSession(tx: WorkspaceTx, item: WorkItem, reason: string, at: Date): Promise<void> {
  await tx.execute(sql`
    update session set ended_at = ${at}, end_reason = ${reason}
    where workspace_id = ${tx.workspaceId} and work_item_id = ${item.id} and ended_at is null`);
}

/** Locks conversations until the transaction ends, in the order of their ids as everybody does. */
export async function lockConversations(tx: WorkspaceTx, ids: readonly string[]): Promise<void> {
  await tx.rows(sql`
    select id from conversation where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::text[])
    order by id for update`);
}

/** Writes what following the log can change of many items at once. */
export async function saveFollowed(tx: WorkspaceTx, items: readonly WorkItem[]): Promise<void> {
  await tx.execute(sql`
    update work_item w set state = t.state, state_reason = t.state_reason, state_at = t.state_at,
      assignee_id = t.assignee_id, last_at = t.last_at, last_position = t.last_position,
      waiting_since = t.waiting_since, first_answer_at = t.first_answer_at, snoozed_until = t.snoozed_until,
      event_seq = t.event_seq
    from unnest(
      ${items.map((item) => item.id)}::text[],
      ${items.map((item) => item.state)}::text[],
      ${items.map((item) => item.stateReason)}::text[],
      ${items.map((item) => item.stateAt)}::timestamptz[],
      ${items.map((item) => item.assigneeId)}::text[],
      ${items.map((item) => item.lastAt)}::timestamptz[],
      ${items.map((item) => item.lastPosition)}::bigint[],
      ${items.map((item) => item.waitingSince)}::timestamptz[],
      ${items.map((item) => item.firstAnswerAt)}::timestamptz[],
      ${items.map((item) => item.snoozedUntil)}::timestamptz[],
      ${items.map((item) => item.eventSeq)}::bigint[]
    ) as t(id, state, state_reason, state_at, assignee_id, last_at, last_position, waiting_since, first_answer_at,
      snoozed_until, event_seq)
    where w.workspace_id = ${tx.workspaceId} and w.id = t.id`);
}
