import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { DayChoice } from './chosen.ts';
import {
  clockOf,
  dateOf,
  dayNumber,
  type DayRange,
  firstHourOf,
  isUtc,
  rangeOf,
  startOfDay,
} from './days.ts';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-11-12T10:20:30Z');
const on = (date: string): DayChoice => ({ kind: 'specific', date, label: 'A Date' });
const back = (daysBack: number): DayChoice => ({ kind: 'relative', daysBack, label: 'Days' });
function rangeIn(zone: string, first: DayChoice, last: DayChoice): DayRange {
  const range = rangeOf({ first, last }, zone, NOW);
  if ('problem' in range) throw new Error(range.problem);
  return range;
}
const hoursOf = ({ fromHour, untilHour }: DayRange) => untilHour - fromHour;
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Africa/Cairo',
];

test('the first and the last day belong to the range, and the zone says which day today is', () => {
  const range = rangeIn('UTC', back(10), back(5));
  expect([dateOf(range.first), dateOf(range.last), hoursOf(range)]).toEqual([
    '2026-11-02',
    '2026-11-07',
    6 * 24,
  ]);
  expect(dateOf(rangeIn('Pacific/Auckland', back(0), back(0)).first)).toBe('2026-11-12');
  expect(dateOf(rangeIn('Pacific/Kiritimati', back(0), back(0)).first)).toBe('2026-11-13');
  expect(dateOf(rangeIn('Pacific/Pago_Pago', back(0), back(0)).first)).toBe('2026-11-11');
});

test('days on which the clocks change have 23 or 25 hours', () => {
  const day = (zone: string, date: string) => hoursOf(rangeIn(zone, on(date), on(date)));
  expect([day('Europe/Berlin', '2026-03-29'), day('Europe/Berlin', '2026-10-25')]).toEqual([23, 25]);
  expect([day('America/New_York', '2026-03-08'), day('America/New_York', '2026-11-01')]).toEqual([23, 25]);
  // Clocks that leave midnight out, or repeat the hour before it.
  expect([day('Africa/Cairo', '2026-04-24'), day('Asia/Beirut', '2026-03-29')]).toEqual([23, 23]);
  expect(day('Asia/Beirut', '2026-10-24')).toBe(25);
});

test('a zone half an hour off is widened to whole hours, others are not', () => {
  const india = rangeIn('Asia/Kolkata', on('2026-11-05'), on('2026-11-06'));
  expect([india.widened, new Date(india.fromHour * HOUR_MS).toISOString(), hoursOf(india)]).toEqual([
    true,
    '2026-11-04T18:00:00.000Z',
    49,
  ]);
  expect(clockOf(india, india.fromHour)).toEqual({ day: dayNumber('2026-11-05'), hour: 0 });
  expect(clockOf(india, india.untilHour - 1)).toEqual({ day: dayNumber('2026-11-06'), hour: 23 });
  expect(rangeIn('Europe/Berlin', back(3), back(1)).widened).toBe(false);
});

test('X’s days are the range’s own only while its clocks stand at UTC', () => {
  expect(isUtc(rangeIn('UTC', back(300), back(1)))).toBe(true);
  expect(isUtc(rangeIn('Europe/London', on('2026-11-01'), on('2026-11-05')))).toBe(true);
  expect(isUtc(rangeIn('Europe/London', on('2026-10-20'), on('2026-11-05')))).toBe(false);
  expect(isUtc(rangeIn('Europe/Berlin', back(2), back(1)))).toBe(false);
});

test('the start of every day is what the standard’s arithmetic says, and every hour has one day', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 16_400, max: 20_700 }), (zone, first) => {
      const plain = Temporal.PlainDate.from(dateOf(first));
      expect(startOfDay(zone, first)).toBe(plain.toZonedDateTime(zone).epochMilliseconds);
      const range = rangeIn(zone, on(dateOf(first)), on(dateOf(first + 3)));
      for (let day = first; day <= first + 3; day += 1) {
        const [from, until] = [firstHourOf(range, day), firstHourOf(range, day + 1)];
        expect(from).toBeLessThan(until);
        for (let hour = from; hour < until; hour += 1) expect(clockOf(range, hour).day).toBe(day);
      }
      expect([firstHourOf(range, first), firstHourOf(range, first + 4)]).toEqual([
        range.fromHour,
        range.untilHour,
      ]);
    }),
    { numRuns: 150 },
  );
});

describe('refused with a sentence', () => {
  const problem = (first: DayChoice, last: DayChoice, zone = 'UTC') => {
    const range = rangeOf({ first, last }, zone, NOW);
    return 'problem' in range ? range.problem : undefined;
  };
  test.each([
    ['reversed', back(5), back(10), /begin on 2026-11-07, after its end on 2026-11-02/],
    ['reversed with dates', on('2026-11-09'), on('2026-11-08'), /begin on 2026-11-09, after/],
    ['reversed by mixing', on('2026-11-09'), back(4), /begin on 2026-11-09, after its end on 2026-11-08/],
    ['an end in the future', back(3), on('2026-11-13'), /^A Date: 2026-11-13 lies in the future/],
    ['a start in the future', on('2026-12-01'), back(0), /^A Date: 2026-12-01 lies in the future/],
    ['older than X’s counts', on('2014-08-31'), back(0), /^A Date: X has engagement from 2014-09-01 on/],
    ['older by days back', back(9_000), back(0), /^Days: X has engagement from 2014-09-01 on/],
  ] as const)('%s', (_name, first, last, expected) => {
    expect(problem(first, last)).toMatch(expected);
  });

  test('today in the zone is the last day that can be', () => {
    expect(problem(on('2026-11-13'), on('2026-11-13'), 'Pacific/Kiritimati')).toBeUndefined();
    expect(problem(on('2026-11-12'), on('2026-11-12'), 'Pacific/Pago_Pago')).toMatch(/future/);
    expect(problem(on('2014-09-01'), on('2026-11-12'))).toBeUndefined();
  });
});
