import type { Schedule } from '../../../contract/api/schedules.ts';
import { readCron } from './cron.ts';
import { listByDays, readCalendar } from './day-rule.ts';
import { DAY_MINUTES } from './days.ts';
import { listEvery } from './every.ts';
import { momentOf, wallMinuteAt } from './wall-clock.ts';

/** A day that a zone leaves out whole (Samoa, 30 December 2011) runs when the next one begins. */
const BACK_MINUTES = 2 * DAY_MINUTES;

/**
 * The next moments of schedules after one, soonest first, each once: fewer than `count` when fewer come. Schedules are
 * those that `checkSchedules` let pass. They go by the clocks of the zone: a time that a change of the clocks skips
 * comes at the moment at which they go on, a time that comes twice counts once, the first time.
 *
 * @throws RangeError for an unknown zone
 */
export function nextTimes(schedules: readonly Schedule[], zone: string, after: Date, count: number): Date[] {
  const afterMs = after.getTime();
  const moments = schedules.flatMap((schedule) => nextOf(schedule, zone, afterMs, count));
  return [...new Set(moments)]
    .toSorted((a, b) => a - b)
    .slice(0, count)
    .map((ms) => new Date(ms));
}

function nextOf(schedule: Schedule, zone: string, afterMs: number, count: number): number[] {
  const found: number[] = [];
  if (count <= 0) return found;
  let last = afterMs;
  for (const minute of listWallMinutes(schedule, wallMinuteAt(zone, afterMs) - BACK_MINUTES)) {
    const moment = momentOf(zone, minute);
    if (moment <= last) continue;
    last = moment;
    found.push(moment);
    if (found.length >= count) break;
  }
  return found;
}

/** The times of a schedule by the clock on the wall, in minutes since 1970-01-01 00:00, from the day of one on. */
function listWallMinutes(schedule: Schedule, fromMinute: number): Iterable<number> {
  switch (schedule.kind) {
    case 'every':
      return listEvery(schedule, fromMinute);
    case 'calendar':
      return listByDays(readCalendar(schedule), fromMinute);
    case 'cron': {
      const rule = readCron(schedule.text);
      return typeof rule === 'string' ? [] : listByDays(rule, fromMinute);
    }
  }
}
