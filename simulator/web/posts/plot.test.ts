import { expect, it } from 'vitest';
import { pathsOf, roundTop, thinned } from './plot.ts';

it('keeps the sum when there are more points than the line can show', () => {
  const points = Array.from({ length: 1000 }, (_, at) => ({ at, value: at % 7 }));
  const few = thinned(points);
  expect(few.length).toBeLessThanOrEqual(240);
  const sum = (list: { value: number }[]) => list.reduce((all, { value }) => all + value, 0);
  expect(sum(few)).toBe(sum(points));
  expect(thinned(points.slice(0, 5))).toEqual(points.slice(0, 5));
});

it('ends the scale on a round number', () => {
  expect([0, 1, 3, 10, 11, 48, 501, 10_002].map(roundTop)).toEqual([1, 1, 3, 10, 15, 50, 600, 15_000]);
});

it('draws from the left edge to the right, high values above', () => {
  const points = [0, 10].map((value, at) => ({ at, value }));
  expect(pathsOf(points, 10, 100, 50)).toEqual({
    line: 'M0.0 50.0L100.0 0.0',
    area: 'M0.0 50.0L100.0 0.0V50H0Z',
  });
  expect(pathsOf([{ at: 0, value: 5 }], 10, 100, 50).line).toBe('M0 25.0 H100');
});
