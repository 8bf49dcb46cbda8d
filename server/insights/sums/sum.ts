import type { Clock, Db, Timers, WorkspaceDb, WorkspaceId } from '../../base/index.ts';
import { planForEach } from '../report/source.ts';
import { forgetDays, forgetZone, sumDays, sumMonths } from './fill-store.ts';
import { findDueRun, listSummed, lockSums, noteDays, takeMarks } from './marks-store.ts';
import { listForgottenZones, listZones } from './spans-store.ts';

export interface SummingDeps {
  readonly db: Db;
  readonly timers: Timers;
  readonly clock: Clock;
}

const EVERY_MS = 30_000;
/** A day that changes is read from its rows for so long: what changes once often changes again. */
const QUIET_MS = 10 * 60_000;
/** Days are summed in transactions of about this length. */
const AIM_MS = 1_000;
const MOST_DAYS = 31;

/** Keeps the sums of days and months true, and makes those that are missing, the latest first. */
export function startSumming({ db, timers, clock }: SummingDeps): void {
  const pace = new Map<WorkspaceId, number>();
  timers.sweeper({
    name: 'insights-sums',
    everyMs: EVERY_MS,
    run: async () => {
      let more = false;
      for (const workspaceId of await listSummed(db)) {
        const most = pace.get(workspaceId) ?? 1;
        const done = await sumSome(db.workspace(workspaceId), clock.now(), most);
        if (done.tookMs !== undefined) pace.set(workspaceId, nextPace(most, done.tookMs));
        more ||= done.more;
      }
      return more;
    },
  });
}

/** How many days are summed at once, by how long the last ones took. */
function nextPace(days: number, tookMs: number): number {
  if (tookMs > AIM_MS) return Math.max(1, Math.floor(days / 2));
  return tookMs < AIM_MS / 2 ? Math.min(MOST_DAYS, days * 2) : days;
}

/**
 * Takes in what has changed, then sums some days of one zone.
 * @param most days that are summed.
 * @returns whether there is more to do at once, and how long the summing took, if there was any.
 */
export async function sumSome(
  db: WorkspaceDb,
  now: Date,
  most: number,
): Promise<{ readonly more: boolean; readonly tookMs?: number }> {
  const { zones, marksLeft } = await db.transaction(async (tx) => {
    await lockSums(tx);
    for (const zone of await listForgottenZones(tx, now)) await forgetZone(tx, zone);
    const zones = await listZones(tx, now);
    const { days, more } = await takeMarks(tx, zones);
    const dueAt = new Date(now.getTime() + QUIET_MS);
    for (const [zone, marked] of days) await forgetDays(tx, zone, marked, dueAt);
    for (const zone of zones) await noteDays(tx, zone, now);
    return { zones, marksLeft: more };
  });
  if (marksLeft) return { more: true };
  for (const zone of zones) {
    const fromMs = performance.now();
    const isSummed = await db.transaction(async (tx) => {
      await planForEach(tx);
      await lockSums(tx);
      const run = await findDueRun(tx, zone, now, most);
      if (run) await sumDays(tx, zone, run);
      else await sumMonths(tx, zone);
      return run !== undefined;
    });
    if (isSummed) return { more: true, tookMs: performance.now() - fromMs };
  }
  return { more: false };
}
