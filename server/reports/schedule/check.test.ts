import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../../contract/api/schedules.ts';
import { checkSchedules } from './check.ts';

const check = (schedule: Schedule, zone = 'Europe/Berlin') => checkSchedules([schedule], zone);
const every: Extract<Schedule, { kind: 'every' }> = {
  kind: 'every',
  unit: 'hour',
  every: 1,
  from: '2026-11-30',
  at: '09:00',
  activeFrom: null,
  activeUntil: null,
};
const calendar = (days: number[], times: string[], months: number[] = []): Schedule => ({
  kind: 'calendar',
  months,
  days: { by: 'day', days },
  times,
});
const cron = (text: string) => check({ kind: 'cron', text });

const tooNear = 'Runs must be at least 5 minutes apart.';

describe('checking schedules', () => {
  it('lets good ones pass, and none', () => {
    expect(checkSchedules([], 'America/New_York')).toBeUndefined();
    expect(checkSchedules([every, calendar([31, -1], ['09:00', '17:00'])], 'UTC')).toBeUndefined();
    for (const text of [
      '*/5 * * * *',
      '0 0 29 2 *',
      '0 9 L * *',
      '0 9 * * 5L',
      '0 0 31 4 MON',
      '0 9 * * 6-7',
    ]) {
      expect([text, cron(text)]).toEqual([text, undefined]);
    }
  });

  it('refuses a zone and a day that do not exist', () => {
    expect(check(every, 'Mars/Olympus')).toBe(
      '“Mars/Olympus” is not a time zone. Write one like Europe/Berlin.',
    );
    expect(check(every, '+01:00')).toContain('is not a time zone');
    expect(check({ ...every, from: '2026-02-30' })).toBe('There is no 2026-02-30 in the calendar.');
  });

  it('refuses runs less than five minutes apart', () => {
    expect(check({ ...every, unit: 'minute', every: 4 })).toBe(tooNear);
    expect(check({ ...every, unit: 'minute', every: 5 })).toBeUndefined();
    expect(check(calendar([1], ['09:00', '09:04']))).toBe(tooNear);
    expect(check(calendar([1], ['09:00', '09:00']))).toBeUndefined();
    expect(cron('* * * * *')).toBe(tooNear);
    expect(cron('0,3 9 * * *')).toBe(tooNear);
    // */7 ends the hour with 56, and the next begins with 0.
    expect(cron('*/7 * * * *')).toBe(tooNear);
  });

  it('looks over midnight only where a day follows the other', () => {
    expect(check(calendar([1, 2], ['00:01', '23:58']))).toBe(tooNear);
    expect(check(calendar([1, 15], ['00:01', '23:58']))).toBeUndefined();
    expect(check(calendar([1, -1], ['00:01', '23:58']))).toBe(tooNear);
  });

  it('refuses what never comes', () => {
    const never = 'These days never come: no chosen month has them.';
    expect(check(calendar([30], ['09:00'], [2]))).toBe(never);
    expect(check(calendar([31], ['09:00'], [4, 6, 9, 11]))).toBe(never);
    expect(check(calendar([30], ['09:00'], [2, 3]))).toBeUndefined();
    const fifth = { kind: 'calendar', months: [2], times: ['09:00'] } as const;
    expect(
      check({ ...fifth, months: [2], times: ['09:00'], days: { by: 'nth', nth: [5], weekdays: [1] } }),
    ).toBe(undefined);
    expect(cron('0 0 30 2 *')).toBe('The days of “0 0 30 2 *” never come: no month of it has them.');
    const noon = { ...every, every: 24, activeFrom: '10:00', activeUntil: '12:00' };
    expect(check(noon)).toBe('None of its times is within the active hours.');
    expect(check({ ...noon, activeUntil: '09:00' })).toBeUndefined();
  });

  it('refuses a day that is none', () => {
    expect(check(calendar([0], ['09:00']))).toBe('A day of the month is 1 to 31, or -1 for the last.');
    expect(
      check({
        kind: 'calendar',
        months: [],
        days: { by: 'nth', nth: [0], weekdays: [1] },
        times: ['09:00'],
      }),
    ).toContain('or the last');
  });

  it('names the field of a cron text that cannot be read', () => {
    const five = 'A cron text has five fields: minute, hour, day of the month, month, day of the week.';
    expect(cron('0 0 9 * * *')).toBe(five);
    expect(cron('@daily')).toBe(five);
    expect(cron('60 * * * *')).toBe('“60” cannot be the minute of a cron text: 0 to 59.');
    expect(cron('0 25 * * *')).toBe('“25” cannot be the hour of a cron text: 0 to 23.');
    expect(cron('0 0 32 * *')).toContain('“32” cannot be the day of the month');
    expect(cron('0 0 * JANU *')).toContain('“JANU” cannot be the month');
    expect(cron('0 0 * * 8')).toContain('“8” cannot be the day of the week');
    // Times of the parser's own choice.
    expect(cron('H * * * *')).toContain('“H” cannot be the minute');
    expect(cron('0 h(1-5) * * *')).toContain('cannot be the hour');
    for (const text of [
      '0 0 1W * *',
      '*/0 * * * *',
      '5-1 * * * *',
      '0 0 , * *',
      '-1 * * * *',
      '0 1.5 * * *',
    ]) {
      expect([text, cron(text)]).toEqual([text, expect.stringContaining('of a cron text')]);
    }
  });
});
