import type { Numbers } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { MOST_GROUPS, type Scope } from './scope.ts';

interface Row {
  key: string;
  signed_in: string;
  available: string;
  busy: string;
  do_not_disturb: string;
  away: string;
}

/**
 * How long agents were in each presence, by agent or over all; a stretch that is still running counts until `now`.
 * Presences have no queue, handle or tag: grouped by those there is nothing to show.
 */
export async function presenceNumbers(
  db: WorkspaceDb,
  scope: Scope,
  now: Date,
): Promise<Map<string, Numbers>> {
  if (scope.groupBy !== 'none' && scope.groupBy !== 'agent') return new Map();
  if (scope.handleId || scope.queueId || scope.workStreamId || scope.tag) return new Map();
  const until = now < scope.until ? now : scope.until;
  const key = scope.groupBy === 'agent' ? sql`member_id` : sql`''`;
  const agent = scope.agentId ? sql`and member_id = ${scope.agentId}` : sql``;
  const ms = (condition: ReturnType<typeof sql>) =>
    sql`coalesce(sum(ms) filter (where ${condition}), 0)::bigint`;
  const rows = await db.rows(sql<Row>`
    select ${key} as key, ${ms(sql`base <> 'offline'`)} as signed_in, ${ms(sql`base = 'available'`)} as available,
      ${ms(sql`base = 'busy'`)} as busy, ${ms(sql`base = 'do_not_disturb'`)} as do_not_disturb,
      ${ms(sql`base in ('away', 'inactive')`)} as away
    from (
      select member_id, base, (extract(epoch from
        least(coalesce(until_at, ${until}), ${until}) - greatest(from_at, ${scope.from})) * 1000)::bigint as ms
      from presence_log
      where workspace_id = ${db.workspaceId} and from_at < ${until} and coalesce(until_at, ${until}) > ${scope.from} ${agent}
    ) stretch group by 1 order by 2 desc, 1 limit ${MOST_GROUPS + 1}`);
  return new Map(
    rows.map((row) => [
      row.key,
      {
        time_signed_in: Number(row.signed_in),
        time_available: Number(row.available),
        time_busy: Number(row.busy),
        time_do_not_disturb: Number(row.do_not_disturb),
        time_away: Number(row.away),
      },
    ]),
  );
}
