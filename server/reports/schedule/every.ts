import type { Schedule } from '../../../contract/api/schedules.ts';
import { DAY_MINUTES, dayNumber, daysIn, firstDayOf, minuteOfDay, mod, monthOf } from './days.ts';

export type Every = Extract<Schedule, { kind: 'every' }>;

/** The minutes of a schedule that is counted in minutes; undefined for days and more. */
export function stepMinutes({ unit, every }: Every): number | undefined {
  if (unit === 'minute') return every;
  return unit === 'hour' ? every * 60 : undefined;
}

/** The times by the clock on the wall, in minutes since 1970-01-01 00:00, from about one on; ascending. */
export function* listEvery(schedule: Every, fromMinute: number): Generator<number> {
  const first = dayNumber(schedule.from) ?? 0;
  const at = minuteOfDay(schedule.at);
  const step = stepMinutes(schedule);
  if (step !== undefined) {
    yield* listSteps(schedule, first * DAY_MINUTES + at, step, fromMinute);
    return;
  }
  const fromDay = Math.floor(fromMinute / DAY_MINUTES);
  for (const day of listStepDays(schedule, first, fromDay)) yield day * DAY_MINUTES + at;
}

function* listSteps(schedule: Every, start: number, step: number, fromMinute: number): Generator<number> {
  let missed = 0;
  let at = start + Math.max(0, Math.ceil((fromMinute - start) / step)) * step;
  // After a day's minutes of misses the times of day come round: no time is within the active hours.
  for (; missed < DAY_MINUTES; at += step) {
    if (isActive(schedule, mod(at, DAY_MINUTES))) {
      missed = 0;
      yield at;
    } else missed += 1;
  }
}

/** Whether a minute of the day is within the active hours, whose end counts; they may go over midnight. */
export function isActive({ activeFrom, activeUntil }: Every, minute: number): boolean {
  const from = activeFrom === null ? 0 : minuteOfDay(activeFrom);
  const until = activeUntil === null ? DAY_MINUTES - 1 : minuteOfDay(activeUntil);
  return from <= until ? from <= minute && minute <= until : minute >= from || minute <= until;
}

function* listStepDays({ unit, every }: Every, first: number, fromDay: number): Generator<number> {
  if (unit === 'month') {
    yield* listMonthDays(every, first, fromDay);
  } else if (unit === 'weekday') {
    const start = workingDayIndex(first);
    const behind = Math.max(0, Math.ceil((workingDayIndex(fromDay) - start) / every));
    for (let index = start + behind * every; ; index += every) yield workingDay(index);
  } else {
    const step = unit === 'week' ? every * 7 : every;
    for (let day = first + Math.max(0, Math.ceil((fromDay - first) / step)) * step; ; day += step) yield day;
  }
}

/** The day of the month of the first; the last day of a month that has no such day. */
function* listMonthDays(every: number, first: number, fromDay: number): Generator<number> {
  const { month: start, dayOfMonth } = monthOf(first);
  const behind = Math.max(0, Math.ceil((monthOf(fromDay).month - start) / every));
  for (let month = start + behind * every; ; month += every) {
    yield firstDayOf(month) + Math.min(dayOfMonth, daysIn(month)) - 1;
  }
}

/** Days from Monday to Friday, counted through; a Saturday or Sunday has the number of the Monday after it. */
function workingDayIndex(day: number): number {
  // Day -3 was a Monday.
  const sinceMonday = day + 3;
  return Math.floor(sinceMonday / 7) * 5 + Math.min(mod(sinceMonday, 7), 5);
}

function workingDay(index: number): number {
  return Math.floor(index / 5) * 7 + mod(index, 5) - 3;
}
