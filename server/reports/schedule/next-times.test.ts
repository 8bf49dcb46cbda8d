import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../../contract/api/schedules.ts';
import { nextTimes } from './next-times.ts';

type Every = Extract<Schedule, { kind: 'every' }>;
type Calendar = Extract<Schedule, { kind: 'calendar' }>;

const every = (count: number, unit: Every['unit'], rest: Partial<Every> = {}): Every => ({
  kind: 'every',
  unit,
  every: count,
  from: '2026-01-01',
  at: '00:00',
  activeFrom: null,
  activeUntil: null,
  ...rest,
});
const calendar = (days: Calendar['days'], times = ['09:00'], months: number[] = []): Calendar => ({
  kind: 'calendar',
  months,
  days,
  times,
});
const cron = (text: string): Schedule => ({ kind: 'cron', text });

/** The next times as the clocks of the zone show them, with their distance from UTC. */
function next(schedule: Schedule | Schedule[], zone: string, after: string, count = 4): string[] {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return nextTimes([schedule].flat(), zone, new Date(after), count).map((time) => format.format(time));
}

const utc = (schedule: Schedule | Schedule[], after: string, count = 4) =>
  nextTimes([schedule].flat(), 'UTC', new Date(after), count).map((time) => time.toISOString().slice(0, 16));

describe('every so many', () => {
  it('minutes and hours are counted from the first day and time on, over midnight, too', () => {
    expect(utc(every(36, 'hour', { at: '09:00' }), '2025-12-01T00:00:00Z', 3)).toEqual([
      '2026-01-01T09:00',
      '2026-01-02T21:00',
      '2026-01-04T09:00',
    ]);
    expect(utc(every(15, 'minute', { at: '00:05' }), '2026-11-30T23:48:00Z', 3)).toEqual([
      '2026-11-30T23:50',
      '2026-12-01T00:05',
      '2026-12-01T00:20',
    ]);
  });

  it('a time that is now is over', () => {
    expect(utc(every(1, 'hour'), '2026-11-30T10:00:00Z', 1)).toEqual(['2026-11-30T11:00']);
    expect(utc(every(1, 'hour'), '2026-11-30T09:59:59.999Z', 1)).toEqual(['2026-11-30T10:00']);
  });

  it('active hours end with their last minute, which counts', () => {
    const office = every(1, 'hour', { activeFrom: '08:00', activeUntil: '10:00' });
    expect(utc(office, '2026-11-30T07:00:00Z')).toEqual([
      '2026-11-30T08:00',
      '2026-11-30T09:00',
      '2026-11-30T10:00',
      '2026-12-01T08:00',
    ]);
    expect(utc({ ...office, activeUntil: '09:59' }, '2026-11-30T07:00:00Z', 3).at(2)).toBe(
      '2026-12-01T08:00',
    );
  });

  it('active hours may go over midnight, and have one end only', () => {
    const night = every(2, 'hour', { activeFrom: '22:00', activeUntil: '02:00' });
    expect(utc(night, '2026-11-30T20:00:00Z')).toEqual([
      '2026-11-30T22:00',
      '2026-12-01T00:00',
      '2026-12-01T02:00',
      '2026-12-01T22:00',
    ]);
    const evening = every(6, 'hour', { activeFrom: '12:00' });
    expect(utc(evening, '2026-11-30T00:00:00Z', 3)).toEqual([
      '2026-11-30T12:00',
      '2026-11-30T18:00',
      '2026-12-01T12:00',
    ]);
  });

  it('days and weeks are counted from the first day', () => {
    const third = every(3, 'day', { at: '06:30', from: '2026-11-29' });
    expect(utc(third, '2026-11-30T00:00:00Z', 2)).toEqual(['2026-12-02T06:30', '2026-12-05T06:30']);
    // 2026-11-26 is a Thursday.
    const fortnight = every(2, 'week', { from: '2026-11-26' });
    expect(utc(fortnight, '2026-11-27T00:00:00Z', 2)).toEqual(['2026-12-10T00:00', '2026-12-24T00:00']);
  });

  it('working days leave weekends out, also when the first day is one of them', () => {
    // 2026-11-28 is a Saturday: Monday is the first.
    const schedule = every(1, 'weekday', { from: '2026-11-28' });
    const days = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07'];
    expect(utc(schedule, '2026-11-27T00:00:00Z', 6)).toEqual(days.map((day) => `${day}T00:00`));
    expect(utc({ ...schedule, every: 3 }, '2026-11-28T12:00:00Z', 3)).toEqual([
      '2026-11-30T00:00',
      '2026-12-03T00:00',
      '2026-12-08T00:00',
    ]);
  });

  it('months keep their day, and take the last of a shorter month', () => {
    const last = every(1, 'month', { from: '2027-12-31', at: '23:45' });
    expect(utc(last, '2027-12-31T23:45:00Z')).toEqual([
      '2028-01-31T23:45',
      '2028-02-29T23:45',
      '2028-03-31T23:45',
      '2028-04-30T23:45',
    ]);
    const leapDay = every(12, 'month', { from: '2024-02-29' });
    expect(utc(leapDay, '2026-11-30T00:00:00Z', 2)).toEqual(['2027-02-28T00:00', '2028-02-29T00:00']);
  });

  it('counts from long ago, or from a day to come', () => {
    expect(utc(every(5, 'minute', { from: '0001-01-01' }), '2026-11-30T10:01:00Z', 1)).toEqual([
      '2026-11-30T10:05',
    ]);
    expect(utc(every(1_000, 'month', { from: '2026-11-30' }), '2026-12-01T00:00:00Z', 1)).toEqual([
      '2110-03-30T00:00',
    ]);
    expect(utc(every(1, 'day', { from: '2031-05-05' }), '2026-12-01T00:00:00Z', 1)).toEqual([
      '2031-05-05T00:00',
    ]);
  });
});

