import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { findRow, linesOf, saidTo } from './life-house.ts';

let product: Product;
let admin: ApiUser;

const MINUTE_MS = 60_000;

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  await product.x.user('brandy');
  await product.connect('brandy');
  for (const name of ['ana', 'bea']) await product.x.user(name);
});
afterAll(() => product?.close());

const advance = (minutes: number) => product.app.parts.clock.advance(minutes * MINUTE_MS);
const itemOf = async (id: string) =>
  (
    await admin.ask<{ workItem: { state: string; stateReason: string; waitingSince: string | null } }>(
      'GET',
      `/api/conversations/${id}`,
    )
  ).workItem;
const rule = (name: string, part: object) =>
  admin.ask<{ id: string }>('POST', '/api/timeout-rules', {
    name,
    active: true,
    silenceOf: 'customer',
    workStreamId: null,
    afterMinutes: 30,
    action: 'close',
    defaultLanguage: 'en',
    texts: {},
    ...part,
  });

it('#59 reminds a silent customer, puts the conversation aside, then closes it, each once', async () => {
  await rule('Remind', { afterMinutes: 30, action: 'message_customer', texts: { en: 'Still there?' } });
  await rule('Wait', { afterMinutes: 60, action: 'wait' });
  await rule('Close', { afterMinutes: 120, action: 'close' });
  await product.x.write('ana', 'brandy', 'Hello');
  const { conversationId: id } = await findRow(admin, 'ana');
  await admin.ask('POST', `/api/conversations/${id}/messages`, {
    text: 'What is your order number?',
    idempotencyKey: 'ask-for-order',
  });
  await until(async () => (await itemOf(id)).waitingSince === null);
  const silent = await until(async () => {
    const { db } = product.app.parts;
    const { sql } = await import('../../server/base/index.ts');
    return db.findRow(
      sql`select 1 from work_item_life where rule_due_at is not null and silence_of = 'customer'`,
    );
  });
  expect(silent).toBeDefined();
  await advance(31);
  await until(async () => (await saidTo(admin, id)).length === 1);
  expect(await saidTo(admin, id)).toEqual(['Still there?']);
  expect((await itemOf(id)).state).toBe('active');
  // The reminder is no word of ours: the silence goes on from the answer.
  await until(async () => (await linesOf(admin, id)).every((line) => line.state !== 'queued'));
  await advance(30);
  await until(async () => (await itemOf(id)).state === 'waiting');
  expect((await itemOf(id)).stateReason).toBe('timeout_rule');
  await advance(60);
  const closed = await until(async () => {
    const item = await itemOf(id);
    return item.state === 'closed' && item;
  });
  expect(closed.stateReason).toBe('timeout_rule');
  expect(await saidTo(admin, id)).toEqual(['Still there?']);
});

it('#59 tells the agent of a customer who waits, in the thread and not to the customer', async () => {
  await rule('Hurry', {
    silenceOf: 'agent',
    afterMinutes: 15,
    action: 'message_agent',
    texts: { en: 'The customer is waiting.' },
  });
  await product.x.write('bea', 'brandy', 'Hello');
  const { conversationId: id } = await findRow(admin, 'bea');
  await until(async () => {
    const { db } = product.app.parts;
    const { sql } = await import('../../server/base/index.ts');
    return db.findRow(
      sql`select 1 from work_item_life where rule_due_at is not null and silence_of = 'agent'`,
    );
  });
  await advance(16);
  const line = await until(async () =>
    (await linesOf(admin, id)).find((one) => one.content.system?.what === 'timeout_message'),
  );
  expect(line.kind).toBe('system');
  expect(await saidTo(admin, id)).toEqual([]);
});

it('refuses a rule without its text, a name twice, and a wait for oneself', async () => {
  const refused = async (part: object) => {
    const answer = await admin.call('POST', '/api/timeout-rules', {
      name: 'Other',
      active: true,
      silenceOf: 'customer',
      workStreamId: null,
      afterMinutes: 5,
      action: 'close',
      defaultLanguage: 'en',
      texts: {},
      ...part,
    });
    return answer.body['error']?.['code'];
  };
  expect(await refused({ action: 'message_agent' })).toBe('timeout_rule_text_missing');
  expect(await refused({ name: 'close' })).toBe('timeout_rule_name_taken');
  expect(await refused({ silenceOf: 'agent', action: 'wait' })).toBe('timeout_rule_wait');
});

it('keeps the order of priority that it is given', async () => {
  const list = () => admin.ask<{ rules: { id: string; name: string }[] }>('GET', '/api/timeout-rules');
  const before = (await list()).rules;
  await admin.ask('PUT', '/api/timeout-rules/order', { ids: before.map((one) => one.id).toReversed() });
  expect((await list()).rules.map((one) => one.name)).toEqual(before.map((one) => one.name).toReversed());
});
