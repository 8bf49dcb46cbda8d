import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBase, type TestBase, until } from '../../../test/harness.ts';
import { type EventOf, listParked, newId, requestReplay, sql } from '../index.ts';

let base: TestBase;
const seen: EventOf<'customer.changed'>[] = [];
const lateSeen: string[] = [];
let poisoned: string | undefined;

beforeAll(async () => {
  base = await openTestBase();
  base.log.consume({
    name: 'recorder',
    start: 'beginning',
    kinds: ['customer.changed'],
    attempts: 2,
    handle: async (_tx, events) => {
      if (events.some((event) => event.body.customerId === poisoned)) throw new Error('cannot digest this');
      for (const event of events) seen.push(event);
    },
  });
  await append('before-start');
  base.log.consume({
    name: 'from now',
    start: 'now',
    kinds: ['customer.changed'],
    handle: async (_tx, events) => {
      for (const event of events) lateSeen.push(event.body.customerId);
    },
  });
  await base.log.start();
});
afterAll(() => base.close());

async function append(...ids: string[]): Promise<void> {
  await base.workspace.transaction(async (tx) => {
    base.log.append(
      tx,
      ids.map((customerId) => ({ kind: 'customer.changed', key: customerId, body: { customerId } })),
    );
  });
}

test('a consumer gets what was there before it and what comes', async () => {
  const id = newId();
  await append(id);
  await until(() => seen.some((event) => event.body.customerId === id));
  await until(() => seen.some((event) => event.body.customerId === 'before-start'));
  expect(lateSeen).not.toContain('before-start');
});

test('a transaction that rolls back leaves no event and no gap', async () => {
  await expect(
    base.workspace.transaction(async (tx) => {
      base.log.append(tx, [{ kind: 'customer.changed', key: 'k', body: { customerId: 'never' } }]);
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  await append(newId(), newId(), newId());
  const rows = await base.db.rows(sql<{ partition: number; n: string; top: string }>`
    select partition, count(*) as n, max(seq) as top from event group by 1`);
  for (const row of rows) expect(row.n).toBe(row.top);
  expect(seen.map((event) => event.body.customerId)).not.toContain('never');
});

test('an entry that keeps failing is parked, blocks nobody, and is replayed on request', async () => {
  poisoned = 'poison';
  const follower = newId();
  await base.workspace.transaction(async (tx) => {
    for (const customerId of ['poison', follower]) {
      base.log.append(tx, [{ kind: 'customer.changed', key: 'same key', body: { customerId } }]);
    }
  });
  await until(() => seen.some((event) => event.body.customerId === follower));
  const [parked] = await listParked(base.workspace);
  expect(parked).toMatchObject({
    consumer: 'recorder',
    kind: 'customer.changed',
    error: 'cannot digest this',
    attempts: 2,
  });
  poisoned = undefined;
  if (!parked) throw new Error('unreachable');
  expect(await requestReplay(base.workspace, parked.id)).toBe(true);
  await until(() => seen.some((event) => event.body.customerId === 'poison'));
  await until(async () => (await listParked(base.workspace)).length === 0);
});

test('events that a hook appends before the commit are written too', async () => {
  const [first, second] = [newId(), newId()];
  const event = (id: string) => ({ kind: 'customer.changed', key: id, body: { customerId: id } }) as const;
  await base.workspace.transaction(async (tx) => {
    base.log.append(tx, [event(first)]);
    const late = () => base.log.append(tx, [event(second)]);
    tx.beforeCommit(() => tx.beforeCommit(() => tx.beforeCommit(late)));
  });
  await until(() => seen.some(({ body }) => body.customerId === second));
  expect(seen.some(({ body }) => body.customerId === first)).toBe(true);
});
