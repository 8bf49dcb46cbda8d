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
  const jittered = pauseMs * (1 - JITTER + 2 * JITTER * random);
  const next = new Date(tried.now.getTime() + Math.round(jittered));
  return next.getTime() - tried.firstTryAt.getTime() > DAY_MS ? undefined : next;
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
