import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBase, type TestBase, until } from '../../../test/harness.ts';
import { createTimers, type Timers } from './index.ts';

let base: TestBase;
const running: Timers[] = [];

beforeAll(async () => {
  base = await openTestBase();
});
afterAll(async () => {
  for (const timers of running) await timers.stop();
  await base.close();
});

function timers(): Timers {
  const made = createTimers(base);
  running.push(made);
  return made;
}

test('of two processes one sweeps, and the other takes over when it stops', async () => {
  const swept: string[] = [];
  const [first, second] = [timers(), timers()];
  first.sweeper({ name: 'due', everyMs: 20, run: async () => void swept.push('first') });
  second.sweeper({ name: 'due', everyMs: 20, run: async () => void swept.push('second') });
  first.start();
  await until(() => swept.length > 2);
  second.start();
  const before = swept.length;
  await until(() => swept.length > before + 3);
  expect(new Set(swept)).toEqual(new Set(['first']));
  await first.stop();
  await until(() => swept.includes('second'));
});

test('sweeps at once when somebody moves the time, and again while there is more', async () => {
  let left = 3;
  let calls = 0;
  const one = timers();
  one.sweeper({
    name: 'slow',
    everyMs: 60_000,
    run: async () => {
      calls += 1;
      left -= 1;
      return left > 0;
    },
  });
  one.start();
  await until(() => calls === 3);
  await base.clock.advance(5_000);
  await until(() => calls === 4);
  expect(calls).toBe(4);
});
