import { invalidRequest } from '../../core/errors.ts';
import { textParameter } from '../../core/query.ts';

const hourMs = 3_600_000;

/** Whole hours, from the first that `start_time` touches to the last that `end_time` touches. */
export interface TimeRange {
  from: number;
  to: number;
}

export interface Bucket {
  /** What it is called; a bucket at the edge of the range may begin before the range does. */
  at: number;
  from: number;
  to: number;
}

/** `start_time` and `end_time`, both RFC 3339 and both required. */
export function readTimeRange(query: Record<string, string>): TimeRange {
  const start = readTime(query, 'start_time');
  const end = readTime(query, 'end_time');
  if (start >= end)
    throw invalidRequest(
      { start_time: [query.start_time ?? ''], end_time: [query.end_time ?? ''] },
      `Invalid time range: 'end_time':[${query.end_time ?? ''}] must be later than 'start_time':[${query.start_time ?? ''}].`,
    );
  return { from: Math.floor(start / hourMs) * hourMs, to: Math.ceil(end / hourMs) * hourMs };
}

function readTime(query: Record<string, string>, name: 'start_time' | 'end_time'): number {
  const text = textParameter(query, name);
  if (text === undefined || text === '')
    throw invalidRequest({ [name]: [''] }, `The \`${name}\` query parameter can not be empty`);
  const form = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.exec(text);
  const day = form?.[1] ?? '';
  const isDay = new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true;
  const at = form && isDay ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw invalidRequest(
      { [name]: [text] },
      `The \`${name}\` query parameter value [${text}] is not a valid RFC3339 timestamp`,
    );
  return at;
}

/** Clock hours, days of UTC, weeks of seven days from the first day on, or all in one. */
export function bucketsOf(range: TimeRange, granularity: 'hourly' | 'daily' | 'weekly' | 'total'): Bucket[] {
  if (granularity === 'total') return [{ at: range.from, ...range }];
  const step = { hourly: hourMs, daily: 24 * hourMs, weekly: 7 * 24 * hourMs }[granularity];
  const unit = Math.min(step, 24 * hourMs);
  const buckets: Bucket[] = [];
  for (let at = Math.floor(range.from / unit) * unit; at < range.to; at += step)
    buckets.push({ at, from: Math.max(at, range.from), to: Math.min(at + step, range.to) });
  return buckets;
}

/** How many buckets of hours one answer may hold for each post. */
const mostHours = 24 * 366;

export function checkLength({ from, to }: TimeRange, query: Record<string, string>): void {
  if (to - from <= mostHours * hourMs) return;
  throw invalidRequest(
    { start_time: [query.start_time ?? ''], end_time: [query.end_time ?? ''] },
    'The time range is longer than 366 days',
  );
}
