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
  readonly quarterHour?: WindowSaid;
  readonly userDay?: WindowSaid;
  readonly appDay?: WindowSaid;
}

/** Reads `x-rate-limit-*`, `x-user-limit-24hour-*` and `x-app-limit-24hour-*`. `nowMs` serves when X sent no `Date`. */
export function readRateHeaders(headers: Headers, nowMs: number): RateSaid {
  const dated = Date.parse(headers.get('date') ?? '');
  const xNowMs = Number.isNaN(dated) ? nowMs : dated;
  const quarterHour = windowSaid(headers, 'x-rate-limit', xNowMs);
  const userDay = windowSaid(headers, 'x-user-limit-24hour', xNowMs);
  const appDay = windowSaid(headers, 'x-app-limit-24hour', xNowMs);
  return { ...(quarterHour && { quarterHour }), ...(userDay && { userDay }), ...(appDay && { appDay }) };
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
