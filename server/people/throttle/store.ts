import { type Queries, sql } from '../../base/index.ts';

export interface Window {
  readonly count: number;
  readonly endsAt: Date;
}

interface WindowRow {
  count: number;
  window_ends_at: Date;
}

/** Counts a try, in a new window when the old one is over. One statement, so that parallel tries are all counted. */
export async function countTry(
  db: Queries,
  scope: string,
  key: Buffer,
  now: Date,
  endsAt: Date,
): Promise<Window> {
  const row = await db.row(sql<WindowRow>`
    insert into throttle (scope, key, count, window_ends_at) values (${scope}, ${key}, 1, ${endsAt})
    on conflict (scope, key) do update set
      count = case when throttle.window_ends_at <= ${now} then 1 else throttle.count + 1 end,
      window_ends_at = case when throttle.window_ends_at <= ${now} then excluded.window_ends_at
        else throttle.window_ends_at end
    returning count, window_ends_at`);
  return { count: row.count, endsAt: row.window_ends_at };
}

/** Takes a try back. */
export async function takeBackTry(db: Queries, scope: string, key: Buffer): Promise<void> {
  await db.execute(
    sql`update throttle set count = count - 1 where scope = ${scope} and key = ${key} and count > 0`,
  );
}

export async function clearTries(db: Queries, scope: string, key: Buffer): Promise<void> {
  await db.execute(sql`delete from throttle where scope = ${scope} and key = ${key}`);
}

/** Forgets windows that are over; at most 1,000 at a time. */
export function deleteOldWindows(db: Queries, now: Date): Promise<number> {
  return db.execute(sql`
    delete from throttle where (scope, key) in
      (select scope, key from throttle where window_ends_at < ${now} limit 1000)`);
}
