import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBase, type TestBase, until } from '../../../test/harness.ts';
import {
  createEventLog,
  createMetrics,
  type EventLog,
  type EventOf,
  listParked,
  partitionOf,
  sql,
} from '../index.ts';
import { Leisure } from './leisure.ts';

type Changed = EventOf<'customer.changed'>;

let base: TestBase;
let busy = 0;
let looks = 0;
const logs: EventLog[] = [];
// A key of each partition.
const keys = Array.from({ length: 8 }, (_, partition) => {
  for (let n = 0; ; n += 1) if (partitionOf(`k${n}`) === partition) return `k${n}`;
});

beforeAll(async () => {
  base = await openTestBase();
  await base.db.execute(sql`create table effect (consumer text, id text)`);
});
afterAll(async () => {
  for (const log of logs) await log.stop();
  await base.close();
});

interface Following {
  readonly name: string;
  readonly batches: Changed[][];
  readonly giveWayMs?: number;
  /** Throws to fail. */
  readonly check?: (event: Changed) => void;
}

async function follow({ name, batches, giveWayMs, check }: Following): Promise<EventLog> {
  const log = createEventLog({
    ...base,
    metrics: createMetrics(),
    alone: false,
    leisure: new Leisure(measure),
  });
  logs.push(log);
  log.consume({
    name,
    start: 'now',
    kinds: ['customer.changed'],
    attempts: 1,
    giveWayMs,
    handle: async (tx, events) => {
      batches.push([...events]);
      for (const event of events) {
        await tx.execute(sql`insert into effect values (${name}, ${event.body.customerId})`);
        check?.(event);
      }
    },
  });
  await log.start();
  return log;
}

function measure(): number {
  looks += 1;
  return busy;
}

/** How busy the process is, once all of them have seen it. */
async function become(share: number): Promise<void> {
  busy = share;
  const enough = looks + 2 * logs.length;
  await until(() => looks >= enough);
}

/** One event in each partition, in one transaction. */
async function appendToAll(what: string): Promise<void> {
  await base.workspace.transaction(async (tx) => {
    base.log.append(
      tx,
      keys.map((key) => ({ kind: 'customer.changed', key, body: { customerId: `${what}${key}` } })),
    );
  });
}

async function effects(name: string): Promise<string[]> {
  const rows = await base.db.rows(
    sql<{ id: string }>`select id from effect where consumer = ${name} order by id`,
  );
  return rows.map((row) => row.id);
}

const all = (what: string) => keys.map((key) => `${what}${key}`).toSorted();

test('what one transaction wrote into all partitions is handled in one transaction', async () => {
  const batches: Changed[][] = [];
  await follow({ name: 'together', batches });
  await appendToAll('a');
  await until(async () => (await effects('together')).length === 8);
  expect(batches.map((events) => events.length)).toEqual([8]);
  expect(await effects('together')).toEqual(all('a'));
});

test('an entry that cannot be handled is parked alone: the other partitions and what follows it get through, once', async () => {
  const batches: Changed[][] = [];
  const poison = `b${keys[3]}`;
  await follow({
    name: 'poisoned',
    batches,
    check: (event) => {
      if (event.body.customerId === poison) throw new Error('cannot digest this');
    },
  });
  await appendToAll('b');
  await appendToAll('c');
  await until(async () => (await effects('poisoned')).length === 15);
  expect(await effects('poisoned')).toEqual([...all('b').filter((id) => id !== poison), ...all('c')]);
  expect((await listParked(base.workspace)).map((one) => [one.consumer, one.key])).toEqual([
    ['poisoned', keys[3]],
  ]);
});

test('a lease that was lost holds up its own partition only', async () => {
  const batches: Changed[][] = [];
  await follow({ name: 'bereft', batches });
  await appendToAll('d');
  await until(async () => (await effects('bereft')).length === 8);
  await base.db.execute(sql`
    update log_cursor set holder = 'somebody', epoch = epoch + 1, expires_at = now() + interval '1 minute'
    where consumer = 'bereft' and partition = 5`);
  await appendToAll('e');
  const others = all('e').filter((id) => id !== `e${keys[5]}`);
  await until(async () => (await effects('bereft')).length === 15);
  expect(await effects('bereft')).toEqual([...all('d'), ...others]);
  await base.db.execute(
    sql`update log_cursor set expires_at = now() where consumer = 'bereft' and partition = 5`,
  );
  await until(async () => (await effects('bereft')).length === 16);
});

test('who can wait gathers while the process is busy, for its time at most, and loses nothing', async () => {
  const [gathered, batches]: [Changed[][], Changed[][]] = [[], []];
  const giveWayMs = 1_500;
  await follow({ name: 'gathering', batches: gathered, giveWayMs });
  await follow({ name: 'prompt', batches });
  await become(1);
  const startedMs = performance.now();
  for (const what of ['f', 'g', 'h']) {
    await appendToAll(what);
    await until(() => batches.flat().some((event) => event.body.customerId.startsWith(what)));
  }
  expect(gathered).toEqual([]);
  await until(async () => (await effects('gathering')).length === 24);
  expect(performance.now() - startedMs).toBeLessThan(giveWayMs + 1_000);
  expect(gathered.map((events) => events.length)).toEqual([24]);
  expect(await effects('gathering')).toEqual(await effects('prompt'));
});

test('what was gathered is done as soon as there is time to spare', async () => {
  const batches: Changed[][] = [];
  await follow({ name: 'relieved', batches, giveWayMs: 60_000 });
  await become(1);
  await appendToAll('j');
  await become(1);
  expect(batches).toEqual([]);
  await become(0);
  await until(async () => (await effects('relieved')).length === 8);
});

test('who gives way is not left behind by a load that never ends', async () => {
  const batches: Changed[][] = [];
  await follow({ name: 'steady', batches, giveWayMs: 200 });
  await become(1);
  // Far more than one batch holds, while the process never has time to spare.
  for (let n = 0; n < 60; n += 1) await appendToAll(`i${n}-`);
  await until(async () => (await effects('steady')).length === 480);
  expect(new Set(await effects('steady')).size).toBe(480);
});
