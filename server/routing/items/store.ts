import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { StateReason } from '../transition.ts';
import type { StoredWorkItem, WorkItem, WorkItemId } from '../types.ts';

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
  mode: 'push' | 'pick';
  assignee_id: string | null;
  offered_to: string | null;
  priority: string;
  tags: string[];
  units: number;
  profile_ids: string[];
  skills: WorkItem['skills'];
  context: WorkItem['context'];
  language: string | null;
  queued_at: Date | null;
  ordered_at: Date | null;
  affinity_id: string | null;
  affinity_until: Date | null;
  held_back: string | null;
  last_at: Date;
  last_position: string;
  waiting_since: Date | null;
  first_answer_at: Date | null;
  first_accepted_at: Date | null;
  wrap_up_at: Date | null;
  snoozed_until: Date | null;
  opened_at: Date;
  closed_at: Date | null;
  closed_by: string | null;
  close_reason: string | null;
  close_due_at: Date | null;
  transfers: number;
  incoming: number;
  outgoing: number;
  event_seq: string;
  case_id: string | null;
  title: string | null;
  dispositions: string[];
  first_answer_due_at: Date | null;
  next_answer_due_at: Date | null;
  resolution_due_at: Date | null;
  sla_due_at: Date | null;
  sla_warn_at: Date | null;
  breached: string[];
}

function toWorkItem(row: Row): StoredWorkItem {
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
    mode: row.mode,
    assigneeId: row.assignee_id,
    offeredTo: row.offered_to,
    priority: row.priority as WorkItem['priority'],
    tags: row.tags,
    units: row.units,
    profileIds: row.profile_ids,
    skills: row.skills,
    context: row.context,
    language: row.language,
    queuedAt: row.queued_at,
    orderedAt: row.ordered_at,
    affinityId: row.affinity_id,
    affinityUntil: row.affinity_until,
    heldBack: row.held_back,
    lastAt: row.last_at,
    lastPosition: row.last_position,
    waitingSince: row.waiting_since,
    firstAnswerAt: row.first_answer_at,
    firstAcceptedAt: row.first_accepted_at,
    wrapUpAt: row.wrap_up_at,
    snoozedUntil: row.snoozed_until,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    closeReason: row.close_reason,
    closeDueAt: row.close_due_at,
    transfers: row.transfers,
    incoming: row.incoming,
    outgoing: row.outgoing,
    eventSeq: row.event_seq,
    caseId: row.case_id,
    title: row.title,
    dispositions: row.dispositions,
    firstAnswerDueAt: row.first_answer_due_at,
    nextAnswerDueAt: row.next_answer_due_at,
    resolutionDueAt: row.resolution_due_at,
    slaDueAt: row.sla_due_at,
    slaWarnAt: row.sla_warn_at,
    breached: row.breached,
  };
}

const columns = sql`w.id, w.conversation_id, w.customer_id, w.handle_id, w.number, w.state, w.state_reason, w.state_at,
  w.queue_id, w.work_stream_id, w.mode, w.assignee_id, w.offered_to, w.priority, w.tags, w.units, w.profile_ids,
  w.skills, w.context, w.language, w.queued_at, w.ordered_at, w.affinity_id, w.affinity_until, w.held_back, w.last_at,
  w.last_position, w.waiting_since, w.first_answer_at, w.first_accepted_at, w.wrap_up_at, w.snoozed_until, w.opened_at,
  w.closed_at, w.closed_by, w.close_reason, w.close_due_at, w.transfers, w.incoming, w.outgoing, w.event_seq, w.case_id,
  w.title, w.dispositions, w.first_answer_due_at, w.next_answer_due_at, w.resolution_due_at, w.sla_due_at,
  w.sla_warn_at,
  w.breached`;

/** The open item, else the newest closed one; the conversation is locked by the caller. */
export async function findLatest(
  db: WorkspaceDb,
  conversationId: string,
): Promise<StoredWorkItem | undefined> {
  return (await listLatest(db, [conversationId]))[0];
}

/** The open item of each conversation, else its newest closed one. */
export async function listLatest(
  db: WorkspaceDb,
  conversationIds: readonly string[],
): Promise<StoredWorkItem[]> {
  const rows = await db.rows(sql<Row>`
    select ${columns} from unnest(${[...conversationIds]}::text[]) as c(id), lateral (
      select * from work_item where workspace_id = ${db.workspaceId} and conversation_id = c.id
      order by (state <> 'closed') desc, opened_at desc, id desc limit 1) w`);
  return rows.map(toWorkItem);
}

/** Items by id, without a lock; those that do not exist are left out. */
export async function listItemsById(db: WorkspaceDb, ids: readonly string[]): Promise<StoredWorkItem[]> {
  const rows = await db.rows(sql<Row>`
    select ${columns} from work_item w where workspace_id = ${db.workspaceId} and id = any(${[...ids]}::text[])`);
  return rows.map(toWorkItem);
}

/** All items of a conversation, newest first, at most 100. */
export async function listItems(db: WorkspaceDb, conversationId: string): Promise<StoredWorkItem[]> {
  const rows = await db.rows(sql<Row>`
    select ${columns} from work_item w
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId}
    order by opened_at desc, id desc limit 100`);
  return rows.map(toWorkItem);
}

export async function countItems(db: WorkspaceDb, conversationId: string): Promise<number> {
  const row = await db.row(sql<{ count: string }>`
    select count(*) from work_item where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId}`);
  return Number(row.count);
}

/** The next number of the workspace; the row stays locked until the commit, so numbers have no gaps. */
export async function takeNumbers(tx: WorkspaceTx, count: number): Promise<number[]> {
  const row = await tx.row(sql<{ last: string }>`
    insert into work_item_number (workspace_id, last) values (${tx.workspaceId}, ${count})
    on conflict (workspace_id) do update set last = work_item_number.last + excluded.last returning last`);
  const first = Number(row.last) - count + 1;
  return Array.from({ length: count }, (_, nth) => first + nth);
}
