import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Scope } from '../../server/insights/report/scope.ts';
import { pickSums } from '../../server/insights/sums/spans-store.ts';
import { act, scopes, ZONES } from './insights-acts.ts';
import { asked, openSumsWorld, type SumsWorld } from './insights-sums-world.ts';

const [early] = fc.sample(act, { numRuns: 1, seed: 1 }).map((one) => ({
  ...one,
  what: 'close' as const,
  thing: { ...one.thing, fact: { ...one.thing.fact, closedAt: new Date('2026-02-26T12:00:00Z') } },
}));
const RUNS = Number(process.env['SUMS_RUNS'] ?? 3);

let world: SumsWorld;

beforeAll(async () => {
  world = await openSumsWorld(new Date('2026-04-12T09:30:00Z'));
});
afterAll(() => world?.close());

it('sums answer exactly what the rows answer, whatever is asked and whatever changes', async () => {
  const picked = { days: 0, months: 0, rest: 0 };
  const ask = async (scope: Scope) => {
    const { days, months, rest } = await pickSums(world.base.workspace, scope);
    picked.days += days.length;
    picked.months += months.length;
    picked.rest += rest.length;
    expect(await world.report(scope)).toEqual(await world.fromRows(scope));
  };
  // Something in February, so that March is summed as a whole, whatever chance brings afterwards.
  if (!early) throw new Error('nothing was sampled');
  await world.perform(early);
  world.goOn(11 * 60_000);
  await world.report(asked('none'));
  await world.sumAll();
  await ask(asked('none'));
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 30, maxLength: 60 }),
      fc.array(scopes, { minLength: 10, maxLength: 10 }),
      fc.array(act, { minLength: 0, maxLength: 5 }),
      async (acts, questions, last) => {
        for (const timeZone of ZONES.slice(0, 3)) await world.report(asked('none', { timeZone }));
        for (const one of acts) await world.perform(one);
        world.goOn(11 * 60_000);
        await world.sumAll();
        for (const timeZone of ZONES.slice(0, 3)) await ask(asked('none', { timeZone }));
        for (const one of last) await world.perform(one);
        for (const scope of questions) await ask(scope);
      },
    ),
    // What was written stays: a shorter series after a longer one shows nothing.
    { numRuns: RUNS, endOnFailure: true },
  );
  // It would be the same too if nothing was ever read from sums.
  expect(picked.days).toBeGreaterThan(0);
  expect(picked.months).toBeGreaterThan(0);
  expect(picked.rest).toBeGreaterThan(0);
}, 240_000);
