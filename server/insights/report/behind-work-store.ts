import type { RawBuilder } from 'kysely';
import type { MeasureId } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { type BehindOptions, type BehindRow, isOfGroup } from './behind-store.ts';
import { openedColumns } from './opened-numbers.ts';
import { type Columns, type Scope, within } from './scope.ts';
import { sessionColumns, TRANSFERRED } from './session-numbers.ts';
import { stayColumns } from './stay-numbers.ts';

/** Where the rows of a measure are, joined to their work items as `w`. */
interface Source {
  readonly from: RawBuilder<unknown>;
  readonly workspaceId: RawBuilder<unknown>;
  readonly columns: Columns;
}

const sources = {
  opened: { from: sql`work_item w`, workspaceId: sql`w.workspace_id`, columns: openedColumns },
  sessions: {
    from: sql`session s join work_item w on w.workspace_id = s.workspace_id and w.id = s.work_item_id`,
    workspaceId: sql`s.workspace_id`,
    columns: sessionColumns,
  },
  stays: {
    from: sql`queue_stay q join work_item w on w.workspace_id = q.workspace_id and w.id = q.work_item_id`,
    workspaceId: sql`q.workspace_id`,
    columns: stayColumns,
  },
} as const satisfies Record<string, Source>;

interface Behind {
  readonly source: Source;
  readonly when: RawBuilder<unknown>;
  /** Over the rows of one conversation. */
  readonly value: RawBuilder<unknown>;
}

const none = sql`null`;
const msBetween = (from: string, until: string) =>
  sql`avg(extract(epoch from ${sql.ref(until)} - ${sql.ref(from)}) * 1000)`;
const session = (participation: string, when: RawBuilder<unknown>, value = sql`count(*)`): Behind => ({
  source: sources.sessions,
  when: sql`s.participation = ${participation} and ${when}`,
  value,
});
const always = sql`true`;
const accepted = sql`s.accepted_at is not null`;
const worked = sql`s.accepted_at is not null and s.ended_at is not null`;
const rejected = sql`s.end_reason = 'agent_reject'`;
const timedOut = sql`s.end_reason = 'agent_timeout'`;
const workedMs = msBetween('s.accepted_at', 's.ended_at');

/** What stands behind each measure that is not one of closed conversations; presences have nothing here. */
const behind: Readonly<Partial<Record<MeasureId, Behind>>> = {
  opened: { source: sources.opened, when: always, value: none },
  queue_wait_avg: { source: sources.stays, when: always, value: msBetween('q.entered_at', 'q.left_at') },
  sessions_offered: session('primary', always),
  sessions_accepted: session('primary', accepted),
  sessions_rejected: session('primary', rejected),
  sessions_timed_out: session('primary', timedOut),
  rejection_rate: session('primary', rejected),
  timeout_rate: session('primary', timedOut),
  accept_time_avg: session(
    'primary',
    sql`s.offered_at is not null and s.accepted_at is not null`,
    msBetween('s.offered_at', 's.accepted_at'),
  ),
  reject_time_avg: session('primary', rejected, msBetween('s.offered_at', 's.ended_at')),
  session_handle_avg: session('primary', worked, workedMs),
  session_transfer_rate: session('primary', sql`${accepted} and s.end_reason = any(${TRANSFERRED}::text[])`),
  consults: session('consult', always),
  consults_accepted: session('consult', accepted),
  consults_rejected: session('consult', rejected),
  consults_timed_out: session('consult', timedOut),
  consult_time_avg: session('consult', worked, workedMs),
  monitorings: session('monitor', always),
  monitor_time_avg: session('monitor', worked, workedMs),
};

export function isOfWork(measure: MeasureId): boolean {
  return measure in behind;
}

/** The conversations behind a number of sessions, stays or openings, the newest of these first. */
export function listBehindWork(
  db: WorkspaceDb,
  measure: MeasureId,
  scope: Scope,
  { key, after, limit }: BehindOptions,
): Promise<BehindRow[]> {
  const found = behind[measure];
  // By agents a stay is nobody's.
  if (!found || (found.source === sources.stays && scope.agentId)) return Promise.resolve([]);
  const { source, when, value } = found;
  const conditions = [within(scope, source.columns, sql`${source.workspaceId} = ${db.workspaceId}`), when];
  if (key !== undefined) conditions.push(isOfGroup(scope, source.columns, key));
  const rest = after ? sql`where (b.at, b.work_item_id) < (${after.at}, ${after.id})` : sql``;
  return db.rows(sql<BehindRow>`
    select b.work_item_id, w.conversation_id, w.number, c.name as customer_name, c.username as customer_username,
      w.handle_id, w.queue_id, w.assignee_id as agent_id, w.opened_at, w.closed_at, b.at, w.tags, b.value
    from (
      select w.id as work_item_id, max(${source.columns.at}) as at, (${value})::float8 as value
      from ${source.from} where ${sql.join(conditions, sql` and `)} group by w.id) b
    join work_item w on w.workspace_id = ${db.workspaceId} and w.id = b.work_item_id
    left join customer c on c.workspace_id = w.workspace_id and c.id = w.customer_id
    ${rest} order by b.at desc, b.work_item_id desc limit ${limit}`);
}
