import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Schedule } from '../../../contract/api/schedules.ts';
import { checkSchedules } from './check.ts';
import { nextTimes } from './next-times.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'];
/** Any days, with some at the ends of months. */
const day = fc.oneof(
  fc.constantFrom('2022-01-01', '2024-01-31', '2024-02-29', '2028-02-28'),
  fc
    .integer({ min: 19_000, max: 23_000 })
    .map((number) => new Date(number * DAY_MS).toISOString().slice(0, 10)),
);
/** Where and from when on; more often than not the clocks change soon. */
const place = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ['Europe/Berlin', '2026-03-28'],
      ['Europe/Berlin', '2026-10-24'],
      ['America/New_York', '2026-03-07'],
      ['America/New_York', '2026-10-31'],
      ['Australia/Lord_Howe', '2026-04-04'],
      ['Australia/Lord_Howe', '2026-10-03'],
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...zones), day) },
);
const time = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 23 })),
    fc.integer({ min: 0, max: 59 }),
  )
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const some = <T>(values: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 });
const weekdays = some([1, 2, 3, 4, 5, 6, 7]);
const months = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 });

const every = fc.record({
  kind: fc.constant('every' as const),
  unit: fc.constantFrom('minute', 'hour', 'day', 'weekday', 'week', 'month'),
  every: fc.integer({ min: 1, max: 90 }),
  from: fc.oneof(fc.constant('2022-01-01'), day),
  at: time,
  activeFrom: fc.option(time),
  activeUntil: fc.option(time),
});
const calendar = fc.record({
  kind: fc.constant('calendar' as const),
  months,
  days: fc.oneof(
    fc.record({ by: fc.constant('day' as const), days: some([-1, 1, 15, 28, 29, 30, 31]) }),
    fc.record({ by: fc.constant('weekday' as const), weekdays }),
    fc.record({ by: fc.constant('nth' as const), nth: some([-1, 1, 2, 5]), weekdays }),
  ),
  times: fc.array(time, { minLength: 1, maxLength: 4 }),
});
const schedule: fc.Arbitrary<Exclude<Schedule, { kind: 'cron' }>> = fc.oneof(every, calendar);

/** What a clock on the wall shows, as if it were UTC. */
type Wall = Date;

/** Whether a rule names a minute, reckoned the slow way and by other means than the code does. */
function names(rule: Exclude<Schedule, { kind: 'cron' }>, wall: Wall): boolean {
  const iso = wall.toISOString();
  const clock = iso.slice(11, 16);
  const lastDay = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
  const date = wall.getUTCDate();
  const weekday = wall.getUTCDay() || 7;
  if (rule.kind === 'calendar') {
    if (!rule.times.includes(clock)) return false;
    if (rule.months.length > 0 && !rule.months.includes(wall.getUTCMonth() + 1)) return false;
    if (rule.days.by === 'day')
      return rule.days.days.some((wanted) => (wanted < 0 ? lastDay : wanted) === date);
    if (!rule.days.weekdays.includes(weekday)) return false;
    if (rule.days.by === 'weekday') return true;
    return rule.days.nth.some((nth) =>
      nth < 0 ? lastDay - date < 7 : date > 7 * (nth - 1) && date <= 7 * nth,
    );
  }
  const start = new Date(`${rule.from}T${rule.at}:00Z`);
  if (wall < start) return false;
  if (rule.unit === 'minute' || rule.unit === 'hour') {
    const step = rule.every * (rule.unit === 'hour' ? 60 : 1);
    if (((wall.getTime() - start.getTime()) / MINUTE_MS) % step !== 0) return false;
    const from = rule.activeFrom ?? '00:00';
    const until = rule.activeUntil ?? '23:59';
    return from <= until ? from <= clock && clock <= until : from <= clock || clock <= until;
  }
  if (clock !== rule.at) return false;
  const days = (wall.getTime() - start.getTime()) / DAY_MS;
  if (rule.unit === 'day') return days % rule.every === 0;
  if (rule.unit === 'week') return days % (7 * rule.every) === 0;
  if (rule.unit === 'weekday') return weekday < 6 && countWorkingDays(start, wall) % rule.every === 0;
  const passed =
    (wall.getUTCFullYear() - start.getUTCFullYear()) * 12 + wall.getUTCMonth() - start.getUTCMonth();
  return passed % rule.every === 0 && date === Math.min(start.getUTCDate(), lastDay);
}