describe('by the calendar', () => {
  it('a 31st is left out of short months, -1 is the last day of each', () => {
    expect(utc(calendar({ by: 'day', days: [31] }), '2026-01-31T10:00:00Z', 2)).toEqual([
      '2026-03-31T09:00',
      '2026-05-31T09:00',
    ]);
    expect(utc(calendar({ by: 'day', days: [-1, 28] }), '2027-01-31T10:00:00Z', 3)).toEqual([
      '2027-02-28T09:00',
      '2027-03-28T09:00',
      '2027-03-31T09:00',
    ]);
  });

  it('29 February waits for a leap year, over the century without one', () => {
    const leapDay = calendar({ by: 'day', days: [29] }, ['00:00'], [2]);
    expect(utc(leapDay, '2026-11-30T00:00:00Z', 2)).toEqual(['2028-02-29T00:00', '2032-02-29T00:00']);
    expect(utc(leapDay, '2096-03-01T00:00:00Z', 1)).toEqual(['2104-02-29T00:00']);
  });

  it('knows weekdays, the second and fourth Sunday, and the last Friday', () => {
    expect(utc(calendar({ by: 'weekday', weekdays: [1, 7] }), '2026-11-30T09:00:00Z', 2)).toEqual([
      '2026-12-06T09:00',
      '2026-12-07T09:00',
    ]);
    expect(utc(calendar({ by: 'nth', nth: [2, 4], weekdays: [7] }), '2026-11-30T00:00:00Z', 3)).toEqual([
      '2026-12-13T09:00',
      '2026-12-27T09:00',
      '2027-01-10T09:00',
    ]);
    expect(utc(calendar({ by: 'nth', nth: [-1], weekdays: [5] }), '2026-11-30T00:00:00Z', 2)).toEqual([
      '2026-12-25T09:00',
      '2027-01-29T09:00',
    ]);
    expect(utc(calendar({ by: 'nth', nth: [5], weekdays: [1] }), '2026-11-30T10:00:00Z', 1)).toEqual([
      '2027-03-29T09:00',
    ]);
  });

  it('runs several times a day, each once and in order', () => {
    const twice = calendar({ by: 'day', days: [1] }, ['17:00', '09:00', '17:00'], [12, 6]);
    expect(utc(twice, '2026-11-30T00:00:00Z')).toEqual([
      '2026-12-01T09:00',
      '2026-12-01T17:00',
      '2027-06-01T09:00',
      '2027-06-01T17:00',
    ]);
  });
});

