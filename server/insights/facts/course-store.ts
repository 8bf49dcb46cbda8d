import { sql, type WorkspaceDb } from '../../base/index.ts';
import { standardQueueSettings } from '../../../contract/api/index.ts';
import type { ClosedItem, Course, CourseMessage, CourseSession } from './fact.ts';

/** Messages of one stretch of service that are looked at; more are not measured. */
const MOST_MESSAGES = 10_000;
/** X's ids count milliseconds from here; a day of slack covers what came late. */
const X_EPOCH_MS = 1_288_834_974_657;
const SLACK_MS = 86_400_000;

interface ItemRow {
  id: string;
  conversation_id: string;
  customer_id: string;
  handle_id: string;
  work_stream_id: string;
  queue_id: string;
  number: string;
  opened_at: Date;
  closed_at: Date;
  wrap_up_at: Date | null;
  close_reason: string;
  priority: string;
  tags: string[];
  transfers: number;
  breached: string[];
  service_level_seconds: number;
  has_first: boolean;
  has_next: boolean;
  has_resolution: boolean;
}

/** What facts of these work items are made from; those that are not closed are left out. */
export async function listCourses(db: WorkspaceDb, itemIds: readonly string[]): Promise<Course[]> {
  const ids = [...itemIds];
  const items = await db.rows(sql<ItemRow>`
    select w.id, w.conversation_id, w.customer_id, w.handle_id, w.work_stream_id, w.queue_id, w.number, w.opened_at,
      w.closed_at, w.wrap_up_at, coalesce(w.close_reason, w.state_reason) as close_reason, w.priority, w.tags,
      w.transfers, w.breached,
      coalesce((q.settings->>'serviceLevelSeconds')::int, ${standardQueueSettings.serviceLevelSeconds})
        as service_level_seconds,
      coalesce(s.settings->>'firstAnswerMinutes', '') <> '' as has_first,
      coalesce(s.settings->>'nextAnswerMinutes', '') <> '' as has_next,
      coalesce(s.settings->>'resolutionMinutes', '') <> '' as has_resolution
    from work_item w
    left join queue q on q.workspace_id = w.workspace_id and q.id = w.queue_id
    left join work_stream s on s.workspace_id = w.workspace_id and s.id = w.work_stream_id
    where w.workspace_id = ${db.workspaceId} and w.id = any(${ids}::text[]) and w.state = 'closed'
      and w.closed_at is not null
      -- What erasing a person closed is no work: it was neither served nor left unanswered.
      and not (w.closed_by is null
        and not exists (select 1 from customer cu
          where cu.workspace_id = w.workspace_id and cu.id = w.customer_id and cu.x_user_id > 0)
        and not exists (select 1 from conversation c
          where c.workspace_id = w.workspace_id and c.id = w.conversation_id and c.kind = 'group'))`);
  const sessions = await listSessions(db, ids);
  const messages = await listMessages(db, ids);
  return items.map((row) => ({
    item: toItem(row),
    sessions: sessions.get(row.id) ?? [],
    messages: messages.get(row.id) ?? [],
  }));
}

/** The opening hours of a queue, else of a handle. */
export async function findHoursId(
  db: WorkspaceDb,
  queueId: string,
  handleId: string,
): Promise<string | null> {
  const { hours_id: id } = await db.row(sql<{ hours_id: string | null }>`
    select coalesce(
      (select hours_id from queue where workspace_id = ${db.workspaceId} and id = ${queueId}),
      (select hours_id from handle where workspace_id = ${db.workspaceId} and id = ${handleId})) as hours_id`);
  return id;
}

async function listSessions(db: WorkspaceDb, ids: string[]): Promise<Map<string, CourseSession[]>> {
  const rows = await db.rows(sql<{
    work_item_id: string;
    agent_id: string;
    accepted_at: Date | null;
    ended_at: Date | null;
  }>`
    select work_item_id, agent_id, accepted_at, ended_at from session
    where workspace_id = ${db.workspaceId} and work_item_id = any(${ids}::text[]) and participation = 'primary'
    order by started_at, id`);
  return grouped(rows, (row) => ({
    agentId: row.agent_id,
    acceptedAt: row.accepted_at,
    endedAt: row.ended_at,
  }));
}

/**
 * The messages between the closing of the stretch before and its own. Inbound ones stand at X's time, ours at the
 * time when they were written.
 */
async function listMessages(db: WorkspaceDb, ids: string[]): Promise<Map<string, CourseMessage[]>> {
  const rows = await db.rows(sql<{ work_item_id: string; said_by: CourseMessage['by']; said_at: Date }>`
    select w.id as work_item_id, m.said_by, m.said_at
    from work_item w
    left join lateral (
      select p.closed_at from work_item p
      where p.workspace_id = w.workspace_id and p.conversation_id = w.conversation_id and p.opened_at < w.opened_at
      order by p.opened_at desc limit 1) before on true
    join lateral (
      select case when m.direction = 'in' then 'customer'
          when m.author_kind in ('agent', 'x') then 'person' else 'program' end as said_by,
        case when m.direction = 'in' then m.at else m.created_at end as said_at
      from message m
      where m.workspace_id = w.workspace_id and m.conversation_id = w.conversation_id and m.kind = 'message'
        and m.direction in ('in', 'out') and m.state not in ('canceled', 'failed', 'kept')
        and m.created_at > coalesce(before.closed_at, '-infinity') and m.created_at <= w.closed_at
        and m.position >= greatest(0, (extract(epoch from coalesce(before.closed_at, to_timestamp(0))) * 1000)::bigint
          - ${X_EPOCH_MS + SLACK_MS}::bigint) << 22
      order by m.position limit ${MOST_MESSAGES}) m on true
    where w.workspace_id = ${db.workspaceId} and w.id = any(${ids}::text[]) and w.closed_at is not null
    order by m.said_at`);
  return grouped(rows, (row) => ({ by: row.said_by, at: row.said_at }));
}

function grouped<Row extends { work_item_id: string }, T>(
  rows: readonly Row[],
  of: (row: Row) => T,
): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const list = found.get(row.work_item_id);
    if (list) list.push(of(row));
    else found.set(row.work_item_id, [of(row)]);
  }
  return found;
}

function toItem(row: ItemRow): ClosedItem {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    customerId: row.customer_id,
    handleId: row.handle_id,
    workStreamId: row.work_stream_id,
    queueId: row.queue_id,
    number: Number(row.number),
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    wrapUpAt: row.wrap_up_at,
    closeReason: row.close_reason,
    priority: row.priority,
    tags: row.tags,
    transfers: row.transfers,
    breached: row.breached,
    serviceLevelSeconds: row.service_level_seconds,
    hasFirstAnswerLevel: row.has_first,
    hasNextAnswerLevel: row.has_next,
    hasResolutionLevel: row.has_resolution,
  };
}
