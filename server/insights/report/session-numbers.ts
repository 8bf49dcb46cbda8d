import type { RawBuilder } from 'kysely';
import type { Numbers } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import type { Picked } from '../sums/picked.ts';
import { ratio } from './conversation-numbers.ts';
import type { Columns, Scope } from './scope.ts';
import { count, readGroups, type Source, sum } from './source.ts';

export const sessionColumns: Columns = {
  at: sql`s.started_at`,
  handle: sql`w.handle_id`,
  queue: sql`coalesce(s.queue_id, w.queue_id)`,
  agent: sql`s.agent_id`,
  workStream: sql`w.work_stream_id`,
  tags: sql`w.tags`,
  priority: sql`w.priority`,
};

interface Row {
  offered: string;
  asked: string;
  accepted: string;
  rejected: string;
  timed_out: string;
  accept_ms: string | null;
  accepted_offers: string;
  reject_ms: string | null;
  handled: string;
  handle_ms: string | null;
  transferred: string;
  consults: string;
  consults_accepted: string;
  consults_rejected: string;
  consults_timed_out: string;
  consults_ended: string;
  consult_ms: string | null;
  monitorings: string;
  monitorings_ended: string;
  monitor_ms: string | null;
}

/** How an accepted session ends that is handed over. */
export const TRANSFERRED = [
  'agent_transferred',
  'agent_transfer_to_queue',
  'supervisor_assign_to_queue',
  'supervisor_transfer_to_agent',
];

const primary = (when: RawBuilder<unknown>) => sql`s.participation = 'primary' and ${when}`;
const consult = (when: RawBuilder<unknown>) => sql`s.participation = 'consult' and ${when}`;
const monitor = (when: RawBuilder<unknown>) => sql`s.participation = 'monitor' and ${when}`;
const always = sql`true`;
const accepted = sql`s.accepted_at is not null`;
const rejected = sql`s.end_reason = 'agent_reject'`;
const timedOut = sql`s.end_reason = 'agent_timeout'`;
const worked = sql`s.accepted_at is not null and s.ended_at is not null`;
const transferred = sql`s.accepted_at is not null and s.end_reason in (${sql.join(TRANSFERRED.map((reason) => sql.lit(reason)))})`;
const msBetween = (from: string, until: string) =>
  sql`(extract(epoch from ${sql.ref(until)} - ${sql.ref(from)}) * 1000)::bigint`;
const workedMs = msBetween('s.accepted_at', 's.ended_at');

/** Sessions of agents. The names are those of sum_session. */
export const sessionSource: Source & { readonly numbers: Record<keyof Row, unknown> } = {
  from: sql`session s join work_item w on w.workspace_id = s.workspace_id and w.id = s.work_item_id`,
  workspaceId: sql`s.workspace_id`,
  columns: sessionColumns,
  sums: 'sum_session',
  numbers: {
    offered: count(primary(always)),
    asked: count(primary(sql`s.offered_at is not null`)),
    accepted: count(primary(accepted)),
    rejected: count(primary(rejected)),
    timed_out: count(primary(timedOut)),
    accept_ms: sum(msBetween('s.offered_at', 's.accepted_at'), primary(always)),
    accepted_offers: count(primary(sql`s.offered_at is not null and s.accepted_at is not null`)),
    reject_ms: sum(msBetween('s.offered_at', 's.ended_at'), primary(rejected)),
    handled: count(primary(worked)),
    handle_ms: sum(workedMs, primary(worked)),
    transferred: count(primary(transferred)),
    consults: count(consult(always)),
    consults_accepted: count(consult(accepted)),
    consults_rejected: count(consult(rejected)),
    consults_timed_out: count(consult(timedOut)),
    consults_ended: count(consult(worked)),
    consult_ms: sum(workedMs, consult(worked)),
    monitorings: count(monitor(always)),
    monitorings_ended: count(monitor(worked)),
    monitor_ms: sum(workedMs, monitor(worked)),
  },
};

/** The measures of agents' sessions by group. */
export async function sessionNumbers(
  db: WorkspaceDb,
  scope: Scope,
  picked: Picked,
): Promise<Map<string, Numbers>> {
  const rows = await readGroups<Row>(db, sessionSource, scope, picked);
  return new Map(
    rows.map((row) => [
      row.key,
      {
        sessions_offered: Number(row.offered),
        sessions_accepted: Number(row.accepted),
        sessions_rejected: Number(row.rejected),
        sessions_timed_out: Number(row.timed_out),
        rejection_rate: ratio(row.rejected, row.asked),
        timeout_rate: ratio(row.timed_out, row.asked),
        accept_time_avg: ratio(row.accept_ms, row.accepted_offers),
        reject_time_avg: ratio(row.reject_ms, row.rejected),
        session_handle_avg: ratio(row.handle_ms, row.handled),
        session_transfer_rate: ratio(row.transferred, row.accepted),
        consults: Number(row.consults),
        consults_accepted: Number(row.consults_accepted),
        consults_rejected: Number(row.consults_rejected),
        consults_timed_out: Number(row.consults_timed_out),
        consult_time_avg: ratio(row.consult_ms, row.consults_ended),
        monitorings: Number(row.monitorings),
        monitor_time_avg: ratio(row.monitor_ms, row.monitorings_ended),
      },
    ]),
  );
}
