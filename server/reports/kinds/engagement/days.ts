import type { DayChoice } from './chosen.ts';
import { offsetAt } from '../../../hours/index.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** The first day of which X has engagement. */
const FIRST_DAY = '2014-09-01';

/** Days of a zone, both included, as whole hours of UTC: what X counts. Days are counted from 1 January 1970. */
export interface DayRange {
  readonly zone: string;
  readonly first: number;
  readonly last: number;
  /** Hours since 1 January 1970, 00:00 UTC; `until` is not part of it. */
  readonly fromHour: number;
  readonly untilHour: number;
  /** Its days begin within hours of UTC: the first and the last hour hold minutes of the days beside it. */
  readonly widened: boolean;
}

export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
const todayIn = (zone: string, now: Date): number =>
  Math.floor((now.getTime() + offsetAt(zone, now.getTime()).offsetMs) / DAY_MS);

/** The range of the menus, or a sentence that says what is wrong with it. */
export function rangeOf(
  { first, last }: { first: DayChoice; last: DayChoice },
  zone: string,
  now: Date,
): DayRange | { readonly problem: string } {
  const today = todayIn(zone, now);
  const dayOf = (choice: DayChoice) =>
    choice.kind === 'specific' ? dayNumber(choice.date) : today - choice.daysBack;
  const [from, to] = [dayOf(first), dayOf(last)];
  const future = [last, first].find((choice) => dayOf(choice) > today);
  if (future) {
    return {
      problem: `${future.label}: ${dateOf(dayOf(future))} lies in the future; today, ${dateOf(today)}, is the last day that can be.`,
    };
  }
  if (from > to) {
    return {
      problem: `The report would begin on ${dateOf(from)}, after its end on ${dateOf(to)}: check ${first.label} and ${last.label}.`,
    };
  }
  if (from < dayNumber(FIRST_DAY)) {
    return { problem: `${first.label}: X has engagement from ${FIRST_DAY} on, not of ${dateOf(from)}.` };
  }
  return wholeHours(zone, from, to);
}

function wholeHours(zone: string, first: number, last: number): DayRange {
  const from = startOfDay(zone, first) / HOUR_MS;
  const until = startOfDay(zone, last + 1) / HOUR_MS;
  return {
    zone,
    first,
    last,
    fromHour: Math.floor(from),
    untilHour: Math.ceil(until),
    widened: !Number.isInteger(from) || !Number.isInteger(until),
  };
}

/** The first moment of a day; where the clocks leave midnight out, that is later than 00:00. */
export function startOfDay(zone: string, day: number): number {
  const midnight = day * DAY_MS;
  // The offset before a change and the one after it: the earliest moment at which the clocks show this day.
  const before = offsetAt(zone, midnight - DAY_MS);
  for (let stretch = before; ; stretch = offsetAt(zone, stretch.untilMs)) {
    const at = Math.max(midnight - stretch.offsetMs, stretch.fromMs);
    if (at < stretch.untilMs) return at;
  }
}

/** The hour from which on a day has its hours: the one whose middle is the first to lie in it. */
export function firstHourOf(range: DayRange, day: number): number {
  if (day <= range.first) return range.fromHour;
  if (day > range.last) return range.untilHour;
  return Math.ceil(startOfDay(range.zone, day) / HOUR_MS - 0.5);
}

/** Day and hour of the clocks at the middle of an hour of UTC; what was rounded outward belongs to the day at the edge. */
export function clockOf(range: DayRange, hour: number): { day: number; hour: number } {
  const middle = hour * HOUR_MS + HOUR_MS / 2;
  const local = middle + offsetAt(range.zone, middle).offsetMs;
  const day = Math.floor(local / DAY_MS);
  if (day < range.first) return { day: range.first, hour: 0 };
  if (day > range.last) return { day: range.last, hour: 23 };
  return { day, hour: Math.floor((local - day * DAY_MS) / HOUR_MS) };
}

/** All clocks of the range stand at UTC, so that X's days are its days. */
export function isUtc({ zone, fromHour, untilHour }: DayRange): boolean {
  const stretch = offsetAt(zone, fromHour * HOUR_MS);
  return stretch.offsetMs === 0 && stretch.untilMs >= untilHour * HOUR_MS;
}

/** X counts whole hours of UTC. */
export const widenedNote = (zone: string): string =>
  `X counts whole hours of UTC, and days in ${zone} begin within one: the first and the last hour hold some minutes of the days beside the chosen ones.`;
