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
  consults: string;
  monitorings: string;
}

/** The measures of agents' sessions by group. */
export async function sessionNumbers(db: WorkspaceDb, scope: Scope): Promise<Map<string, Numbers>> {
  const primary = sql`s.participation = 'primary'`;
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
      count(*) filter (where s.participation = 'consult') as consults,
      count(*) filter (where s.participation = 'monitor') as monitorings
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
        consults: Number(row.consults),
        monitorings: Number(row.monitorings),
      },
    ]),
  );
}
