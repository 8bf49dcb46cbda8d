import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sendMessage } from '../../../../simulator/acts/messages.ts';
import { openXWorld, type XWorld } from '../../../../test/flows/x-world.ts';
import { newId, sql } from '../../../base/index.ts';
import { rememberErased } from '../../../conversations/index.ts';
import type { AccountRecord } from '../../../accounts/index.ts';
import { listDmEvents, type XClient } from '../../../x/index.ts';
import type { Batch, Json } from '../../kind.ts';
import { pull, type Setting } from '../test-context.ts';
import { sizeOf } from './from-x.ts';
import { directMessages } from './kind.ts';

let world: XWorld;
let account: AccountRecord;
let client: XClient;
beforeAll(async () => {
  world = await openXWorld();
  world.simulator.sim.limits.enabled = false;
  account = await world.signIn(world.shop, 'oauth1');
  client = await world.accounts.clientFor(world.db, account);
});
beforeEach(async () => {
  // Without limits the local X sends no headers either, so the book would only ever fill up.
  await world.db.execute(sql`delete from x_limit`);
});
afterAll(() => world?.close());

const setting = (): Setting => ({
  db: world.db,
  client,
  account,
  now: new Date(world.simulator.sim.clock.now()),
});
const run = (chosen: Record<string, string | number>, more: Parameters<typeof pull>[3] = {}) =>
  pull(directMessages, setting(), chosen, more);
const write = (text: string) =>
  sendMessage(world.simulator.sim, { senderId: world.customer.id, to: { userId: world.shop.id }, text }).id;
const answer = (text: string) =>
  sendMessage(world.simulator.sim, { senderId: world.shop.id, to: { userId: world.customer.id }, text }).id;
const texts = (rows: readonly Record<string, unknown>[]) => rows.map((row) => row['text']);
const numbered = (count: number, name: string, act: (text: string) => unknown) => {
  for (let n = 1; n <= count; n += 1) act(`${name} ${n}`);
};

test('brings exactly the newest of one direction, though 300 of the other are newer', async () => {
  numbered(25, 'question', write);
  numbered(300, 'answer', answer);
  const received = await run({ report: 'received' });
  expect(texts(received.rows)).toEqual(Array.from({ length: 20 }, (_, n) => `question ${25 - n}`));
  const sent = await run({ report: 'sent', count: 3 });
  expect(texts(sent.rows)).toEqual(['answer 300', 'answer 299', 'answer 298']);
  // Three were wanted, so no hundred were paid for.
  expect(sent.spent).toEqual([{ kind: 'dm_event_read', units: 10, used: 10 }]);
});

