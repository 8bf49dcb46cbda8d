import type { Numbers } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { ratio } from './conversation-numbers.ts';
import { type Columns, groupKey, MOST_GROUPS, type Scope, tagJoin, within } from './scope.ts';

const columns: Columns = {
  at: sql`s.started_at`,
  handle: sql`w.handle_id`,
  queue: sql`coalesce(s.queue_id, w.queue_id)`,
  agent: sql`s.agent_id`,
  workStream: sql`w.work_stream_id`,
  tags: sql`w.tags`,
  priority: sql`w.priority`,
};

interface Row {
  key: string;
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

/** The measures of agents' sessions by group. */
export async function sessionNumbers(db: WorkspaceDb, scope: Scope): Promise<Map<string, Numbers>> {
  const primary = sql`s.participation = 'primary'`;
  const consult = sql`s.participation = 'consult'`;
  const monitor = sql`s.participation = 'monitor'`;
  const worked = sql`s.accepted_at is not null and s.ended_at is not null`;
  const workedMs = sql`(extract(epoch from s.ended_at - s.accepted_at) * 1000)::bigint`;
  const rows = await db.rows(sql<Row>`
    select ${groupKey(scope, columns)} as key,
      count(*) filter (where ${primary}) as offered,
      count(*) filter (where ${primary} and s.offered_at is not null) as asked,
      count(*) filter (where ${primary} and s.accepted_at is not null) as accepted,
      count(*) filter (where ${primary} and s.end_reason = 'agent_reject') as rejected,
      count(*) filter (where ${primary} and s.end_reason = 'agent_timeout') as timed_out,
      sum((extract(epoch from s.accepted_at - s.offered_at) * 1000)::bigint) filter (where ${primary}) as accept_ms,
      count(*) filter (where ${primary} and s.offered_at is not null and s.accepted_at is not null) as accepted_offers,
      sum((extract(epoch from s.ended_at - s.offered_at) * 1000)::bigint)
        filter (where ${primary} and s.end_reason = 'agent_reject') as reject_ms,
      count(*) filter (where ${primary} and ${worked}) as handled,
      sum(${workedMs}) filter (where ${primary} and ${worked}) as handle_ms,
      count(*) filter (where ${primary} and s.accepted_at is not null
        and s.end_reason = any(${TRANSFERRED}::text[])) as transferred,
      count(*) filter (where ${consult}) as consults,
      count(*) filter (where ${consult} and s.accepted_at is not null) as consults_accepted,
      count(*) filter (where ${consult} and s.end_reason = 'agent_reject') as consults_rejected,
      count(*) filter (where ${consult} and s.end_reason = 'agent_timeout') as consults_timed_out,
      count(*) filter (where ${consult} and ${worked}) as consults_ended,
      sum(${workedMs}) filter (where ${consult} and ${worked}) as consult_ms,
      count(*) filter (where ${monitor}) as monitorings,
      count(*) filter (where ${monitor} and ${worked}) as monitorings_ended,
      sum(${workedMs}) filter (where ${monitor} and ${worked}) as monitor_ms
    from session s
    join work_item w on w.workspace_id = s.workspace_id and w.id = s.work_item_id
    ${tagJoin(scope, columns)}
    where ${within(scope, columns, sql`s.workspace_id = ${db.workspaceId}`)}
    group by 1 order by 2 desc, 1 limit ${MOST_GROUPS + 1}`);
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
