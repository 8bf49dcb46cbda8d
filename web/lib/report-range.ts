import type { ReportInterval } from '../../contract/api/index.ts';
import type { RangeName } from '../texts/insights.ts';

export interface Range {
  readonly from: string;
  readonly until: string;
}

/** The reader's own time zone. */
export const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const DAYS: Readonly<Partial<Record<RangeName, number>>> = { week: 7, month: 30, quarter: 90, year: 365 };

/**
 * The time that a name stands for: whole days of the reader's calendar, the current one included.
 * @param own first and last day (2026-11-30) of a range of one's own.
 */
export function rangeOf(name: RangeName, now: Date, own?: { from: string; until: string }): Range {
  const today = startOfDay(now);
  const tomorrow = addDays(today, 1);
  if (name === 'own' && own) {
    const first = new Date(`${own.from}T00:00:00`);
    return { from: first.toISOString(), until: addDays(new Date(`${own.until}T00:00:00`), 1).toISOString() };
  }
  if (name === 'yesterday') return { from: addDays(today, -1).toISOString(), until: today.toISOString() };
  const days = DAYS[name] ?? 1;
  return { from: addDays(tomorrow, -days).toISOString(), until: tomorrow.toISOString() };
}

/** Steps that draw a range well: neither three dots nor a thousand. */
export function intervalOf({ from, until }: Range): ReportInterval {
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  if (days <= 2) return 'hour';
  if (days <= 92) return 'day';
  return days <= 400 ? 'week' : 'month';
}

function startOfDay(at: Date): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate());
}

/** By the calendar: a day of summer time has 23 hours. */
function addDays(at: Date, days: number): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days);
}
