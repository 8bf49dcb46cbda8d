/** One of X's windows as its headers tell it. */
export interface WindowSaid {
  readonly limit: number;
  readonly remaining: number;
  /** X's clock, whole seconds: also the identity of the window. */
  readonly resetSeconds: number;
  /** From the moment of the answer: reset minus X's own `Date`, so that a difference of clocks does not matter. */
  readonly resetInMs: number;
}

export interface RateSaid {
  /** The Engagement API counts by minutes, "as specified in your contract". */
  readonly minute?: WindowSaid;
  readonly quarterHour?: WindowSaid;
  readonly userDay?: WindowSaid;
  readonly appDay?: WindowSaid;
}

const MINUTE_MS = 60_000;

/**
 * Reads `x-rate-limit-*`, `x-user-limit-24hour-*`, `x-app-limit-24hour-*` and `x-per-minute-*`. `nowMs` serves when X
 * sent no `Date`.
 */
export function readRateHeaders(headers: Headers, nowMs: number): RateSaid {
  const dated = Date.parse(headers.get('date') ?? '');
  const xNowMs = Number.isNaN(dated) ? nowMs : dated;
  const minute = minuteSaid(headers, xNowMs);
  const quarterHour = windowSaid(headers, 'x-rate-limit', xNowMs);
  const userDay = windowSaid(headers, 'x-user-limit-24hour', xNowMs);
  const appDay = windowSaid(headers, 'x-app-limit-24hour', xNowMs);
  return {
    ...(minute && { minute }),
    ...(quarterHour && { quarterHour }),
    ...(userDay && { userDay }),
    ...(appDay && { appDay }),
  };
}

/** When the minute ends is not documented; then a whole one is left. */
function minuteSaid(headers: Headers, xNowMs: number): WindowSaid | undefined {
  const limit = wholeNumber(headers.get('x-per-minute-limit'));
  const remaining = wholeNumber(headers.get('x-per-minute-remaining'));
  if (limit === undefined || remaining === undefined) return undefined;
  const reset = wholeNumber(headers.get('x-per-minute-reset'));
  const resetInMs = reset === undefined ? MINUTE_MS : Math.max(0, reset * 1000 - xNowMs);
  return { limit, remaining, resetSeconds: Math.ceil((xNowMs + resetInMs) / 1000), resetInMs };
}

function windowSaid(headers: Headers, prefix: string, xNowMs: number): WindowSaid | undefined {
  const limit = wholeNumber(headers.get(`${prefix}-limit`));
  const remaining = wholeNumber(headers.get(`${prefix}-remaining`));
  const resetSeconds = wholeNumber(headers.get(`${prefix}-reset`));
  if (limit === undefined || remaining === undefined || resetSeconds === undefined) return undefined;
  return { limit, remaining, resetSeconds, resetInMs: Math.max(0, resetSeconds * 1000 - xNowMs) };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}
