import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addOpenTime, holidayAt, isOpen, nextChange, nextOpening, openTimeBetween } from './reckon.ts';
import type { Hours } from './stretches.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const at = (text: string) => new Date(text);

const office: Hours = {
  timeZone: 'Europe/Berlin',
  periods: [1, 2, 3, 4, 5].map((day) => ({ day, fromMinute: 9 * 60, untilMinute: 17 * 60 })),
  holidays: [{ from: '2026-12-24', until: '2026-12-26', reason: 'Christmas' }],
  openings: [{ date: '2026-12-25', fromMinute: 10 * 60, untilMinute: 12 * 60, reason: 'Emergency desk' }],
};
const night: Hours = {
  timeZone: 'America/New_York',
  // Saturday 22:00 to 06:00 of Sunday.
  periods: [{ day: 6, fromMinute: 22 * 60, untilMinute: 30 * 60 }],
  holidays: [],
  openings: [],
};

describe('#86 operating hours', () => {
  it('is open from the first minute until just before the last', () => {
    expect(isOpen(office, at('2026-11-30T07:59:59.999Z'))).toBe(false);
    expect(isOpen(office, at('2026-11-30T08:00:00Z'))).toBe(true);
    expect(isOpen(office, at('2026-11-30T15:59:59.999Z'))).toBe(true);
    expect(isOpen(office, at('2026-11-30T16:00:00Z'))).toBe(false);
  });

  it('is always open without hours, and never with empty ones', () => {
    const empty = { ...office, periods: [], openings: [] };
    const now = at('2026-11-30T08:00:00Z');
    expect([isOpen(null, now), nextOpening(undefined, now), nextChange(null, now)]).toEqual([
      true,
      now,
      undefined,
    ]);
    expect(addOpenTime(null, now, HOUR_MS)).toEqual(at('2026-11-30T09:00:00Z'));
    expect(isOpen(empty, now)).toBe(false);
    expect(nextOpening(empty, now)).toBeUndefined();
    expect(addOpenTime(empty, now, 1)).toBeUndefined();
  });

  it('never changes when it is open around the clock', () => {
    const always = {
      ...office,
      holidays: [],
      openings: [],
      periods: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, fromMinute: 0, untilMinute: 1440 })),
    };
    expect(nextChange(always, at('2026-03-28T12:00:00Z'))).toBeUndefined();
    expect(openTimeBetween(always, at('2026-03-28T12:00:00Z'), at('2026-03-30T12:00:00Z'))).toBe(
      48 * HOUR_MS,
    );
  });

  it('keeps the clock on the wall when summer time begins and ends', () => {
    // Berlin, Monday 09:00: 08:00 UTC in winter, 07:00 in summer.
    expect(nextOpening(office, at('2026-03-27T17:00:00Z'))).toEqual(at('2026-03-30T07:00:00Z'));
    expect(nextOpening(office, at('2026-10-23T17:00:00Z'))).toEqual(at('2026-10-26T08:00:00Z'));
  });

  it('a night shift is an hour shorter in spring and an hour longer in autumn', () => {
    const length = (from: string, until: string) => openTimeBetween(night, at(from), at(until)) / HOUR_MS;
    expect(length('2026-03-07T12:00:00Z', '2026-03-08T23:00:00Z')).toBe(7);
    expect(length('2026-10-31T12:00:00Z', '2026-11-01T23:00:00Z')).toBe(9);
    expect(length('2026-11-07T12:00:00Z', '2026-11-08T23:00:00Z')).toBe(8);
  });

  it('closes on a holiday, also what reaches into it, but for special openings', () => {
    const late = {
      ...office,
      periods: [...office.periods, { day: 3, fromMinute: 22 * 60, untilMinute: 26 * 60 }],
    };
    // The night of Wednesday the 23rd ends where the holiday begins.
    expect(nextChange(late, at('2026-12-23T22:00:00Z'))).toEqual({
      at: at('2026-12-23T23:00:00Z'),
      opens: false,
    });
    expect(nextOpening(office, at('2026-12-24T09:00:00Z'))).toEqual(at('2026-12-25T09:00:00Z'));
    expect(nextOpening(office, at('2026-12-25T11:00:00Z'))).toEqual(at('2026-12-28T08:00:00Z'));
    expect(holidayAt(office, at('2026-12-23T22:59:00Z'))).toBeUndefined();
    expect(holidayAt(office, at('2026-12-23T23:00:00Z'))).toBe('Christmas');
  });

  it('counts open time over nights, weekends and holidays', () => {
    // Friday 16:00 with two hours left: one on Friday, one on Monday.
    expect(addOpenTime(office, at('2026-11-27T15:00:00Z'), 2 * HOUR_MS)).toEqual(at('2026-11-30T09:00:00Z'));
    // What ends with the day is due at its end, not the next morning.
    expect(addOpenTime(office, at('2026-11-27T15:00:00Z'), HOUR_MS)).toEqual(at('2026-11-27T16:00:00Z'));
    expect(addOpenTime(office, at('2026-11-28T15:00:00Z'), 0)).toEqual(at('2026-11-30T08:00:00Z'));
  });
});

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Havana', 'Asia/Kolkata'];
const minute = fc.integer({ min: 0, max: 1439 });
const times = fc
  .tuple(minute, fc.integer({ min: 1, max: 1440 }))
  .map(([fromMinute, length]) => ({ fromMinute, untilMinute: fromMinute + length }));
