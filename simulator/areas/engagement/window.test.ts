import { expect, test } from 'vitest';
import { bucketsOf } from './time-range.ts';
import { historicalWindow, isoSeconds, last28Hours } from './window.ts';

const hourMs = 3_600_000;
const now = Date.UTC(2026, 2, 29, 12, 30);
const times = ({ from, to, hours }: { from: number; to: number; hours: number }) => [
  isoSeconds(from),
  isoSeconds(to),
  hours,
];

test('28 hours before the start of an hour are 28 hours, before any other moment they touch 29', () => {
  expect(times(last28Hours(Date.UTC(2026, 2, 29, 12)))).toEqual([
    '2026-03-28T08:00:00Z',
    '2026-03-29T12:00:00Z',
    28,
  ]);
  expect(times(last28Hours(now))).toEqual(['2026-03-28T08:00:00Z', '2026-03-29T13:00:00Z', 29]);
});

test('four weeks to the second are allowed, and the running hour', () => {
  const asked = { start: '2026-03-01T12:30:00Z', end: '2026-03-29T12:30:00Z' };
  expect(times(historicalWindow(asked, now, '2014'))).toEqual([
    '2026-03-01T12:00:00Z',
    '2026-03-29T13:00:00Z',
    28 * 24 + 1,
  ]);
  expect(() => historicalWindow({ ...asked, start: '2026-03-01T12:29:59Z' }, now, '2014')).toThrow('4 weeks');
  expect(() => historicalWindow({ ...asked, end: '2026-03-29T12:30:01Z' }, now, '2014')).toThrow('future');
});

test('a year back from now is the other bound', () => {
  const asked = { start: '2025-03-29T12:30:00Z', end: '2025-03-30' };
  expect(historicalWindow(asked, now, 'year').hours).toBe(12);
  expect(() => historicalWindow(asked, now + 1, 'year')).toThrow('2025-03-29');
});

test('buckets at the edges of a range keep their names and lose what is outside', () => {
  const range = { from: Date.UTC(2026, 2, 1, 20), to: Date.UTC(2026, 2, 10, 3) };
  const names = (granularity: Parameters<typeof bucketsOf>[1]) =>
    bucketsOf(range, granularity).map(({ at, from, to }) => [
      isoSeconds(at).slice(5, 13),
      (to - from) / hourMs,
    ]);
  const days = names('daily');
  expect(days).toHaveLength(10);
  expect([days[0], days[1], days[9]]).toEqual([
    ['03-01T00', 4],
    ['03-02T00', 24],
    ['03-10T00', 3],
  ]);
  expect(names('weekly')).toEqual([
    ['03-01T00', 148],
    ['03-08T00', 51],
  ]);
  expect(names('hourly')).toHaveLength(199);
  expect(names('total')).toEqual([['03-01T20', 199]]);
});
