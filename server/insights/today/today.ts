import type { Today } from '../../../contract/api/index.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { makeReport } from '../report/report.ts';
import type { Scope } from '../report/scope.ts';
import { countPresences, type Filter, readStanding } from './store.ts';

const DAY_MS = 86_400_000;
const FIVE_MINUTES_MS = 5 * 60_000;

/** How it stands at this moment, and the 24 hours before it. */
export async function readToday(
  db: WorkspaceDb,
  filter: Filter,
  timeZone: string,
  now: Date,
): Promise<Today> {
  const since = new Date(now.getTime() - DAY_MS);
  // A moment more, so that what happens now counts.
  const until = new Date(now.getTime() + 1);
  const scope: Scope = { ...filter, from: since, until, timeZone, groupBy: 'date', interval: 'hour' };
  const [standing, agents, report] = await Promise.all([
    readStanding(db, filter, new Date(now.getTime() - FIVE_MINUTES_MS)),
    countPresences(db, filter.queueId),
    makeReport(db, scope, now),
  ]);
  const longestMs = standing.longest_since ? now.getTime() - standing.longest_since.getTime() : null;
  return {
    at: now.toISOString(),
    since: since.toISOString(),
    states: {
      open: standing.open,
      active: standing.active,
      waiting: standing.waiting,
      wrapUp: standing.wrap_up,
    },
    waitingLongerThanFive: standing.waiting_longer,
    activeLongerThanFive: standing.active_longer,
    longestWaitMs: longestMs === null ? null : Math.max(0, longestMs),
    agents: {
      available: agents.available,
      busy: agents.busy,
      doNotDisturb: agents.do_not_disturb,
      away: agents.away,
      inactive: agents.inactive,
    },
    numbers: report.total,
    byHour: report.rows,
  };
}
