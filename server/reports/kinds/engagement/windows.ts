import type { Dimension } from './chosen.ts';
import { clockOf, type DayRange, dateOf, firstHourOf } from './days.ts';

/** A piece of a range that X is asked about at once. Hours as in `DayRange`. */
export interface Window {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly fromHour: number;
  readonly untilHour: number;
}

/**
 * A range in pieces of at most so many hours, up to `untilHour`, beyond which nothing has happened yet. By days: no day
 * is cut, so that the counts of a day are complete with its piece.
 */
export function windowsOf(range: DayRange, untilHour: number, mostHours: number, byDays: boolean): Window[] {
  return byDays ? byWholeDays(range, untilHour, mostHours) : byHours(range, untilHour, mostHours);
}

function byHours(range: DayRange, untilHour: number, mostHours: number): Window[] {
  const windows: Window[] = [];
  for (let fromHour = range.fromHour; fromHour < untilHour; fromHour += mostHours) {
    const until = Math.min(fromHour + mostHours, untilHour);
    windows.push({ firstDay: range.first, lastDay: range.last, fromHour, untilHour: until });
  }
  return windows;
}

function byWholeDays(range: DayRange, untilHour: number, mostHours: number): Window[] {
  const windows: Window[] = [];
  for (let day = range.first; day <= range.last; ) {
    const firstDay = day;
    const fromHour = firstHourOf(range, firstDay);
    if (fromHour >= untilHour) break;
    while (day <= range.last && firstHourOf(range, day + 1) - fromHour <= mostHours) day += 1;
    const until = Math.min(firstHourOf(range, day), untilHour);
    windows.push({ firstDay, lastDay: day - 1, fromHour, untilHour: until });
  }
  return windows;
}

/** Where the counts of each hour of a window go, and what stands in the rows that come of it. */
export interface Layout {
  /** By hour of the window. */
  readonly slotOf: Int32Array;
  readonly slots: readonly { readonly date?: string; readonly hour?: number }[];
}

/**
 * An hour that the autumn repeats goes where the first of its name went. Without dates, all windows of a range have the
 * same slots, so that they can be added up.
 */
export function layoutOf(range: DayRange, window: Window, groupBy: readonly Dimension[]): Layout {
  const hours = window.untilHour - window.fromHour;
  const slotOf = new Int32Array(hours);
  const byDate = groupBy.includes('date');
  const byHour = groupBy.includes('hour');
  if (!byDate) {
    if (!byHour) return { slotOf, slots: [{}] };
    for (let index = 0; index < hours; index += 1) {
      slotOf[index] = clockOf(range, window.fromHour + index).hour;
    }
    return { slotOf, slots: Array.from({ length: 24 }, (_, hour) => ({ hour })) };
  }
  const slots: { date: string; hour?: number }[] = [];
  const known = new Map<number, number>();
  const dates = new Map<number, string>();
  for (let index = 0; index < hours; index += 1) {
    const clock = clockOf(range, window.fromHour + index);
    const day = Math.min(Math.max(clock.day, window.firstDay), window.lastDay);
    const key = byHour ? day * 24 + clock.hour : day;
    let slot = known.get(key);
    if (slot === undefined) {
      known.set(key, (slot = slots.length));
      const date = dates.get(day) ?? dateOf(day);
      dates.set(day, date);
      slots.push(byHour ? { date, hour: clock.hour } : { date });
    }
    slotOf[index] = slot;
  }
  return { slotOf, slots };
}

/** The hours of the clock that a range has at all: a short one, or one in which the clocks jump, has not all 24. */
export function hoursThatAre(range: DayRange, untilHour: number): ReadonlySet<number> {
  const hours = new Set<number>();
  for (let hour = range.fromHour; hour < untilHour && hours.size < 24; hour += 1) {
    hours.add(clockOf(range, hour).hour);
  }
  return hours;
}