describe('by cron texts', () => {
  it('reads names, lists, ranges and steps', () => {
    expect(utc(cron('*/30 8-9 * DEC MON-FRI'), '2026-12-04T09:29:00Z', 2)).toEqual([
      '2026-12-04T09:30',
      '2026-12-07T08:00',
    ]);
    expect(utc(cron(' 0  0 ? * 7 '), '2026-11-30T00:00:00Z', 1)).toEqual(['2026-12-06T00:00']);
    expect(utc(cron('0 0 * * thu'), '2026-11-30T00:00:00Z', 1)).toEqual(['2026-12-03T00:00']);
  });

  it('takes a day of either field when both are restricted, and of both when one has a star', () => {
    expect(utc(cron('0 0 13 * FRI'), '2026-11-30T00:00:00Z', 3)).toEqual([
      '2026-12-04T00:00',
      '2026-12-11T00:00',
      '2026-12-13T00:00',
    ]);
    expect(utc(cron('0 0 */2 * FRI'), '2026-11-30T00:00:00Z', 2)).toEqual([
      '2026-12-11T00:00',
      '2026-12-25T00:00',
    ]);
    // No April has a 31st; its Mondays do come.
    expect(utc(cron('0 0 31 4 1'), '2026-11-30T00:00:00Z', 1)).toEqual(['2027-04-05T00:00']);
  });

  it('knows the last day, the last Friday and the second Monday of a month', () => {
    expect(utc(cron('0 12 L 2 *'), '2026-11-30T00:00:00Z', 2)).toEqual([
      '2027-02-28T12:00',
      '2028-02-29T12:00',
    ]);
    expect(utc(cron('0 0 * * 5L'), '2026-11-30T00:00:00Z', 1)).toEqual(['2026-12-25T00:00']);
    expect(utc(cron('0 0 * * MON#2'), '2026-11-30T00:00:00Z', 1)).toEqual(['2026-12-14T00:00']);
  });
});

