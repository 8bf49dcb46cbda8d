import { type Db, runSql, sql } from '../db/index.ts';

const DAYS_AHEAD = 7;
const DAYS_KEPT = 30;
const LOCK = 7_266_553_902;

/** Makes the day tables of the event log ahead of time and drops those that everybody has read and nobody keeps. */
export async function maintainEventDays(db: Db): Promise<void> {
  const { today } = await db.row(
    sql<{ today: string }>`select to_char(now() at time zone 'UTC', 'YYYY-MM-DD') as today`,
  );
  const present = await listDays(db);
  const wanted = Array.from({ length: DAYS_AHEAD + 2 }, (_, index) => addDays(today, index - 1));
  const missing = wanted.filter((day) => !present.includes(day));
  const oldest = addDays(today, -DAYS_KEPT);
  const old = present.filter((day) => day < oldest);
  if (missing.length === 0 && old.length === 0) return;
  await db.transaction(async (tx) => {
    await tx.rows(sql`select pg_advisory_xact_lock(${LOCK})`);
    for (const day of missing) await runSql(tx, createDay(day));
    for (const day of old) {
      const { behind } = await tx.row(sql<{ behind: boolean }>`
        select exists (
          select 1 from log_cursor c join event_head h using (workspace_id, partition)
          where c.source = 'event' and h.seq > c.seq and coalesce(c.reached_at, 'epoch') < ${addDays(day, 1)}::timestamptz
        ) as behind`);
      if (!behind) await runSql(tx, `drop table if exists ${tableOf(day)}`);
    }
  });
}

async function listDays(db: Db): Promise<string[]> {
  const rows = await db.rows(sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'event'::regclass`);
  return rows.map((row) => row.name.slice(6).replaceAll('_', '-')).toSorted();
}

function createDay(day: string): string {
  return `create table if not exists ${tableOf(day)} partition of event
    for values from ('${day} 00:00:00+00') to ('${addDays(day, 1)} 00:00:00+00')`;
}

function tableOf(day: string): string {
  return `event_${day.replaceAll('-', '_')}`;
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
