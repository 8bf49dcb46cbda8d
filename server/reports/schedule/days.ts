/** A day of the calendar, counted from 1970-01-01; an hour and minute of any zone is one of them and minutes of it. */
export const DAY_MINUTES = 1_440;

const DAY_MS = 86_400_000;

/** The number of `2026-11-30`; undefined for a day that no calendar has. */
export function dayNumber(day: string): number | undefined {
  const at = Date.parse(`${day}T00:00:00Z`);
  // JavaScript takes 2026-02-30 for 2 March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) ? at / DAY_MS : undefined;
}

/** Minutes from midnight of `09:30`. */
export function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: number): number {
  // Day 0 was a Thursday.
  return mod(day + 3, 7) + 1;
}

/** Months are counted through, 0 is January of the year 0. */
export function monthOf(day: number): { readonly month: number; readonly dayOfMonth: number } {
  const date = new Date(day * DAY_MS);
  return { month: date.getUTCFullYear() * 12 + date.getUTCMonth(), dayOfMonth: date.getUTCDate() };
}

/** The first day of a month that is counted through. */
export function firstDayOf(month: number): number {
  const date = new Date(0);
  // Not Date.UTC, which takes the year 50 for 1950.
  return date.setUTCFullYear(Math.floor(month / 12), mod(month, 12), 1) / DAY_MS;
}

export function daysIn(month: number): number {
  return firstDayOf(month + 1) - firstDayOf(month);
}

/** The remainder that is never negative. */
export function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