const date = fc
  .integer({ min: 0, max: 9 })
  .map((days) => new Date(Date.UTC(2026, 9, 28 + days)).toISOString().slice(0, 10));
const anyHours: fc.Arbitrary<Hours> = fc.record({
  timeZone: fc.constantFrom(...zones),
  periods: fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), times), { maxLength: 6 }).map((list) =>
    list.map(([day, time]) => ({
      day,
      ...time,
    })),
  ),
  holidays: fc.array(
    date.map((from) => ({ from, until: from, reason: '' })),
    { maxLength: 2 },
  ),
  openings: fc.array(
    fc.tuple(date, times).map(([day, time]) => ({ date: day, ...time, reason: '' })),
    { maxLength: 2 },
  ),
});

/** Around the changes of the clocks of 2026 in these zones. */
const starts = ['2026-03-07T20:00Z', '2026-03-28T20:00Z', '2026-10-24T20:00Z', '2026-10-31T20:00Z'];
const walk = fc.record({
  start: fc.tuple(fc.constantFrom(...starts), fc.integer({ min: 0, max: 600 })),
  minutes: fc.integer({ min: 1, max: 2_500 }),
});

describe('agrees with a walk over every minute', () => {
  it('about being open, the next opening, open time and its sum', () => {
    fc.assert(
      fc.property(anyHours, walk, (hours, { start, minutes }) => {
        const from = Date.parse(start[0]) + start[1] * MINUTE_MS;
        const wall = wallOf(hours.timeZone);
        const open = Array.from({ length: minutes }, (_, index) =>
          isOpenAtWall(hours, wall(from + index * MINUTE_MS)),
        );
        expect(isOpen(hours, new Date(from))).toBe(open[0]);
        const count = open.filter(Boolean).length;
        const until = new Date(from + minutes * MINUTE_MS);
        expect(openTimeBetween(hours, new Date(from), until)).toBe(count * MINUTE_MS);
        const first = open.indexOf(true);
        if (first < 0) return;
        expect(nextOpening(hours, new Date(from))).toEqual(new Date(from + first * MINUTE_MS));
        const last = open.lastIndexOf(true);
        expect(addOpenTime(hours, new Date(from), count * MINUTE_MS)).toEqual(
          new Date(from + (last + 1) * MINUTE_MS),
        );
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});

interface Wall {
  readonly date: string;
  readonly before: string;
  readonly day: number;
  readonly minute: number;
}

/** The clock on the wall by the platform's own tables, not by Temporal. */
function wallOf(timeZone: string): (ms: number) => Wall {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (ms) => {
    const [day, month, year, hour, minutes] = format.format(ms).split(/\D+/);
    const date = `${year}-${month}-${day}`;
    const midnight = Date.parse(`${date}T00:00Z`);
    return {
      date,
      before: new Date(midnight - 86_400_000).toISOString().slice(0, 10),
      day: new Date(midnight).getUTCDay() || 7,
      minute: Number(hour) * 60 + Number(minutes),
    };
  };
}

function isOpenAtWall(hours: Hours, wall: Wall): boolean {
  const within = (fromMinute: number, untilMinute: number, minutes: number) =>
    fromMinute <= minutes && minutes < untilMinute;
  const special = hours.openings.some(
    (one) =>
      (one.date === wall.date && within(one.fromMinute, one.untilMinute, wall.minute)) ||
      (one.date === wall.before && within(one.fromMinute, one.untilMinute, wall.minute + 1440)),
  );
  if (special) return true;
  if (hours.holidays.some(({ from, until }) => from <= wall.date && wall.date <= until)) return false;
  return hours.periods.some(
    (one) =>
      (one.day === wall.day && within(one.fromMinute, one.untilMinute, wall.minute)) ||
      (one.day === (wall.day === 1 ? 7 : wall.day - 1) &&
        within(one.fromMinute, one.untilMinute, wall.minute + 1440)),
  );
}
