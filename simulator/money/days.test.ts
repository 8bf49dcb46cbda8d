import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar, cycleAround, dayOf, lastDays } from './days.ts';

const anyTime = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2032, 0, 1) });
const dayMs = 24 * 60 * 60_000;

describe('days and billing cycles', () => {
  it('go from midnight to midnight UTC', () => {
    expect(dayOf(Date.UTC(2026, 7, 11, 23, 59, 59, 999))).toBe('2026-08-11');
    expect(dayOf(Date.UTC(2026, 7, 12))).toBe('2026-08-12');
    expect(lastDays(Date.UTC(2026, 2, 1, 12), 3)).toEqual(['2026-03-01', '2026-02-28', '2026-02-27']);
  });

  it('are told rightly while the clock jumps to and fro', () => {
    fc.assert(
      fc.property(fc.array(anyTime, { minLength: 1 }), (times) => {
        let now = 0;
        const { today } = createCalendar(() => now);
        for (const at of times)
          for (now of [at, at + 1, at + dayMs, at - dayMs]) expect(today()).toBe(dayOf(now));
      }),
    );
  });

  it('follow each other without a gap, and hold the time that they are asked for', () => {
    fc.assert(
      fc.property(anyTime, fc.integer({ min: 1, max: 31 }), (at, dayOfMonth) => {
        const cycle = cycleAround(at, dayOfMonth);
        expect(cycle.startsAt).toBeLessThanOrEqual(at);
        expect(at).toBeLessThan(cycle.endsAt);
        expect(new Date(cycle.startsAt).getUTCDate()).toBe(Math.min(dayOfMonth, 28));
        expect(cycleAround(cycle.endsAt, dayOfMonth).startsAt).toBe(cycle.endsAt);
        expect(cycleAround(cycle.endsAt - 1, dayOfMonth)).toEqual(cycle);
      }),
    );
  });
});