describe('when the clocks change', () => {
  const daily = (at: string) => every(1, 'day', { at, from: '2011-01-01' });

  it('in Berlin a time that the spring skips runs when the clocks go on, one that comes twice runs once', () => {
    expect(next(daily('02:30'), 'Europe/Berlin', '2026-03-27T12:00:00Z')).toEqual([
      '2026-03-28 02:30',
      '2026-03-29 03:00',
      '2026-03-30 02:30',
      '2026-03-31 02:30',
    ]);
    const autumn = nextTimes([daily('02:30')], 'Europe/Berlin', new Date('2026-10-24T12:00:00Z'), 2);
    expect(autumn).toEqual([new Date('2026-10-25T00:30:00Z'), new Date('2026-10-26T01:30:00Z')]);
    // Asked for between the two half past two.
    expect(nextTimes([daily('02:30')], 'Europe/Berlin', new Date('2026-10-25T00:45:00Z'), 1)).toEqual([
      new Date('2026-10-26T01:30:00Z'),
    ]);
  });

  it('in New York the hours of the desk stay the hours of the wall', () => {
    expect(next(cron('0 9 * * *'), 'America/New_York', '2026-03-07T00:00:00Z', 3)).toEqual([
      '2026-03-07 09:00',
      '2026-03-08 09:00',
      '2026-03-09 09:00',
    ]);
    const half = every(30, 'minute', { activeFrom: '01:30', activeUntil: '03:30' });
    expect(next(half, 'America/New_York', '2026-03-08T06:00:00Z', 3)).toEqual([
      '2026-03-08 01:30',
      '2026-03-08 03:00',
      '2026-03-08 03:30',
    ]);
    // 01:30 EDT, 02:00 EST: the second 01:00 and 01:30 are left out.
    expect(nextTimes([half], 'America/New_York', new Date('2026-11-01T05:00:00Z'), 2)).toEqual([
      new Date('2026-11-01T05:30:00Z'),
      new Date('2026-11-01T07:00:00Z'),
    ]);
  });

  it('on Lord Howe Island they change by half an hour', () => {
    const schedule = calendar({ by: 'weekday', weekdays: [7] }, ['01:45', '02:10', '02:40']);
    expect(next(schedule, 'Australia/Lord_Howe', '2026-10-03T12:00:00Z', 3)).toEqual([
      '2026-10-04 01:45',
      '2026-10-04 02:30',
      '2026-10-04 02:40',
    ]);
    // 5 April 2026: 02:00 (UTC+11) becomes 01:30 (UTC+10:30).
    expect(nextTimes([schedule], 'Australia/Lord_Howe', new Date('2026-04-04T14:00:00Z'), 2)).toEqual([
      new Date('2026-04-04T14:45:00Z'),
      new Date('2026-04-04T15:40:00Z'),
    ]);
  });

  it('in Samoa a whole day was skipped: its runs came when the next one began', () => {
    expect(next(daily('09:00'), 'Pacific/Apia', '2011-12-28T23:00:00Z')).toEqual([
      '2011-12-29 09:00',
      '2011-12-31 00:00',
      '2011-12-31 09:00',
      '2012-01-01 09:00',
    ]);
    // Hourly runs of that day are one.
    expect(next(every(1, 'hour', { from: '2011-01-01' }), 'Pacific/Apia', '2011-12-30T08:30:00Z', 3)).toEqual(
      ['2011-12-29 23:00', '2011-12-31 00:00', '2011-12-31 01:00'],
    );
  });
});

describe('several schedules', () => {
  it('are one row of times without doubles', () => {
    const nine = calendar({ by: 'weekday', weekdays: [1, 2, 3, 4, 5, 6, 7] }, ['09:00', '17:00']);
    expect(
      utc([nine, cron('0 9,12 * * *'), every(1, 'day', { at: '17:00' })], '2026-11-30T00:00:00Z'),
    ).toEqual(['2026-11-30T09:00', '2026-11-30T12:00', '2026-11-30T17:00', '2026-12-01T09:00']);
  });

  it('none of them has no times', () => {
    expect(nextTimes([], 'UTC', new Date('2026-11-30T00:00:00Z'), 5)).toEqual([]);
    expect(utc(cron('0 0 30 2 *'), '2026-11-30T00:00:00Z')).toEqual([]);
  });

  it('ten are reckoned in a few milliseconds', () => {
    const ten: Schedule[] = [
      every(5, 'minute', { activeFrom: '03:00', activeUntil: '03:00' }),
      every(7, 'hour', { from: '1970-01-01' }),
      every(1, 'weekday'),
      every(1, 'month', { from: '2026-01-31' }),
      calendar({ by: 'day', days: [29] }, ['00:00'], [2]),
      calendar({ by: 'nth', nth: [5], weekdays: [1] }, ['00:00'], [2]),
      calendar({ by: 'day', days: [-1] }),
      cron('*/5 * * * *'),
      cron('0 0 29 2 *'),
      cron('0 0 * 2 1#5'),
    ];
    const after = new Date('2026-11-30T00:00:00Z');
    nextTimes(ten, 'Europe/Berlin', after, 5);
    // Of this process alone, and the best of several, so that other work of the machine does not count.
    const best = Math.min(
      ...Array.from({ length: 7 }, () => {
        const before = process.cpuUsage();
        expect(nextTimes(ten, 'Europe/Berlin', after, 5)).toHaveLength(5);
        return process.cpuUsage(before).user / 1_000;
      }),
    );
    expect(best).toBeLessThan(30);
  });
});
