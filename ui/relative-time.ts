const units = [
  { unit: 'year', ms: 365 * 86_400_000 },
  { unit: 'month', ms: 30 * 86_400_000 },
  { unit: 'week', ms: 7 * 86_400_000 },
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

/** "now", "5m", "3h", "2d" by the reader's language; `long` gives "5 minutes ago". */
export function formatRelative(atMs: number, nowMs: number, long = false, language?: string): string {
  const age = nowMs - atMs;
  const found = units.find(({ ms }) => Math.abs(age) >= ms);
  if (!found) {
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second');
  }
  const count = Math.trunc(age / found.ms);
  if (long) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-count, found.unit);
  return new Intl.NumberFormat(language, { style: 'unit', unit: found.unit, unitDisplay: 'narrow' }).format(
    Math.abs(count),
  );
}

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const clockTime = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export const formatExact = (at: string): string => exact.format(new Date(at));
export const formatClock = (at: string): string => clockTime.format(new Date(at));
export const formatDayAndTime = (at: string): string => dayAndTime.format(new Date(at));

/** The clock time when it is today, else day and time. */
export function formatWhen(at: string, nowMs: number): string {
  const date = new Date(at);
  return date.toDateString() === new Date(nowMs).toDateString() ? formatClock(at) : formatDayAndTime(at);
}
