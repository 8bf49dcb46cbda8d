import { sql, type WorkspaceTx } from '../../base/index.ts';
import type { WorkItem } from '../types.ts';

/** The columns of the engine, as `jsonb_to_recordset` reads them. What others keep on an item is not among them. */
const COLUMNS = [
  ['state', 'text'],
  ['state_reason', 'text'],
  ['state_at', 'timestamptz'],
  ['queue_id', 'text'],
  ['work_stream_id', 'text'],
  ['mode', 'text'],
  ['assignee_id', 'text'],
  ['offered_to', 'text'],
  ['priority', 'text'],
  ['tags', 'text[]'],
  ['units', 'int'],
  ['profile_ids', 'text[]'],
  ['skills', 'jsonb'],
  ['context', 'jsonb'],
  ['language', 'text'],
  ['queued_at', 'timestamptz'],
  ['ordered_at', 'timestamptz'],
  ['affinity_id', 'text'],
  ['affinity_until', 'timestamptz'],
  ['held_back', 'text'],
  ['last_at', 'timestamptz'],
  ['last_position', 'bigint'],
  ['waiting_since', 'timestamptz'],
  ['first_answer_at', 'timestamptz'],
  ['first_accepted_at', 'timestamptz'],
  ['wrap_up_at', 'timestamptz'],
  ['snoozed_until', 'timestamptz'],
  ['closed_at', 'timestamptz'],
  ['closed_by', 'text'],
  ['close_reason', 'text'],
  ['close_due_at', 'timestamptz'],
  ['transfers', 'int'],
  ['incoming', 'int'],
  ['outgoing', 'int'],
  ['event_seq', 'bigint'],
] as const;

type Values = Record<(typeof COLUMNS)[number][0], unknown>;

function toRow(item: WorkItem): Values {
  return {
    state: item.state,
    state_reason: item.stateReason,
    state_at: item.stateAt,
    queue_id: item.queueId,
    work_stream_id: item.workStreamId,
    mode: item.mode,
    assignee_id: item.assigneeId,
    offered_to: item.offeredTo,
    priority: item.priority,
    tags: item.tags,
    units: item.units,
    profile_ids: item.profileIds,
    skills: item.skills,
    context: item.context,
    language: item.language,
    queued_at: item.queuedAt,
    ordered_at: item.orderedAt,
    affinity_id: item.affinityId,
    affinity_until: item.affinityUntil,
    held_back: item.heldBack,
    last_at: item.lastAt,
    last_position: item.lastPosition,
    waiting_since: item.waitingSince,
    first_answer_at: item.firstAnswerAt,
    first_accepted_at: item.firstAcceptedAt,
    wrap_up_at: item.wrapUpAt,
    snoozed_until: item.snoozedUntil,
    closed_at: item.closedAt,
    closed_by: item.closedBy,
    close_reason: item.closeReason,
    close_due_at: item.closeDueAt,
    transfers: item.transfers,
    incoming: item.incoming,
    outgoing: item.outgoing,
    event_seq: item.eventSeq,
  };
}

const names = COLUMNS.map(([name]) => name);
const typed = COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ');
const insertList = sql.raw(names.join(', '));
const assignments = sql.raw(names.map((name) => `${name} = t.${name}`).join(', '));
const insertColumns = sql.raw(
  `id text, conversation_id text, customer_id text, handle_id text, number bigint, opened_at timestamptz, ${typed}`,
);
const updateColumns = sql.raw(`id text, ${typed}`);

export async function insertItems(tx: WorkspaceTx, items: readonly WorkItem[]): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map((item) => ({
    id: item.id,
    conversation_id: item.conversationId,
    customer_id: item.customerId,
    handle_id: item.handleId,
    number: item.number,
    opened_at: item.openedAt,
    ...toRow(item),
  }));
  await tx.execute(sql`
    insert into work_item (workspace_id, id, conversation_id, customer_id, handle_id, number, opened_at, ${insertList})
    select ${tx.workspaceId}, t.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(${insertColumns})`);
}

/** Writes what the engine keeps of these items, in one statement. Their conversations are locked by the caller. */
export async function saveItems(tx: WorkspaceTx, items: readonly WorkItem[]): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map((item) => ({ id: item.id, ...toRow(item) }));
  await tx.execute(sql`
    update work_item w set ${assignments}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(${updateColumns})
    where w.workspace_id = ${tx.workspaceId} and w.id = t.id`);
}
