import { type OverflowRule, type Priority } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { listHours } from '../../hours/index.ts';
import type { FactsHandle } from './facts.ts';
import type { OverflowQueue } from './overflow.ts';

/** A stretch of service that has been, to try rules on. */
export interface PastItem {
  readonly workItemId: string;
  readonly conversationId: string;
  readonly customerId: string;
  readonly handleId: string;
  readonly caseId: string | null;
  readonly customer: string;
  readonly number: number;
  readonly openedAt: Date;
  /** Its first queue. */
  readonly wentTo: string;
  readonly priority: Priority;
}

export interface Range {
  readonly from: Date | null;
  readonly until: Date | null;
  readonly last: number;
}

const inRange = (db: WorkspaceDb, workStreamId: string, range: Range) => sql`
  workspace_id = ${db.workspaceId} and work_stream_id = ${workStreamId}
  and (${range.from}::timestamptz is null or opened_at >= ${range.from})
  and (${range.until}::timestamptz is null or opened_at < ${range.until})`;

/** How many there are, at most `range.last`. */
export async function countPast(db: WorkspaceDb, workStreamId: string, range: Range): Promise<number> {
  const row = await db.row(sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from work_item where ${inRange(db, workStreamId, range)}
      order by opened_at desc limit ${range.last}) t`);
  return row.count;
}

interface PastRow {
  id: string;
  conversation_id: string;
  customer_id: string;
  handle_id: string;
  case_id: string | null;
  customer: string;
  number: string;
  opened_at: Date;
  went_to: string;
  // Checked by the table.
  priority: Priority;
}

/** A page, newest first. */
export async function listPast(
  db: WorkspaceDb,
  workStreamId: string,
  range: Range,
  skip: number,
  limit: number,
): Promise<PastItem[]> {
  const rows = await db.rows(sql<PastRow>`
    select w.id, w.conversation_id, w.customer_id, w.handle_id, w.case_id, w.number, w.opened_at, w.priority,
      coalesce(u.name, '@' || u.username, u.x_user_id::text) as customer,
      coalesce((select s.queue_id from queue_stay s where s.workspace_id = ${db.workspaceId}
        and s.work_item_id = w.id order by s.entered_at, s.id limit 1), w.queue_id) as went_to
    from (select * from work_item where ${inRange(db, workStreamId, range)}
      order by opened_at desc, id desc limit ${limit} offset ${skip}) w
    join customer u on u.workspace_id = ${db.workspaceId} and u.id = w.customer_id
    order by w.opened_at desc, w.id desc`);
  return rows.map((row) => ({
    workItemId: row.id,
    conversationId: row.conversation_id,
    customerId: row.customer_id,
    handleId: row.handle_id,
    caseId: row.case_id,
    customer: row.customer,
    number: Number(row.number),
    openedAt: row.opened_at,
    wentTo: row.went_to,
    priority: row.priority,
  }));
}

/** Handles with their hours, and queues with their hours and overflow. */
export async function readPlaces(
  db: WorkspaceDb,
): Promise<{ handles: Map<string, FactsHandle>; queues: Map<string, OverflowQueue> }> {
  const hours = new Map((await listHours(db)).map((one) => [String(one.id), one]));
  const handles = await db.rows(sql<{ id: string; language: string; hours_id: string | null }>`
    select id, language, hours_id from handle where workspace_id = ${db.workspaceId} limit 2000`);
  const queues = await db.rows(sql<{ id: string; hours_id: string | null; overflow: OverflowRule[] | null }>`
    select id, hours_id, settings->'overflow' as overflow from queue where workspace_id = ${db.workspaceId}
    limit 2000`);
  const hoursOf = (id: string | null) => hours.get(id ?? '') ?? null;
  return {
    handles: new Map(
      handles.map(({ id, language, hours_id }) => [id, { id, language, hours: hoursOf(hours_id) }]),
    ),
    queues: new Map(
      queues.map(({ id, hours_id, overflow }) => [
        id,
        { id, overflow: overflow ?? [], hours: hoursOf(hours_id) },
      ]),
    ),
  };
}
