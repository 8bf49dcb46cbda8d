import { expect, it } from 'vitest';
import { everyHour } from './every-hour.ts';

/** As a browser writes its own time. */
const local = (hour: number, minute: number) => new Date(2026, 10, 30, hour, minute).toISOString();

it('names every hour between two moments, the begun ones at both ends too', () => {
  expect(everyHour(local(8, 40), local(11, 10))).toEqual([
    '2026-11-30T08:00',
    '2026-11-30T09:00',
    '2026-11-30T10:00',
    '2026-11-30T11:00',
  ]);
  expect(everyHour(local(23, 59), new Date(2026, 11, 1, 0, 0).toISOString())).toEqual([
    '2026-11-30T23:00',
    '2026-12-01T00:00',
  ]);
});
