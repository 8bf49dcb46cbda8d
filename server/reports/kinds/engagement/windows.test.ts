import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Dimension } from './chosen.ts';
import { rangeOf } from './days.ts';
import { metrics } from './metrics.ts';
import { planOf, stepOf } from './plan.ts';
import { layoutOf, windowsOf } from './windows.ts';

const NOW = new Date('2026-11-12T10:20:30Z');
function range(zone: string, daysBackFrom: number, daysBackTo: number) {
  const point = (daysBack: number) => ({ kind: 'relative', daysBack, label: '' }) as const;
  const found = rangeOf({ first: point(daysBackFrom), last: point(daysBackTo) }, zone, NOW);
  if ('problem' in found) throw new Error(found.problem);
  return found;
}
const anyZone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns', 'Asia/Beirut');

test('the pieces of a range are the range, none too long, no day cut', () => {
  fc.assert(
    fc.property(
      anyZone,
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 0, max: 60 }),
      fc.boolean(),
      fc.integer({ min: 25, max: 672 }),
      (zone, length, last, byDays, most) => {
        const whole = range(zone, last + length, last);
        const windows = windowsOf(whole, whole.untilHour, most, byDays);
        let at = whole.fromHour;
        let day = whole.first;
        for (const window of windows) {
          expect(window.fromHour).toBe(at);
          expect(window.untilHour - at).toBeGreaterThan(0);
          expect(window.untilHour - at).toBeLessThanOrEqual(most);
          expect(window.firstDay).toBe(byDays ? day : whole.first);
          at = window.untilHour;
          day = window.lastDay + 1;
        }
        expect(at).toBe(whole.untilHour);
      },
    ),
    { numRuns: 80 },
  );
});

test('a range that is not over is cut where it has come to', () => {
  const today = range('UTC', 2, 0);
  const windows = windowsOf(today, today.fromHour + 59, 48, true);
  expect(windows.map(({ fromHour, untilHour }) => untilHour - fromHour)).toEqual([48, 11]);
  expect(windowsOf(today, today.fromHour, 48, true)).toEqual([]);
});

test('an hour that comes twice is one, and one that is left out is none', () => {
  const autumn = range('Europe/Berlin', 18, 18);
  const both: Dimension[] = ['date', 'hour'];
  const [window] = windowsOf(autumn, autumn.untilHour, 672, true);
  if (!window) throw new Error('no window');
  const { slots, slotOf } = layoutOf(autumn, window, both);
  expect([slotOf.length, slots.length, slots.every(({ date }) => date === '2026-10-25')]).toEqual([
    25,
    24,
    true,
  ]);
  expect(Array.from(slotOf.slice(1, 5))).toEqual([1, 2, 2, 3]);
  const days = layoutOf(autumn, window, ['date']);
  expect([days.slots, new Set(days.slotOf)]).toEqual([[{ date: '2026-10-25' }], new Set([0])]);
});

test('every tweet is asked for in every window once, and sections hold what belongs together', () => {
  fc.assert(
    fc.property(
      fc.subarray<Dimension>(['tweet', 'type', 'date', 'hour'], { minLength: 1 }),
      fc.constantFrom('engagement_api' as const, 'analytics' as const),
      fc.integer({ min: 1, max: 260 }),
      fc.integer({ min: 0, max: 120 }),
      (groupBy, source, tweets, length) => {
        const whole = range('UTC', length + 1, 1);
        const plan = planOf({ groupBy, metrics }, whole, { source, tweets, untilHour: whole.untilHour });
        const byDate = groupBy.includes('date');
        const asked = new Set<string>();
        const sections = new Map<number, Set<string>>();
        for (let step = 0; step < plan.steps; step += 1) {
          const { window, chunk } = stepOf(plan, byDate, step);
          asked.add(`${window?.fromHour} ${chunk}`);
          const section = Math.floor(step / plan.perSection);
          const key = `${byDate ? window?.fromHour : ''} ${groupBy.includes('tweet') ? chunk : ''}`;
          sections.set(section, (sections.get(section) ?? new Set()).add(key));
        }
        expect(asked.size).toBe(plan.steps);
        expect(plan.chunks * plan.perRequest).toBeGreaterThanOrEqual(tweets);
        expect(plan.perRequest).toBeLessThanOrEqual(source === 'analytics' ? 100 : 25);
        expect([...sections.values()].every((keys) => keys.size === 1)).toBe(true);
        expect(new Set([...sections.values()].flatMap((keys) => [...keys])).size).toBe(sections.size);
        expect(plan.metrics).toHaveLength(source === 'analytics' ? 20 : 17);
      },
    ),
    { numRuns: 120 },
  );
});
