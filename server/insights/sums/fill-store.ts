import type { RawBuilder } from 'kysely';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { factSource } from '../report/conversation-numbers.ts';
import { openedSource } from '../report/opened-numbers.ts';
import { during, type Stretch } from '../report/scope.ts';
import { sessionSource } from '../report/session-numbers.ts';
import { namesOf, ofRows, ofSums, type Source } from '../report/source.ts';
import { staySource } from '../report/stay-numbers.ts';

const sources: readonly Source[] = [factSource, openedSource, sessionSource, staySource];
const RESPONSES = 'sum_response';
const tables = [...sources.map((source) => source.sums), RESPONSES];

/** Days that lie side by side. */
export interface Run {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly days: number;
}

/** Sums these days from their rows, in place of what there is. */
export async function sumDays(tx: WorkspaceTx, timeZone: string, run: Run): Promise<void> {
  const { from, until } = await tx.row(sql<{ from: Date; until: Date }>`
    select ${run.firstDay}::date::timestamp at time zone ${timeZone}::text as "from",
      (${run.lastDay}::date + 1)::timestamp at time zone ${timeZone}::text as "until"`);
  const stretch = { from, until };
  const days = sql`day between ${run.firstDay}::date and ${run.lastDay}::date`;
  await forget(tx, timeZone, sql`span = 'day' and ${days}`);
  for (const source of sources) {
    await tx.execute(sql`
      insert into ${sql.table(source.sums)} (workspace_id, time_zone, span, grouped_by, day, key, ${namesOf(source)})
      select ${tx.workspaceId}::text, ${timeZone}::text, 'day', g.grouped_by, l.day, g.key, ${ofRows(source)}
      from ${rowsOf(tx, source, timeZone, stretch)}
      group by g.grouped_by, l.day, g.key`);
  }
  await tx.execute(sql`
    insert into ${sql.table(RESPONSES)} (workspace_id, time_zone, span, grouped_by, day, key, steps, counts)
    select ${tx.workspaceId}::text, ${timeZone}::text, 'day', grouped_by, day, key,
      array_agg(step order by step), array_agg(count order by step)
    from (
      select g.grouped_by, l.day, g.key, f.first_response_step as step, count(*) as count
      from ${rowsOf(tx, factSource, timeZone, stretch)} and f.first_response_step is not null
      group by 1, 2, 3, 4) counted
    group by grouped_by, day, key`);
  await tx.execute(sql`
    update sum_span set summed = true
    where workspace_id = ${tx.workspaceId} and time_zone = ${timeZone} and span = 'day' and ${days}`);
}

/** The rows of a stretch, once for each group that they belong to. */
function rowsOf(db: WorkspaceDb, source: Source, timeZone: string, stretch: Stretch): RawBuilder<unknown> {
  const { handle, queue, agent, workStream, priority, tags, at } = source.columns;
  return sql`${source.from}
    cross join lateral (select (${at} at time zone ${timeZone}::text)::date as day,
      extract(hour from ${at} at time zone ${timeZone}::text)::int::text as hour) l
    cross join lateral (
      select v.grouped_by, coalesce(v.key, '') as key from (values ('none', ''), ('hour_of_day', l.hour), ('handle', ${handle}),
        ('queue', ${queue}), ('agent', ${agent}), ('work_stream', ${workStream}), ('priority', ${priority}))
        as v (grouped_by, key)
      union all select 'tag', tag from unnest(${tags}) as tag) g
    where ${source.workspaceId} = ${db.workspaceId} and ${during(at, [stretch])}`;
}

