import { type Queries, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../../base/index.ts';
import type { Run } from './fill-store.ts';

/** Marks that are taken in at once. */
const MOST_MARKS = 50_000;

/** Workspaces in which something has changed or is summed at all. */
export async function listSummed(db: Queries): Promise<WorkspaceId[]> {
  const rows = await db.rows(sql<{ id: WorkspaceId }>`
    select w.id from workspace w
    where exists (select 1 from sum_mark m where m.workspace_id = w.id)
      or exists (select 1 from sum_zone z where z.workspace_id = w.id) order by w.id`);
  return rows.map((row) => row.id);
}

/** One process at a time changes the sums of a workspace, until the transaction ends. */
export async function lockSums(tx: WorkspaceTx): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`sums ${tx.workspaceId}`}, 0))`);
}

/** Takes marks away. Answers the days that they are on in each zone, and whether there are more. */
export async function takeMarks(
  tx: WorkspaceTx,
  timeZones: readonly string[],
): Promise<{ readonly days: ReadonlyMap<string, readonly string[]>; readonly more: boolean }> {
  const rows = await tx.rows(sql<{ time_zone: string | null; days: string[] | null; taken: string }>`
    with taken as materialized (
      delete from sum_mark where workspace_id = ${tx.workspaceId} and id in (
        select id from sum_mark where workspace_id = ${tx.workspaceId} order by id limit ${MOST_MARKS})
      returning at),
    -- Times first: many marks are of the same few days.
    hours as materialized (select distinct date_bin('15 minutes', at, '2000-01-01T00:00:00Z') as at from taken)
    select z.time_zone, array_agg(distinct to_char(h.at at time zone z.time_zone, 'YYYY-MM-DD'))
        filter (where h.at is not null) as days, (select count(*) from taken) as taken
    from (select null::text as time_zone union all select unnest(${[...timeZones]}::text[])) z
    left join hours h on z.time_zone is not null group by 1`);
  const days = new Map<string, readonly string[]>();
  for (const row of rows) if (row.time_zone !== null && row.days) days.set(row.time_zone, row.days);
  return { days, more: Number(rows[0]?.taken ?? 0) === MOST_MARKS };
}

/** Notes the days of a zone that are over since the last ones noted, all of them at first. */
export async function noteDays(tx: WorkspaceTx, timeZone: string, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into sum_span (workspace_id, time_zone, span, day, summed, due_at)
    select ${tx.workspaceId}::text, ${timeZone}::text, 'day', day::date, false, ${now}::timestamptz
    from generate_series(
      coalesce(
        (select max(day) + 1 from sum_span
          where workspace_id = ${tx.workspaceId} and time_zone = ${timeZone} and span = 'day'),
        ((select min(opened_at) from work_item where workspace_id = ${tx.workspaceId})
          at time zone ${timeZone}::text)::date),
      (${now}::timestamptz at time zone ${timeZone}::text)::date - 1, interval '1 day') as day
    on conflict do nothing`);
}

/** The latest days of a zone that may be summed, at most so many side by side. */
export async function findDueRun(
  db: WorkspaceDb,
  timeZone: string,
  now: Date,
  most: number,
): Promise<Run | undefined> {
  return db.findRow(sql<Run>`
    with due as (
      select day, row_number() over (order by day desc) as place from sum_span
      where workspace_id = ${db.workspaceId} and time_zone = ${timeZone} and span = 'day' and not summed
        and due_at <= ${now}
      order by day desc limit ${most})
    select to_char(min(day), 'YYYY-MM-DD') as "firstDay", to_char(max(day), 'YYYY-MM-DD') as "lastDay",
      count(*)::int as days
    from due where day + place::int = (select max(day) + 1 from due) having count(*) > 0`);
}
