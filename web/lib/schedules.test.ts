import { expect, it } from 'vitest';
import type { Schedule } from '../../contract/api/index.ts';
import { scheduleTexts } from '../texts/schedules.ts';
import { formatInZone, newSchedule, scheduleIsWrong, scheduleProblems, todayIn } from './schedules.ts';

it('begins with schedules that fit', () => {
  for (const kind of ['every', 'calendar', 'cron'] as const)
    expect(scheduleIsWrong(newSchedule(kind, '2026-11-30'))).toBe(false);
});

it('says what is missing, at the field', () => {
  const every: Schedule = { ...newSchedule('every', ''), unit: 'minute', every: 4, at: '' } as Schedule;
  expect(scheduleProblems(every)).toMatchObject({
    every: 'Five minutes at least.',
    from: 'Choose a day.',
    at: 'Set a time.',
  });
  const calendar: Schedule = {
    kind: 'calendar',
    months: [],
    days: { by: 'nth', nth: [], weekdays: [] },
    times: ['06:00', ''],
  };
  expect(scheduleProblems(calendar)).toEqual({
    days: 'Choose at least one day.',
    nth: 'Choose which of the month.',
    times: 'Set a time.',
  });
  expect(scheduleIsWrong({ kind: 'cron', text: '0 6 * *' })).toBe(true);
});

it('says schedules in words', () => {
  const words = (schedule: Schedule) => scheduleTexts.words(schedule);
  expect(words(newSchedule('every', '2026-11-30'))).toBe('Every day at 06:00');
  expect(
    words({
      kind: 'every',
      unit: 'hour',
      every: 2,
      from: '2026-11-30',
      at: '08:00',
      activeFrom: '08:00',
      activeUntil: '18:00',
    }),
  ).toBe('Every 2 hours from 08:00 until 18:00, counted from 08:00');
  expect(
    words({
      kind: 'calendar',
      months: [],
      days: { by: 'nth', nth: [2, 4], weekdays: [7] },
      times: ['09:00', '17:00'],
    }),
  ).toBe('On the second and fourth Sunday at 09:00 and 17:00');
});

it('tells days and times in the zone, with the zone’s name at that moment', () => {
  const lateInTheDay = Date.parse('2026-11-30T23:30:00Z');
  expect(todayIn('Europe/Berlin', lateInTheDay)).toBe('2026-12-01');
  expect(todayIn('UTC', lateInTheDay)).toBe('2026-11-30');
  expect(formatInZone('2027-03-28T04:00:00Z', 'Europe/Berlin')).toMatch(/28.*2027.*0?6:00/);
});