/** Sums the months of a zone whose days all are, from the sums of these. */
export async function sumMonths(tx: WorkspaceTx, timeZone: string): Promise<void> {
  const whole = await tx.rows(sql<{ day: string }>`
    select to_char(m.month, 'YYYY-MM-DD') as day from (
      select date_trunc('month', day)::date as month, count(*) filter (where summed) as summed from sum_span
      where workspace_id = ${tx.workspaceId} and time_zone = ${timeZone} and span = 'day' group by 1) m
    where m.summed = extract(day from m.month + interval '1 month' - interval '1 day') and not exists (
      select 1 from sum_span s where s.workspace_id = ${tx.workspaceId} and s.time_zone = ${timeZone}
        and s.span = 'month' and s.day = m.month)`);
  for (const { day } of whole) await sumMonth(tx, timeZone, day);
}

async function sumMonth(tx: WorkspaceTx, timeZone: string, month: string): Promise<void> {
  const inMonth = sql`workspace_id = ${tx.workspaceId} and time_zone = ${timeZone} and span = 'day'
    and day >= ${month}::date and day < ${month}::date + interval '1 month'`;
  const key = sql`${tx.workspaceId}::text, ${timeZone}::text, 'month', grouped_by, ${month}::date, key`;
  for (const source of sources) {
    await tx.execute(sql`
      insert into ${sql.table(source.sums)} (workspace_id, time_zone, span, grouped_by, day, key, ${namesOf(source)})
      select ${key}, ${ofSums(source)} from ${sql.table(source.sums)} where ${inMonth} group by grouped_by, key`);
  }
  await tx.execute(sql`
    insert into ${sql.table(RESPONSES)} (workspace_id, time_zone, span, grouped_by, day, key, steps, counts)
    select ${key}, array_agg(step order by step), array_agg(count order by step)
    from (
      select grouped_by, key, u.step, sum(u.count)::bigint as count
      from ${sql.table(RESPONSES)} cross join lateral unnest(steps, counts) as u (step, count)
      where ${inMonth} group by 1, 2, 3) counted
    group by grouped_by, key`);
  await tx.execute(sql`
    insert into sum_span (workspace_id, time_zone, span, day, summed, due_at)
    select workspace_id, time_zone, 'month', ${month}::date, true, due_at from sum_span
    where ${inMonth} limit 1`);
}

/** Deletes sums of a zone. */
async function forget(tx: WorkspaceTx, timeZone: string, which: RawBuilder<unknown>): Promise<void> {
  for (const table of tables) {
    await tx.execute(sql`
      delete from ${sql.table(table)}
      where workspace_id = ${tx.workspaceId} and time_zone = ${timeZone} and ${which}`);
  }
}

/** Forgets a zone with its sums. */
export async function forgetZone(tx: WorkspaceTx, timeZone: string): Promise<void> {
  await forget(tx, timeZone, sql`true`);
  for (const table of ['sum_span', 'sum_zone']) {
    await tx.execute(sql`
      delete from ${sql.table(table)} where workspace_id = ${tx.workspaceId} and time_zone = ${timeZone}`);
  }
}

/** Forgets the sums of these days and of their months; they may be made again from `dueAt` on. */
export async function forgetDays(
  tx: WorkspaceTx,
  timeZone: string,
  days: readonly string[],
  dueAt: Date,
): Promise<void> {
  const rows = await tx.rows(sql<{ day: string }>`
    update sum_span set summed = false, due_at = ${dueAt}
    where workspace_id = ${tx.workspaceId} and time_zone = ${timeZone} and span = 'day' and summed
      and day = any(${[...days]}::date[])
    returning to_char(day, 'YYYY-MM-DD') as day`);
  if (rows.length === 0) return;
  const gone = rows.map((row) => row.day);
  const months = [...new Set(gone.map((day) => `${day.slice(0, 7)}-01`))];
  await forget(tx, timeZone, sql`span = 'day' and day = any(${gone}::date[])`);
  await forget(tx, timeZone, sql`span = 'month' and day = any(${months}::date[])`);
  await tx.execute(sql`
    delete from sum_span
    where workspace_id = ${tx.workspaceId} and time_zone = ${timeZone} and span = 'month'
      and day = any(${months}::date[])`);
}
