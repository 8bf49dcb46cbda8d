import { expect, it } from 'vitest';
import { nextTry, probeAfterMs, readRetryAfter } from './retry.ts';

const START = new Date('2026-03-01T10:00:00Z');
const MINUTE = 60_000;

/** Tries until the end; answers when, in minutes after the first. */
function course(retryForDay: boolean, random: number, status: number | null = 500): number[] {
  const tookMs = 20_000;
  const times = [0];
  let now = new Date(START.getTime() + tookMs);
  for (let tries = 1; ; tries += 1) {
    const next = nextTry({ tries, firstTryAt: START, now, status, retryForDay }, random);
    if (!next) return times;
    times.push((next.getTime() - START.getTime()) / MINUTE);
    now = new Date(next.getTime() + tookMs);
  }
}

it.each([0, 0.5, 1])('#114 five tries lie within 15 minutes, with slow failures and luck %s', (random) => {
  const times = course(false, random);
  expect(times).toHaveLength(5);
  expect((times.at(-1) ?? 0) + 20 / 60).toBeLessThanOrEqual(15);
});

it.each([0, 0.5, 1])('pauses grow, and it goes on for a day at most, with luck %s', (random) => {
  const times = course(true, random);
  expect(times.length).toBeGreaterThan(10);
  expect(times.at(-1)).toBeGreaterThan(18 * 60);
  expect(times.at(-1)).toBeLessThanOrEqual(24 * 60);
  const pauses = times.slice(1).map((time, index) => Math.round(time - (times[index] ?? 0)));
  expect(pauses.toSorted((a, b) => a - b)).toEqual(pauses);
});

it.each([400, 401, 403, 404, 406])('%s is final', (status) => {
  expect(course(true, 0.5, status)).toEqual([0]);
});

it.each([402, 408, 409, 410, 429, 302, 500, 503, null])('%s is tried again', (status) => {
  expect(course(false, 0.5, status)).toHaveLength(5);
});

it('spreads tries by a fifth to either side', () => {
  const tried = { tries: 1, firstTryAt: START, now: START, status: 500, retryForDay: true };
  expect(nextTry(tried, 0)?.getTime()).toBe(START.getTime() + 12_000);
  expect(nextTry(tried, 1)?.getTime()).toBe(START.getTime() + 18_000);
});

it.each([
  // Asked for less than it waits anyway, for more, and for too much.
  [true, 5_000, 12_000],
  [true, 600_000, 600_000],
  [true, 86_400_000, 3_600_000],
  [false, 600_000, 600_000],
  [false, 3_600_000, 14 * MINUTE],
])(
  'waits as long as the receiver asks, within bounds (for a day: %s, %s ms)',
  (retryForDay, retryAfterMs, waitsMs) => {
    const tried = { tries: 1, firstTryAt: START, now: START, status: 429, retryForDay, retryAfterMs };
    expect((nextTry(tried, 0)?.getTime() ?? 0) - START.getTime()).toBe(waitsMs);
  },
);

it('reads what a receiver asks for', () => {
  const nowMs = START.getTime();
  expect(readRetryAfter('120', nowMs)).toBe(120_000);
  expect(readRetryAfter('Sun, 01 Mar 2026 10:02:00 GMT', nowMs)).toBe(120_000);
  expect(readRetryAfter('Sun, 01 Mar 2026 09:00:00 GMT', nowMs)).toBe(0);
  for (const header of [undefined, '', 'soon', '-5']) expect(readRetryAfter(header, nowMs)).toBeNull();
});

it('looks whether a receiver is back after 30 s, then ever rarer, at least each 5 minutes', () => {
  expect([0, 1, 2, 3, 4, 50].map(probeAfterMs)).toEqual([30_000, 60_000, 120_000, 240_000, 300_000, 300_000]);
});
