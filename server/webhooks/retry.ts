const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The receiver says that it will never take this: no further try. */
const FINAL = new Set([400, 401, 403, 404, 406]);

/** Pauses after the first four of five tries: with 20 s for each try they lie within 15 minutes. */
const QUICK_MS = [15 * SECOND_MS, 45 * SECOND_MS, 135 * SECOND_MS, 405 * SECOND_MS];
/** From there on, when the endpoint wants it: until a day has gone by. The last one is repeated. */
const SLOW_MS = [15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 3 * HOUR_MS, 4 * HOUR_MS];
const DAY_MS = 24 * HOUR_MS;
const JITTER = 0.2;
const MOST_ASKED_MS = HOUR_MS;
/** The last of the quick tries and its own 20 s lie before the end of the 15 minutes. */
const QUICK_WINDOW_MS = 14 * MINUTE_MS;

export interface Tried {
  /** Tries so far, this one included. */
  readonly tries: number;
  readonly firstTryAt: Date;
  readonly now: Date;
  /** Of the answer; null: there was none. */
  readonly status: number | null;
  readonly retryForDay: boolean;
  /** Whoever sent it knows better than the status says. */
  readonly isFinal?: boolean;
  /** What the receiver asked for (`Retry-After`); null: nothing. */
  readonly retryAfterMs?: number | null;
}

/**
 * When a delivery is tried again after a failure; undefined: never, it is dead.
 * @param random from 0 to 1: receivers that came back are not run over by all at once.
 */
export function nextTry(tried: Tried, random: number): Date | undefined {
  if (tried.isFinal ?? (tried.status !== null && FINAL.has(tried.status))) return undefined;
  const slow = tried.tries - QUICK_MS.length - 1;
  if (slow >= 0 && !tried.retryForDay) return undefined;
  const pauseMs = slow < 0 ? QUICK_MS[tried.tries - 1] : SLOW_MS[Math.min(slow, SLOW_MS.length - 1)];
  if (pauseMs === undefined) return undefined;
  const jittered = Math.round(pauseMs * (1 - JITTER + 2 * JITTER * random));
  const next = new Date(tried.now.getTime() + Math.max(jittered, askedMs(tried)));
  return next.getTime() - tried.firstTryAt.getTime() > DAY_MS ? undefined : next;
}

/** What the receiver asked for, as far as the tries still lie in their time: nobody holds a day up with one answer. */
function askedMs({ retryAfterMs, retryForDay, firstTryAt, now }: Tried): number {
  const leftMs = firstTryAt.getTime() + QUICK_WINDOW_MS - now.getTime();
  return Math.min(retryAfterMs ?? 0, retryForDay ? MOST_ASKED_MS : leftMs);
}

/** `Retry-After` in seconds, or as a date; null for anything else. Pure. */
export function readRetryAfter(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND_MS;
  // `Date.parse` takes much that is no date of HTTP.
  const at = /^[A-Z][a-z]{2}, .* GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

/** A success is any 2xx. Redirects are not followed, and are none. */
export function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** Whether what was sent has arrived. */
export function isThrough(answer: {
  readonly status: number | null;
  readonly error: string | null;
}): boolean {
  return isSuccess(answer.status) && answer.error === null;
}

/** How long after a pause, and after each look that found the receiver still failing, it is looked at again. */
export function probeAfterMs(probes: number): number {
  return Math.min(30 * SECOND_MS * 2 ** probes, 5 * MINUTE_MS);
}
