import { expect, it } from 'vitest';
import { findProblems } from './check.ts';
import type { Hours } from './stretches.ts';

const plain: Hours = { timeZone: 'Europe/Berlin', periods: [], holidays: [], openings: [] };
const period = (day: number, from: number, until: number) => ({
  day,
  fromMinute: from * 60,
  untilMinute: until * 60,
});

it('takes a week whose times touch, and a night that ends where the day begins', () => {
  const periods = [period(1, 9, 12), period(1, 12, 17), period(7, 22, 33)];
  expect(findProblems({ ...plain, periods })).toEqual([]);
});

it('says which times overlap, over midnight and over the end of the week too', () => {
  expect(findProblems({ ...plain, periods: [period(1, 9, 17), period(1, 16.5, 20)] })).toEqual([
    'Monday 09:00 to 17:00 and Monday 16:30 to 20:00 overlap.',
  ]);
  expect(findProblems({ ...plain, periods: [period(7, 22, 34), period(1, 9, 12)] })).toEqual([
    'Sunday 22:00 to 10:00 of the next day and Monday 09:00 to 12:00 overlap.',
  ]);
});

it('refuses times that run backwards, unknown zones and days that no calendar has', () => {
  const problems = findProblems({
    timeZone: 'Europe/Atlantis',
    periods: [period(2, 17, 9)],
    holidays: [
      { from: '2026-12-26', until: '2026-12-24', reason: 'Christmas' },
      { from: '2026-02-30', until: '2026-03-01', reason: '' },
    ],
    openings: [{ date: '2026-12-25', fromMinute: 600, untilMinute: 600, reason: '' }],
  });
  expect(problems).toEqual([
    'There is no time zone Europe/Atlantis. Choose one like Europe/Berlin.',
    'Tuesday 17:00 to 09:00 ends before it begins.',
    'Christmas ends before it begins.',
    '2026-02-30 is no day of the calendar.',
    'The special opening on 2026-12-25 ends before it begins.',
  ]);
});

it('names holidays that overlap', () => {
  const holidays = [
    { from: '2026-12-24', until: '2026-12-26', reason: 'Christmas' },
    { from: '2026-12-26', until: '2026-12-26', reason: 'Boxing day' },
  ];
  expect(findProblems({ ...plain, holidays })).toEqual([
    'Christmas (2026-12-24 to 2026-12-26) and Boxing day (2026-12-26 to 2026-12-26) overlap.',
  ]);
});
