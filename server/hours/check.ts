import type { OpenPeriod } from '../../contract/api/hours.ts';
import { isTimeZone } from './offsets.ts';
import { dayNumberOf, type Hours } from './stretches.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
const LONGEST_HOLIDAY_DAYS = 366;

/** What is wrong with hours, a sentence each; nothing when they can be kept. */
export function findProblems(hours: Hours): string[] {
  const problems: string[] = [];
  if (!isTimeZone(hours.timeZone)) {
    problems.push(`There is no time zone ${hours.timeZone}. Choose one like Europe/Berlin.`);
  }
  problems.push(...problemsOfWeek(hours.periods), ...problemsOfDates(hours));
  return problems.slice(0, 20);
}

function problemsOfWeek(periods: readonly OpenPeriod[]): string[] {
  const problems: string[] = [];
  for (const [index, one] of periods.entries()) {
    const problem = problemOfTimes(one.fromMinute, one.untilMinute);
    if (problem) problems.push(`${nameOf(one)} ${problem}`);
    for (const other of periods.slice(index + 1)) {
      if (meet(one, other)) problems.push(`${nameOf(one)} and ${nameOf(other)} overlap.`);
    }
  }
  return problems;
}

function problemOfTimes(from: number, until: number): string | undefined {
  if (until <= from) return 'ends before it begins.';
  if (until - from > DAY_MINUTES) return 'is longer than a day.';
  return undefined;
}

/** Whether two periods of a week share a minute; the week is a circle. */
function meet(a: OpenPeriod, b: OpenPeriod): boolean {
  return [-WEEK_MINUTES, 0, WEEK_MINUTES].some((shift) => {
    const [fromA, untilA] = inWeek(a);
    const [fromB, untilB] = inWeek(b);
    return fromA < untilB + shift && fromB + shift < untilA;
  });
}

function inWeek({ day, fromMinute, untilMinute }: OpenPeriod): [number, number] {
  const midnight = (day - 1) * DAY_MINUTES;
  return [midnight + fromMinute, midnight + untilMinute];
}

function problemsOfDates({ holidays, openings }: Hours): string[] {
  const problems: string[] = [];
  for (const [index, one] of holidays.entries()) {
    const [from, until] = [dayNumberOf(one.from), dayNumberOf(one.until)];
    const name = one.reason.trim() || `The holiday from ${one.from}`;
    if (Number.isNaN(from)) problems.push(`${one.from} is no day of the calendar.`);
    else if (Number.isNaN(until)) problems.push(`${one.until} is no day of the calendar.`);
    else if (until < from) problems.push(`${name} ends before it begins.`);
    else if (until - from >= LONGEST_HOLIDAY_DAYS) problems.push(`${name} is longer than a year.`);
    for (const other of holidays.slice(index + 1)) {
      if (dayNumberOf(other.from) <= until && from <= dayNumberOf(other.until)) {
        problems.push(
          `${name} (${one.from} to ${one.until}) and ${other.reason.trim() || 'another holiday'} (${other.from} to ${other.until}) overlap.`,
        );
      }
    }
  }
  for (const one of openings) {
    const problem = problemOfTimes(one.fromMinute, one.untilMinute);
    if (Number.isNaN(dayNumberOf(one.date))) problems.push(`${one.date} is no day of the calendar.`);
    else if (problem) problems.push(`The special opening on ${one.date} ${problem}`);
  }
  return problems;
}

function nameOf({ day, fromMinute, untilMinute }: OpenPeriod): string {
  const next = untilMinute > DAY_MINUTES ? ' of the next day' : '';
  return `${DAYS[day - 1] ?? ''} ${clock(fromMinute)} to ${clock(untilMinute)}${next}`;
}

function clock(minute: number): string {
  const inDay = minute > DAY_MINUTES ? minute - DAY_MINUTES : minute;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}
