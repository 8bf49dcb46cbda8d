const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `yyyymmddhhmm` in UTC → milliseconds; `null` when it is no such minute. */
export const parseReplayMinute = (text: string): number | null => {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (!parts) return null;
  const [year, month, day, hour, minute] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const ms = Date.UTC(year, month - 1, day, hour, minute);
  const back = new Date(ms).toISOString().replace(/\D/g, '').slice(0, 12);
  return back === text ? ms : null;
};

export type ReplayRule = { maxAgeMs: number; minFromAgeMs: number; minToAgeMs: number };

/**
 * v2: the last 24 hours, from at least 31 and to at least 10 minutes ago.
 * https://docs.x.com/x-api/account-activity/introduction#replay-functionality
 */
export const V2_REPLAY: ReplayRule = {
  maxAgeMs: DAY_MS,
  minFromAgeMs: 31 * MINUTE_MS,
  minToAgeMs: 10 * MINUTE_MS,
};
/** Enterprise v1.1: five days. */
export const ENTERPRISE_REPLAY: ReplayRule = {
  maxAgeMs: 5 * DAY_MS,
  minFromAgeMs: 31 * MINUTE_MS,
  minToAgeMs: 10 * MINUTE_MS,
};

export type ReplayWindow = { fromMs: number; toMs: number };

/** The window that a replay job covers (the last minute included), or which parameter is wrong. */
export const parseReplayWindow = (
  from: string,
  to: string,
  nowMs: number,
  rule: ReplayRule,
): ReplayWindow | { wrong: 'from_date' | 'to_date' } => {
  const fromMs = parseReplayMinute(from);
  if (fromMs === null) return { wrong: 'from_date' };
  const toMs = parseReplayMinute(to);
  if (toMs === null) return { wrong: 'to_date' };
  // The parameters are whole minutes: the oldest one allowed is the minute that holds the limit.
  if (fromMs < nowMs - rule.maxAgeMs - MINUTE_MS || fromMs > nowMs - rule.minFromAgeMs)
    return { wrong: 'from_date' };
  if (toMs <= fromMs || toMs > nowMs - rule.minToAgeMs) return { wrong: 'to_date' };
  return { fromMs, toMs: toMs + MINUTE_MS };
};
