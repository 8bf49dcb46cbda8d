import type { Schedule } from '../../../contract/api/schedules.ts';
import { DAY_MINUTES, daysIn, firstDayOf, minuteOfDay, mod, monthOf, weekdayOf } from './days.ts';

/** The calendar comes round in 28 years, and in 40 over a century that is no leap year. */
const MOST_MONTHS = 40 * 12;

/** Times of day on some days of some months: what calendar schedules and cron texts come to. */
export interface DayRule {
  /** 1 to 12. */
  readonly months: ReadonlySet<number>;
  matches(day: DayInMonth): boolean;
  /** Minutes from midnight, ascending. */
  readonly minutes: readonly number[];
}

export interface DayInMonth {
  readonly dayOfMonth: number;
  readonly daysInMonth: number;
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number;
}

export function readCalendar(schedule: Extract<Schedule, { kind: 'calendar' }>): DayRule {
  const { months, days, times } = schedule;
  return {
    months: new Set(months.length ? months : Array.from({ length: 12 }, (_, index) => index + 1)),
    matches: matcherOf(days),
    minutes: [...new Set(times.map(minuteOfDay))].toSorted((a, b) => a - b),
  };
}

function matcherOf(days: Extract<Schedule, { kind: 'calendar' }>['days']): DayRule['matches'] {
  switch (days.by) {
    case 'day':
      return (day) => days.days.some((wanted) => isDayOfMonth(day, wanted));
    case 'weekday':
      return ({ weekday }) => days.weekdays.includes(weekday);
    case 'nth':
      return (day) => days.weekdays.includes(day.weekday) && days.nth.some((nth) => isNth(day, nth));
  }
}

/** -1 is the last. */
export function isDayOfMonth({ dayOfMonth, daysInMonth }: DayInMonth, wanted: number): boolean {
  return dayOfMonth === (wanted === -1 ? daysInMonth : wanted);
}

/** Whether it is the nth of its weekday in its month; -1 is the last. */
export function isNth({ dayOfMonth, daysInMonth }: DayInMonth, nth: number): boolean {
  return nth === -1 ? dayOfMonth + 7 > daysInMonth : Math.ceil(dayOfMonth / 7) === nth;
}

/** The days of a rule from one on, ascending; ends after forty years. */
export function* listDays(rule: DayRule, fromDay: number): Generator<number> {
  const start = monthOf(fromDay).month;
  for (let month = start; month < start + MOST_MONTHS; month += 1) {
    if (!rule.months.has(mod(month, 12) + 1)) continue;
    const firstDay = firstDayOf(month);
    const daysInMonth = daysIn(month);
    for (let dayOfMonth = 1; dayOfMonth <= daysInMonth; dayOfMonth += 1) {
      const day = firstDay + dayOfMonth - 1;
      if (day >= fromDay && rule.matches({ dayOfMonth, daysInMonth, weekday: weekdayOf(day) })) yield day;
    }
  }
}

/** The times of a rule by the clock on the wall, in minutes since 1970-01-01 00:00, from the day of one on. */
export function* listByDays(rule: DayRule, fromMinute: number): Generator<number> {
  for (const day of listDays(rule, Math.floor(fromMinute / DAY_MINUTES))) {
    for (const minute of rule.minutes) yield day * DAY_MINUTES + minute;
  }
}
