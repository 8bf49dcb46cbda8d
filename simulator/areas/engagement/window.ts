import { type JsonObject, sentenceError } from '../../core/errors.ts';

/** From the start of one clock hour to the start of another. */
export interface HourWindow {
  from: number;
  to: number;
  hours: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const fourWeeksMs = 28 * dayMs;
/** The first day that `/historical` knows. */
const firstDay = Date.UTC(2014, 8, 1);

/** Outward to whole hours, as documented: 12:24 becomes 12:00, 08:37 becomes 09:00. */
function outward(start: number, end: number): HourWindow {
  const from = Math.floor(start / hourMs) * hourMs;
  const to = Math.ceil(end / hourMs) * hourMs;
  return { from, to, hours: (to - from) / hourMs };
}

/** The 28 hours before now, which touch 29 clock hours unless now is the start of one. */
export function last28Hours(now: number): HourWindow {
  return outward(now - 28 * hourMs, now);
}

/**
 * What `/historical` is asked about: `start` and `end`, or the four weeks before now. One of the two is completed by
 * the other, as clients rely on ("Let API default to Now").
 * https://docs.x.com/x-api/enterprise-gnip-2.0/fundamentals/engagement-api#post-insights-engagement-historical
 */
export function historicalWindow(body: JsonObject, now: number, oldest: '2014' | 'year'): HourWindow {
  const givenStart = readMoment(body, 'start');
  const givenEnd = readMoment(body, 'end');
  const end = givenEnd ?? Math.min(now, (givenStart ?? now) + fourWeeksMs);
  const start = givenStart ?? end - fourWeeksMs;
  if (end > now) throw sentenceError(400, 'end must not be in the future');
  if (start >= end) throw sentenceError(400, 'start must be before end');
  if (end - start > fourWeeksMs)
    throw sentenceError(400, 'start and end must not be more than 4 weeks apart');
  const first = oldest === 'year' ? now - 365 * dayMs : firstDay;
  if (start < first)
    throw sentenceError(400, `start must not be before ${new Date(first).toISOString().slice(0, 10)}`);
  return outward(start, end);
}

/** `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm:ssZ`; fractions of a second are taken too. */
function readMoment(body: JsonObject, name: 'start' | 'end'): number | undefined {
  const given = body[name];
  if (given === undefined || given === null) return undefined;
  const form = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z)?$/;
  const text = typeof given === 'string' ? given : '';
  const at = form.test(text) ? Date.parse(text) : Number.NaN;
  // JavaScript takes the 31st of February for a day of March.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text.slice(0, 10))
    throw sentenceError(
      400,
      `${name} must be a date (YYYY-MM-DD) or a time (YYYY-MM-DDTHH:mm:ssZ), not ${JSON.stringify(given)}`,
    );
  return at;
}

export function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
