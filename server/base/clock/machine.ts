import { type Queries, sql } from '../db/index.ts';

/**
 * The machine's own time, in milliseconds: only for waiting on somebody outside who does not know our business time
 * (X's limit windows and retry hints). Everything else asks the clock.
 */
export function machineNowMs(): number {
  return Date.now();
}

/** How far the machine and the database's machine are apart, in milliseconds. */
export async function measureSkew(
  queries: Queries,
): Promise<{ readonly now: Date; readonly skewMs: number }> {
  const beforeMs = Date.now();
  const { now } = await queries.row(sql<{ now: Date }>`select clock_timestamp() as now`);
  return { now, skewMs: Math.abs(now.getTime() - (beforeMs + Date.now()) / 2) };
}
