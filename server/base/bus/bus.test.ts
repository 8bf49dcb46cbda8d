import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBase, type TestBase, until } from '../../../test/harness.ts';
import { type Bus, type Clock, openBus, openClock, sql } from '../index.ts';

let base: TestBase;
let otherBus: Bus;
let otherClock: Clock;

beforeAll(async () => {
  base = await openTestBase();
  otherBus = await openBus(base);
  otherClock = await openClock(base.db, otherBus);
});
afterAll(async () => {
  otherClock.close();
  await otherBus.close();
  await base.close();
});

test('a message is heard at once here, and soon in another process', async () => {
  const here: string[] = [];
  const there: string[] = [];
  base.bus.subscribe('greeting', (text) => here.push(text));
  otherBus.subscribe('greeting', (text) => there.push(text));
  base.bus.publish('greeting', 'hello');
  expect(here).toEqual(['hello']);
  await until(() => there.length > 0);
  expect(there).toEqual(['hello']);
  expect(here).toEqual(['hello']);
});

test('a thousand messages of one moment arrive, the same ones once', async () => {
  const there = new Map<string, number>();
  otherBus.subscribe('many', (text) => there.set(text, (there.get(text) ?? 0) + 1));
  for (let n = 0; n < 1_000; n += 1) base.bus.publish('many', `${n} ${'x'.repeat(100)}`);
  for (let n = 0; n < 50; n += 1) base.bus.publish('many', 'the same');
  await until(() => there.has('the same'));
  expect(there.size).toBe(1_001);
  expect(there.get('the same')).toBe(1);
});

test('a lost connection is made again, and whoever follows is told of the gap', async () => {
  let gaps = 0;
  otherBus.onGap(() => (gaps += 1));
  await base.db.rows(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'rookery bus' and datname = current_database()`);
  await until(() => gaps > 0);
  const there: string[] = [];
  otherBus.subscribe('after', (text) => there.push(text));
  await until(() => {
    base.bus.publish('after', 'back');
    return there.length > 0;
  });
  expect(there[0]).toBe('back');
});

test('the time that one process moves is moved for all', async () => {
  let jumps = 0;
  otherClock.onJump(() => (jumps += 1));
  const before = otherClock.now().getTime();
  await base.clock.advance(3_600_000);
  expect(base.clock.now().getTime() - before).toBeGreaterThanOrEqual(3_600_000);
  await until(() => otherClock.now().getTime() - before >= 3_600_000);
  expect(jumps).toBe(1);
});