function countWorkingDays(from: Wall, until: Wall): number {
  let count = 0;
  for (let at = from.getTime(); at < until.getTime(); at += DAY_MS) {
    if (new Date(at).getUTCDay() % 6 !== 0) count += 1;
  }
  return count;
}

/** Looks at the clock on the wall minute by minute. */
function walk(
  rule: Exclude<Schedule, { kind: 'cron' }>,
  zone: string,
  fromMs: number,
  untilMs: number,
): Date[] {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const wallAt = (atMs: number) => Date.parse(`${clock.format(atMs).replace(' ', 'T')}:00Z`);
  const found: Date[] = [];
  // So far back that a time that came first before the window is known to have come.
  let shown = wallAt(fromMs - 3 * 60 * MINUTE_MS);
  for (let atMs = fromMs - 3 * 60 * MINUTE_MS + MINUTE_MS; atMs <= untilMs; atMs += MINUTE_MS) {
    const wall = wallAt(atMs);
    let due = false;
    for (; shown < wall; shown += MINUTE_MS) due = names(rule, new Date(shown + MINUTE_MS)) || due;
    if (due && atMs > fromMs) found.push(new Date(atMs));
  }
  return found;
}

it('finds each time that the clock on the wall comes to, and no other', () => {
  fc.assert(
    fc.property(schedule, place, fc.nat(1_439), (rule, [zone = '', start = ''], minute) => {
      fc.pre(checkSchedules([rule], zone) === undefined);
      const fromMs = Date.parse(`${start}T00:00:00Z`) + minute * MINUTE_MS;
      const untilMs = fromMs + 1.5 * DAY_MS;
      const times = nextTimes([rule], zone, new Date(fromMs), 450);
      expect(times.filter((at) => at.getTime() <= untilMs)).toEqual(walk(rule, zone, fromMs, untilMs));
    }),
    { numRuns: 100 },
  );
});

it('comes on the days of its rule, leaves none of them out, and always goes on', () => {
  fc.assert(
    fc.property(schedule, day, (rule, start) => {
      fc.pre(checkSchedules([rule], 'UTC') === undefined);
      const after = new Date(`${start}T12:00:00Z`);
      const times = nextTimes([rule], 'UTC', after, 6);
      let before = after.getTime();
      for (const at of times) {
        expect([rule, at, names(rule, at)]).toEqual([rule, at, true]);
        expect(at.getTime()).toBeGreaterThan(before);
        // No day between at which it should have come; a thousand days are enough to believe it.
        const clock = at.getTime() % DAY_MS;
        for (let day = 1, ms = at.getTime() - DAY_MS; ms > before && day <= 1_000; day += 1, ms -= DAY_MS) {
          expect([rule, at, clock, names(rule, new Date(ms))]).toEqual([rule, at, clock, false]);
        }
        before = at.getTime();
      }
      expect(times.length).toBeGreaterThan(0);
    }),
    { numRuns: 150 },
  );
});

it('the times of several are those of each, merged', () => {
  fc.assert(
    fc.property(
      fc.array(schedule, { maxLength: 4 }),
      fc.constantFrom(...zones),
      day,
      (rules, zone, start) => {
        fc.pre(checkSchedules(rules, zone) === undefined);
        const after = new Date(`${start}T00:00:00Z`);
        const each = rules.flatMap((rule) => nextTimes([rule], zone, after, 5).map((at) => at.getTime()));
        const merged = [...new Set(each)].toSorted((a, b) => a - b).slice(0, 5);
        expect(nextTimes(rules, zone, after, 5).map((at) => at.getTime())).toEqual(merged);
        // Asked one by one, they are the same.
        let last = after;
        for (const ms of merged) {
          [last = after] = nextTimes(rules, zone, last, 1);
          expect(last.getTime()).toBe(ms);
        }
      },
    ),
    { numRuns: 60 },
  );
});
