import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { Scope, Stretch } from '../report/scope.ts';
import { pickNothing, type Picked, summedBy, takesAnyZone, takesMonths } from './picked.ts';

interface SpanRow {
  span: 'day' | 'month';
  /** 2026-11-30 */
  day: string;
  begins: Date;
  ends: Date;
}

/** Zones that are summed for a workspace at the same time, and how long one stays that nobody asks for. */
const MOST_ZONES = 6;
const KEPT_DAYS = 60;
const DAY_MS = 86_400_000;

/** What of a report's time is summed, and nothing of which has changed since. */
export async function pickSums(db: WorkspaceDb, scope: Scope): Promise<Picked> {
  if (!summedBy(scope)) return pickNothing(scope);
  const timeZone = await findZone(db, scope);
  if (timeZone === undefined) return pickNothing(scope);
  const rows = await db.rows(sql<SpanRow>`
    with marked as materialized (
      select distinct (at at time zone ${timeZone}::text)::date as day from sum_mark
      where workspace_id = ${db.workspaceId}),
    summed as (
      select span, day, day::timestamp at time zone ${timeZone}::text as begins,
        (day + case span when 'day' then interval '1 day' else interval '1 month' end) at time zone ${timeZone}::text as ends
      from sum_span
      where workspace_id = ${db.workspaceId} and time_zone = ${timeZone} and summed
        and day between (${scope.from}::timestamptz at time zone ${timeZone}::text)::date
          and (${scope.until}::timestamptz at time zone ${timeZone}::text)::date)
    select span, to_char(day, 'YYYY-MM-DD') as day, begins, ends from summed
    where begins >= ${scope.from} and ends <= ${scope.until}
      and not exists (select 1 from marked m where case span when 'day' then m.day else date_trunc('month', m.day)::date end = summed.day)
    order by day, span desc`);
  const months = takesMonths(scope) ? rows.filter((row) => row.span === 'month') : [];
  const isInMonth = new Set(months.map((row) => row.day.slice(0, 7)));
  const days = rows.filter((row) => row.span === 'day' && !isInMonth.has(row.day.slice(0, 7)));
  return {
    timeZone,
    months: months.map((row) => row.day),
    days: days.map((row) => row.day),
    rest: restOf(scope, [...months, ...days]),
  };
}

/** The zone asked for, else another one where that makes no difference. */
async function findZone(db: WorkspaceDb, scope: Scope): Promise<string | undefined> {
  const other = takesAnyZone(scope) ? sql`` : sql`and time_zone = ${scope.timeZone}`;
  const row = await db.findRow(sql<{ time_zone: string }>`
    select time_zone from sum_zone z
    where workspace_id = ${db.workspaceId} ${other} and exists (
      select 1 from sum_span s
      where s.workspace_id = z.workspace_id and s.time_zone = z.time_zone and s.span = 'day' and s.summed)
    order by time_zone = ${scope.timeZone} desc, asked_at desc limit 1`);
  return row?.time_zone;
}

/** What lies between the spans of a time, and before and after them. */
function restOf({ from, until }: Stretch, spans: readonly SpanRow[]): Stretch[] {
  const rest: Stretch[] = [];
  let reached = from;
  for (const { begins, ends } of spans.toSorted((a, b) => a.begins.getTime() - b.begins.getTime())) {
    if (begins > reached) rest.push({ from: reached, until: begins });
    reached = ends;
  }
  if (until > reached) rest.push({ from: reached, until });
  return rest;
}

/**
 * Remembers that reports are asked for in a time zone, so that its days are summed. A zone that others have crowded
 * out, or that the database does not know, is read from the rows.
 */
export async function wantZone(db: WorkspaceDb, timeZone: string, now: Date): Promise<void> {
  const { others, asked_at: askedAt } = await db.row(sql<{ others: number; asked_at: Date | null }>`
    select count(*)::int as others, max(asked_at) filter (where time_zone = ${timeZone}) as asked_at
    from sum_zone where workspace_id = ${db.workspaceId}`);
  if (askedAt ? now.getTime() - askedAt.getTime() < DAY_MS : others >= MOST_ZONES) return;
  await db.execute(sql`
    insert into sum_zone (workspace_id, time_zone, asked_at)
    select ${db.workspaceId}::text, ${timeZone}::text, ${now}::timestamptz
    where exists (select 1 from pg_timezone_names where lower(name) = lower(${timeZone}))
    on conflict (workspace_id, time_zone) do update set asked_at = excluded.asked_at`);
}

/** Zones that are summed, the last asked for first. Those of the opening hours are, before anybody asks. */
export async function listZones(tx: WorkspaceTx, now: Date): Promise<string[]> {
  await tx.execute(sql`
    insert into sum_zone (workspace_id, time_zone, asked_at)
    select h.workspace_id, h.time_zone, ${now}::timestamptz
    from (select distinct workspace_id, time_zone from operating_hours where workspace_id = ${tx.workspaceId}) h
    order by h.time_zone
    limit greatest(0, ${MOST_ZONES} - (select count(*) from sum_zone where workspace_id = ${tx.workspaceId}))
    on conflict (workspace_id, time_zone) do nothing`);
  const rows = await tx.rows(sql<{ time_zone: string }>`
    select time_zone from sum_zone where workspace_id = ${tx.workspaceId} order by asked_at desc, time_zone`);
  return rows.map((row) => row.time_zone);
}

/** Zones that nobody has asked for in a long time and that are not the opening hours' either. */
export async function listForgottenZones(db: WorkspaceDb, now: Date): Promise<string[]> {
  const rows = await db.rows(sql<{ time_zone: string }>`
    select time_zone from sum_zone z
    where workspace_id = ${db.workspaceId} and asked_at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS})
      and not exists (
        select 1 from operating_hours h where h.workspace_id = z.workspace_id and h.time_zone = z.time_zone)`);
  return rows.map((row) => row.time_zone);
}
