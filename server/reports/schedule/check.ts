import type { Schedule } from '../../../contract/api/schedules.ts';
import { isTimeZone } from '../../hours/index.ts';
import { readCron } from './cron.ts';
import { type DayRule, listDays, readCalendar } from './day-rule.ts';
import { DAY_MINUTES, dayNumber, minuteOfDay, mod } from './days.ts';
import { type Every, isActive, stepMinutes } from './every.ts';

const LEAST_MINUTES = 5;

/** What is wrong with schedules, as a sentence for whoever wrote them; undefined when nothing is. */
export function checkSchedules(schedules: readonly Schedule[], zone: string): string | undefined {
  if (!isTimeZone(zone)) return `“${zone}” is not a time zone. Write one like Europe/Berlin.`;
  return schedules.map(checkSchedule).find((problem) => problem !== undefined);
}

function checkSchedule(schedule: Schedule): string | undefined {
  switch (schedule.kind) {
    case 'every':
      return checkEvery(schedule);
    case 'calendar': {
      const days = schedule.days;
      if (days.by === 'day' && days.days.includes(0)) {
        return 'A day of the month is 1 to 31, or -1 for the last.';
      }
      if (days.by === 'nth' && days.nth.includes(0)) {
        return 'Choose the first to the fifth day of its kind in the month, or the last.';
      }
      return checkRule(readCalendar(schedule), 'These days never come: no chosen month has them.');
    }
    case 'cron': {
      const rule = readCron(schedule.text);
      if (typeof rule === 'string') return rule;
      return checkRule(rule, `The days of “${schedule.text.trim()}” never come: no month of it has them.`);
    }
  }
}

function checkEvery(schedule: Every): string | undefined {
  if (dayNumber(schedule.from) === undefined) return `There is no ${schedule.from} in the calendar.`;
  const step = stepMinutes(schedule);
  if (step === undefined) return undefined;
  if (step < LEAST_MINUTES) return `Runs must be at least ${LEAST_MINUTES} minutes apart.`;
  const start = minuteOfDay(schedule.at);
  for (let run = 0; run < DAY_MINUTES; run += 1) {
    if (isActive(schedule, mod(start + run * step, DAY_MINUTES))) return undefined;
  }
  return 'None of its times is within the active hours.';
}

function checkRule(rule: DayRule, never: string): string | undefined {
  // Any forty years have all days that ever come.
  const [first] = listDays(rule, 0);
  if (first === undefined) return never;
  const near = rule.minutes
    .slice(1)
    .find((minute, index) => minute - (rule.minutes[index] ?? 0) < LEAST_MINUTES);
  if (near !== undefined || nearOverMidnight(rule)) {
    return `Runs must be at least ${LEAST_MINUTES} minutes apart.`;
  }
  return undefined;
}

function nearOverMidnight(rule: DayRule): boolean {
  const [first = 0] = rule.minutes;
  if (first + DAY_MINUTES - (rule.minutes.at(-1) ?? 0) >= LEAST_MINUTES) return false;
  let before: number | undefined;
  for (const day of listDays(rule, 0)) {
    if (before !== undefined && day === before + 1) return true;
    before = day;
  }
  return false;
}
