import { describe, expect, it } from 'vitest';
import { intervalOf, rangeOf } from './report-range.ts';

const now = new Date(2026, 10, 30, 15, 20);

describe('the time of a report', () => {
  it('is whole days, the current one included', () => {
    const { from, until } = rangeOf('week', now);
    expect(new Date(from)).toEqual(new Date(2026, 10, 24));
    expect(new Date(until)).toEqual(new Date(2026, 11, 1));
    expect(new Date(rangeOf('yesterday', now).until)).toEqual(new Date(2026, 10, 30));
  });

  it('of own dates includes the last one', () => {
    const { from, until } = rangeOf('own', now, { from: '2026-03-28', until: '2026-03-29' });
    expect(new Date(from)).toEqual(new Date(2026, 2, 28));
    expect(new Date(until)).toEqual(new Date(2026, 2, 30));
  });

  it('is drawn in steps that suit its length', () => {
    expect((['today', 'month', 'year'] as const).map((name) => intervalOf(rangeOf(name, now)))).toEqual([
      'hour',
      'day',
      'week',
    ]);
  });
});
