import type { OperatingHoursInput } from '../../contract/api/hours.ts';
import { offsetAt } from './offsets.ts';

/** What decides when something is open. */
export type Hours = Pick<OperatingHoursInput, 'timeZone' | 'periods' | 'holidays' | 'openings'>;

/** Open from `fromMs` until just before `untilMs`. */
export interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAY_MINUTES = 1_440;

/**
 * The times at which it is open, in order and never touching, from `fromMs` on until `untilMs`.
 * The clock on the wall decides: an hour that the spring leaves out is not open, one that the autumn repeats is open twice.
 */
export function* listStretches(hours: Hours, fromMs: number, untilMs: number): Generator<Stretch> {
  let waiting: Stretch | undefined;
  for (const stretch of listPieces(hours, fromMs, untilMs)) {
    if (waiting && stretch.fromMs <= waiting.untilMs) {
      waiting = { fromMs: waiting.fromMs, untilMs: Math.max(waiting.untilMs, stretch.untilMs) };
      continue;
    }
    if (waiting) yield waiting;
    waiting = stretch;
  }
  if (waiting) yield waiting;
}

/** The same, cut at midnights and where the offset changes. */
function* listPieces(hours: Hours, fromMs: number, untilMs: number): Generator<Stretch> {
  const days = new WallDays(hours);
  for (let atMs = fromMs; atMs < untilMs; ) {
    const offset = offsetAt(hours.timeZone, atMs);
    const endMs = Math.min(offset.untilMs, untilMs);
    const firstDay = Math.floor((atMs + offset.offsetMs) / DAY_MS);
    const lastDay = Math.floor((endMs - 1 + offset.offsetMs) / DAY_MS);
    for (let day = firstDay; day <= lastDay; day += 1) {
      const midnightMs = day * DAY_MS - offset.offsetMs;
      for (const [from, until] of days.minutesOf(day)) {
        const piece = {
          fromMs: Math.max(midnightMs + from * MINUTE_MS, atMs),
          untilMs: Math.min(midnightMs + until * MINUTE_MS, endMs),
        };
        if (piece.fromMs < piece.untilMs) yield piece;
      }
    }
    atMs = endMs;
  }
}

type Minutes = readonly [from: number, until: number];

/** What is open on a day of the calendar, by its own clock. Days are numbered from 1970-01-01. */
class WallDays {
  readonly #weekly = new Map<number, Minutes[]>();
  readonly #special = new Map<number, Minutes[]>();
  readonly #holidays: readonly Minutes[];

  constructor(hours: Hours) {
    for (const { day, fromMinute, untilMinute } of hours.periods) {
      // 1970-01-01 was a Thursday: day number 0 is weekday 4.
      spread(this.#weekly, day % 7, fromMinute, untilMinute, (next) => next % 7);
    }
    for (const { date, fromMinute, untilMinute } of hours.openings) {
      spread(this.#special, dayNumberOf(date), fromMinute, untilMinute, (next) => next);
    }
    this.#holidays = hours.holidays.map(({ from, until }) => [dayNumberOf(from), dayNumberOf(until)]);
  }

  /** In order; may touch or overlap when a special opening meets the week. */
  minutesOf(day: number): readonly Minutes[] {
    const special = this.#special.get(day) ?? [];
    const weekly = this.#isHoliday(day) ? [] : (this.#weekly.get((((day + 4) % 7) + 7) % 7) ?? []);
    return [...weekly, ...special].toSorted((a, b) => a[0] - b[0]);
  }

  #isHoliday(day: number): boolean {
    return this.#holidays.some(([from, until]) => from <= day && day <= until);
  }
}

/** What goes beyond midnight belongs to the next day, so that a holiday closes all of its own day and no more. */
function spread(
  into: Map<number, Minutes[]>,
  day: number,
  from: number,
  until: number,
  wrap: (day: number) => number,
): void {
  add(into, day, [from, Math.min(until, DAY_MINUTES)]);
  if (until > DAY_MINUTES) add(into, wrap(day + 1), [0, until - DAY_MINUTES]);
}

function add(into: Map<number, Minutes[]>, day: number, minutes: Minutes): void {
  into.set(day, [...(into.get(day) ?? []), minutes]);
}

/** The number of a calendar day; NaN for one that no calendar has. */
export function dayNumberOf(date: string): number {
  const at = Date.parse(`${date}T00:00:00Z`);
  // JavaScript takes 2026-02-30 for 2 March.
  return new Date(at).toISOString().startsWith(date) ? at / DAY_MS : Number.NaN;
}

/** The calendar day at an instant, in the hours' own time zone. */
export function dayNumberAt(hours: Hours, atMs: number): number {
  return Math.floor((atMs + offsetAt(hours.timeZone, atMs).offsetMs) / DAY_MS);
}
