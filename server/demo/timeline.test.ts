import { expect, it } from 'vitest';
import { demoTimeline } from './timeline.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const midnight = Date.UTC(2026, 10, 30);
/** A first start at every quarter of an hour of a day. */
const starts = Array.from({ length: 96 }, (_, quarter) => midnight + quarter * 15 * 60_000);

it('has every shift within one day, whenever it is started', () => {
  for (const nowMs of starts) {
    const shifts = demoTimeline(nowMs).filter((step) => step.kind === 'shift');
    const days = shifts.map(({ atMs }) => [atMs, atMs + HOUR_MS].map((ms) => Math.floor(ms / DAY_MS)));
    for (const [begins, ends] of days) expect(begins).toBe(ends);
    expect(new Set(days.map(([day]) => day)).size).toBe(shifts.length);
  }
});

it('lets no thread go on while a shift lasts', () => {
  for (const nowMs of starts) {
    const steps = demoTimeline(nowMs);
    for (const shift of steps.filter((step) => step.kind === 'shift')) {
      const within = steps.filter(
        (step) => step.kind === 'line' && step.atMs > shift.atMs && step.atMs < shift.atMs + HOUR_MS,
      );
      expect(within).toEqual([]);
    }
  }
});

it('ends before now, in the order of time', () => {
  for (const nowMs of starts) {
    const times = demoTimeline(nowMs).map((step) => step.atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(nowMs);
  }
});
