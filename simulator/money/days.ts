const dayMs = 24 * 60 * 60_000;

/** The UTC day of a time, `2026-11-21`. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** `count` days that end with the day of `at`, newest first. */
export const lastDays = (at: number, count: number): string[] =>
  Array.from({ length: count }, (_, back) => dayOf(at - back * dayMs));

/** Tells the day and remembers it until it is over: the question comes with every request. */
export function createCalendar(now: () => number): { today: () => string } {
  let startsAt = Number.NaN;
  let day = '';
  return {
    today() {
      const at = now();
      // NaN compares false: the first call falls through.
      if (at >= startsAt && at < startsAt + dayMs) return day;
      startsAt = Math.floor(at / dayMs) * dayMs;
      day = dayOf(startsAt);
      return day;
    },
  };
}

/**
 * The billing month around `at` that begins on this day of the month, at midnight UTC. Days beyond the 28th are the
 * 28th, so that every month has one.
 */
export function cycleAround(at: number, dayOfMonth: number): { startsAt: number; endsAt: number } {
  const date = new Date(at);
  const day = Math.min(dayOfMonth, 28);
  const start = (monthsAway: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsAway, day);
  return at >= start(0)
    ? { startsAt: start(0), endsAt: start(1) }
    : { startsAt: start(-1), endsAt: start(0) };
}
