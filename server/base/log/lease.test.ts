import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBase, type TestBase, until } from '../../../test/harness.ts';
import {
  createEventLog,
  createMetrics,
  type EventLog,
  isPassingDatabaseError,
  newId,
  sql,
} from '../index.ts';

let base: TestBase;
const logs: EventLog[] = [];

beforeAll(async () => {
  base = await openTestBase();
  await base.db.execute(sql`create table effect (who text, what text)`);
});
afterAll(async () => {
  for (const log of logs) await log.stop();
  await base.close();
});

/** A process of its own as far as leases go. */
function openLog(): EventLog {
  const log = createEventLog({ ...base, metrics: createMetrics(), alone: false });
  logs.push(log);
  return log;
}

async function append(what: string): Promise<void> {
  await base.workspace.transaction(async (tx) => {
    base.log.append(tx, [{ kind: 'member.changed', key: 'k', body: { memberId: newId(), what } }]);
  });
}

test('a holder that was away for longer than its lease commits nothing of what it had begun', async () => {
  const entered: string[] = [];
  const wake = Promise.withResolvers<void>();
  const consumer = (who: string, wait: () => Promise<void>) => ({
    name: 'fenced',
    start: 'beginning' as const,
    kinds: ['member.changed'] as const,
    handle: async (
      tx: { execute: TestBase['db']['execute'] },
      events: readonly { body: { what: string } }[],
    ) => {
      entered.push(who);
      for (const event of events)
        await tx.execute(sql`insert into effect values (${who}, ${event.body.what})`);
      await wait();
    },
  });
  const stopped = openLog();
  stopped.consume(consumer('stopped', () => wake.promise));
  await stopped.start();
  await append('first');
  await until(() => entered.includes('stopped'));
  // What time would do: the lease runs out while its holder stands still.
  await base.db.execute(
    sql`update log_cursor set expires_at = now() - interval '1 second' where consumer = 'fenced'`,
  );
  const taker = openLog();
  taker.consume(consumer('taker', () => Promise.resolve()));
  await taker.start();
  await until(
    async () => (await base.db.findRow(sql`select 1 from effect where who = 'taker'`)) !== undefined,
  );
  wake.resolve();
  await append('second');
  await until(
    async () => (await base.db.findRow(sql`select 1 from effect where what = 'second'`)) !== undefined,
  );
  const effects = await base.db.rows(sql`select who, what from effect order by what`);
  expect(effects).toEqual([
    { who: 'taker', what: 'first' },
    { who: 'taker', what: 'second' },
  ]);
});

test('a stopped log gives its leases back at once', async () => {
  await base.db.execute(sql`delete from log_cursor`);
  const handled: string[] = [];
  const follow = (log: EventLog, who: string) =>
    log.consume({
      name: 'handed over',
      start: 'beginning',
      kinds: ['member.changed'],
      handle: async () => void handled.push(who),
    });
  const first = openLog();
  follow(first, 'first');
  await first.start();
  await until(() => handled.includes('first'));
  await first.stop();
  const second = openLog();
  follow(second, 'second');
  await second.start();
  await append('third');
  await until(() => handled.includes('second'), { timeoutMs: 2_000 });
  expect(handled.at(-1)).toBe('second');
});

test('an outage of the database is waited for and parks nothing', async () => {
  let failures = 2;
  let done = false;
  const log = openLog();
  log.consume({
    name: 'patient',
    start: 'beginning',
    kinds: ['member.changed'],
    attempts: 1,
    handle: async (tx) => {
      if (failures > 0) {
        failures -= 1;
        await tx.rows(sql`select pg_terminate_backend(pg_backend_pid())`);
      }
      done = true;
    },
  });
  await log.start();
  await until(() => done);
  expect(await base.db.rows(sql`select 1 from parked_event`)).toEqual([]);
  expect(isPassingDatabaseError(new Error('something else'))).toBe(false);
});

test('what a consumer does not want is passed without a transaction, and stored soon after', async () => {
  const log = openLog();
  let handled = 0;
  log.consume({
    name: 'choosy',
    start: 'now',
    kinds: ['customer.changed'],
    handle: async (_tx, events) => {
      handled += events.length;
    },
  });
  await log.start();
  await append('unwanted');
  const stored = async () => {
    const row = await base.db.findRow(sql`
      select 1 from log_cursor c join event_head h using (workspace_id, partition)
      where c.consumer = 'choosy' and c.seq = h.seq and c.holder is not null`);
    return row !== undefined;
  };
  await until(stored);
  expect(handled).toBe(0);
  // Wanted ones between unwanted ones, as fast as they come: each once, and the place ends at the head.
  for (let n = 0; n < 30; n += 1) {
    await append('unwanted');
    await base.workspace.transaction(async (tx) => {
      base.log.append(tx, [{ kind: 'customer.changed', key: 'k', body: { customerId: newId() } }]);
    });
  }
  await until(() => handled >= 30);
  await until(stored);
  expect(handled).toBe(30);
});

test('a place passed in memory is given up when somebody else has the lease', async () => {
  const handled: string[] = [];
  const follow = (log: EventLog, who: string) =>
    log.consume({
      name: 'passed over',
      start: 'beginning',
      kinds: ['customer.changed'],
      handle: async () => void handled.push(who),
    });
  const first = openLog();
  follow(first, 'first');
  await first.start();
  await append('unwanted');
  await until(async () => {
    const row = await base.db.findRow(sql`
      select 1 from log_cursor c join event_head h using (workspace_id, partition)
      where c.consumer = 'passed over' and c.seq = h.seq`);
    return row !== undefined;
  });
  handled.length = 0;
  await base.db.execute(sql`
    update log_cursor set holder = 'somebody', epoch = epoch + 1, expires_at = now() + interval '1 minute'
    where consumer = 'passed over'`);
  await base.workspace.transaction(async (tx) => {
    base.log.append(tx, [
      { kind: 'member.changed', key: 'k', body: { memberId: newId(), what: 'more' } },
      { kind: 'customer.changed', key: 'k', body: { customerId: newId() } },
    ]);
  });
  await base.db.execute(sql`update log_cursor set holder = null where consumer = 'passed over'`);
  await until(() => handled.length > 0);
  expect(handled).toEqual(['first']);
});