test('says who wrote to whom', async () => {
  const id = write('where is #order https://example.com/where ?');
  const [row] = (await run({ report: 'received', count: 1 })).rows;
  expect(row).toMatchObject({
    id,
    direction: 'received',
    event_type: 'MessageCreate',
    conversation_type: 'one_to_one',
    account_id: world.shop.id,
    sender_id: world.customer.id,
    sender_screen_name: 'ann',
    sender_name: 'Ann',
    recipient_id: world.shop.id,
    recipient_screen_name: 'shop',
    recipient_name: 'The Shop',
    hashtags: '["order"]',
    urls: '["https://example.com/where"]',
    lang: null,
  });
  expect(row?.['created_at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(JSON.parse(String(row?.['participant_ids'])).toSorted()).toEqual(
    [world.shop.id, world.customer.id].toSorted(),
  );
});

test('a stop after every page loses no message and doubles none', async () => {
  const whole = await run({ which: 'days', days: 30 });
  const cut = await run({ which: 'days', days: 30 }, { stopAfter: 1 });
  expect(cut.batches).toBeGreaterThan(3);
  expect(cut.rows).toEqual(whole.rows);
  expect(new Set(cut.rows.map((row) => row['id'])).size).toBe(cut.rows.length);
});

test('brings what is new since the last run, messages of one instant neither lost nor doubled', async () => {
  const { clock } = world.simulator.sim;
  clock.setRate(0);
  clock.advance(60_000);
  write('first of the instant');
  const first = await run({ which: 'new' });
  expect(texts(first.rows)[0]).toBe('first of the instant');
  write('second of the instant');
  const second = await run({ which: 'new' }, { bookmark: first.bookmark });
  expect(texts(second.rows)).toEqual(['second of the instant']);
  const third = await run({ which: 'new' }, { bookmark: second.bookmark });
  expect(third.rows).toEqual([]);
  clock.setRate(1);
  clock.advance(60_000);
  write('later');
  const fourth = await run({ which: 'new' }, { bookmark: third.bookmark, stopAfter: 1 });
  expect(texts(fourth.rows)).toEqual(['later']);
  // A bookmark of other messages means nothing.
  const others = await run({ which: 'new', report: 'sent' }, { bookmark: fourth.bookmark });
  expect(others.rows.length).toBeGreaterThanOrEqual(300);
});

test('stops at the days that were asked for', async () => {
  world.simulator.sim.clock.advance(10 * 86_400_000);
  write('after ten days');
  expect(texts((await run({ which: 'days', days: 9 })).rows)).toEqual(['after ten days']);
  expect((await run({ which: 'days', days: 30 })).rows.length).toBeGreaterThan(25);
});

test('a preview reads no more than it shows', async () => {
  const preview = await run({ which: 'days', days: 30 }, { enough: 5 });
  expect(preview.rows).toHaveLength(5);
  expect(preview.spent.map(({ units }) => units)).toEqual([11]);
});

test("X's limit ends the run where it is, and it goes on from there", async () => {
  // Twelve in a quarter of an hour are for programs: one is left.
  for (let n = 0; n < 11; n += 1) {
    await listDmEvents(client, { of: 'account' }, { maxResults: 1, priority: 'automation' });
  }
  const got: unknown[] = [];
  let checkpoint: Json | undefined;
  const onBatch = (batch: Batch) => {
    got.push(...batch.rows.map(([id]) => id));
    ({ checkpoint } = batch);
  };
  await expect(run({ which: 'days', days: 30, report: 'sent' }, { onBatch })).rejects.toMatchObject({
    kind: 'limited',
  });
  expect(got.length).toBeGreaterThan(50);
  await world.db.execute(sql`delete from x_limit`);
  const rest = await run({ which: 'days', days: 30, report: 'sent' }, { checkpoint });
  const whole = await run({ which: 'days', days: 30, report: 'sent' });
  expect([...got, ...rest.rows.map((row) => row['id'])]).toEqual(whole.rows.map((row) => row['id']));
});

test('hides what the desk hides, and brings back nobody who was erased', async () => {
  const { db, customer, base } = world;
  const newest = async () => (await run({ count: 1 })).rows[0];
  write('my card is 4111 1111 1111 1111');
  expect((await newest())?.['text']).toMatch(/^my card is \D+$/);
  const customerId = newId();
  const at = new Date(world.simulator.sim.clock.now());
  await db.execute(sql`
    insert into customer (workspace_id, id, x_user_id, username, name, created_at)
    values (${db.workspaceId}, ${customerId}, ${customer.id}, 'ann', 'Ann', ${at})`);
  await db.execute(sql`
    insert into conversation (workspace_id, id, customer_id, handle_id, account_id, last_at, created_at, consent)
    values (${db.workspaceId}, ${newId()}, ${customerId}, ${newId()}, ${account.id}, ${at}, ${at}, 'waiting')`);
  await db.execute(sql`update conversation set consent = 'waiting' where workspace_id = ${db.workspaceId}`);
  expect(await newest()).toMatchObject({ sender_id: customer.id, text: null, urls: null });
  await base.db.transaction((tx) => rememberErased(tx.workspace(db.workspaceId), customer.id, at));
  expect((await run({ which: 'days', days: 30 })).rows).toEqual([]);
  expect((await run({ which: 'days', days: 30, report: 'sent' })).rows).toEqual([]);
});

test('asks for as much as is likely to be needed', () => {
  expect(sizeOf({ left: 20, read: 0, rows: 0, known: false })).toBe(44);
  // None of 44 was of the direction: nothing is known of how many are on the way.
  expect(sizeOf({ left: 20, read: 44, rows: 0, known: false })).toBe(100);
  expect(sizeOf({ left: 10, read: 50, rows: 25, known: false })).toBe(22);
  expect(sizeOf({ left: undefined, read: 0, rows: 0, known: false })).toBe(100);
  expect(sizeOf({ left: undefined, read: 0, rows: 0, known: true })).toBe(20);
  expect(sizeOf({ left: undefined, read: 60, rows: 2, known: true })).toBe(60);
});
