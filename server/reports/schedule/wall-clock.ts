import { offsetAt } from '../../hours/index.ts';

const MINUTE_MS = 60_000;
/** No zone's clocks are further from UTC. */
const FURTHEST_MS = 26 * 60 * MINUTE_MS;

/**
 * The first moment at which the clocks of a zone show so many minutes since 1970-01-01 00:00, or more. So a time that
 * comes twice is its first coming, and one that is skipped is the moment at which the clocks go on.
 */
export function momentOf(zone: string, wallMinute: number): number {
  const wallMs = wallMinute * MINUTE_MS;
  let stretch = offsetAt(zone, wallMs - FURTHEST_MS);
  for (;;) {
    const atMs = wallMs - stretch.offsetMs;
    if (atMs < stretch.fromMs) return stretch.fromMs;
    if (atMs < stretch.untilMs) return atMs;
    stretch = offsetAt(zone, stretch.untilMs);
  }
}

/** What the clocks of a zone show at a moment, in whole minutes since 1970-01-01 00:00. */
export function wallMinuteAt(zone: string, atMs: number): number {
  return Math.floor((atMs + offsetAt(zone, atMs).offsetMs) / MINUTE_MS);
}
