import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DatasetRows, RunEstimate } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, signIn, startProduct } from '../product.ts';
import { type Reports, reportsOf } from '../report-house.ts';

const DAY_MS = 86_400_000;

let product: Product;
let admin: ApiUser;
let reports: Reports;
let accountId: string;
beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  reports = reportsOf(admin);
  await product.x.user('shop');
  await product.x.user('ann');
  await product.x.control('POST', '/limits', { enabled: false });
  ({ accountId } = await product.connect('shop'));
  await say('ann', 'shop', texts('question', 25));
  await say('shop', 'ann', texts('answer', 300));
});
afterAll(() => product?.close());
// Without limits the local X sends no headers either, so the book would only ever fill up.
beforeEach(() => product.db.execute(sql`delete from x_limit`));

const texts = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name} ${at + 1}`);

async function say(from: string, to: string, all: readonly string[]): Promise<void> {
  for (let at = 0; at < all.length; at += 100) {
    const messages = all.slice(at, at + 100).map((text) => ({ from: `@${from}`, to: `@${to}`, text }));
    await product.x.control('POST', '/messages/batch', { messages });
  }
}

const make = (options: object, more: object = {}) =>
  reports.make('direct_messages', { accountId, options, ...more });

/** What is in a DataSet, by the names of its columns, newest first. */
async function rowsOf(datasetId: string): Promise<Record<string, unknown>[]> {
  const { columns, rows } = await admin.ask<DatasetRows>('GET', `/api/datasets/${datasetId}/rows?limit=500`);
  return rows
    .map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])))
    .toSorted((a, b) => (BigInt(String(a['id'])) < BigInt(String(b['id'])) ? 1 : -1));
}
const textsOf = async (datasetId: string) => (await rowsOf(datasetId)).map((row) => row['text']);

describe('the newest of one direction', () => {
  it('are exactly as many as were asked for, though 300 of the other direction are newer', async () => {
    const { id, datasetId } = await make({ report: 'received' }, { method: 'replace' });
    const run = await reports.run(id);
    expect(run).toMatchObject({ state: 'succeeded', rows: 20, warnings: [] });
    // All 320 that lay on the way were paid for, a part of a page behind them, and nothing else.
    expect(run.microUsd).toBeGreaterThanOrEqual(3_200_000);
    expect(run.microUsd).toBeLessThanOrEqual(4_200_000);
    expect(await textsOf(datasetId)).toEqual(texts('question', 25).toReversed().slice(0, 20));
    const [row] = await rowsOf(datasetId);
    expect(row).toMatchObject({
      direction: 'received',
      conversation_type: 'one_to_one',
      sender_screen_name: 'ann',
      recipient_screen_name: 'shop',
      _BATCH_ID_: expect.anything(),
    });
    expect(row?.['conversation_id']).toContain(String(row?.['sender_id']));
  });

  it('of what was sent name whom it was sent to', async () => {
    const { id, datasetId } = await make({ report: 'sent' });
    await reports.run(id);
    expect(await textsOf(datasetId)).toEqual(texts('answer', 300).toReversed().slice(0, 20));
    await until(async () => (await stored()) === 325, { what: 'the desk had all messages' });
    await reports.run(id);
    expect((await rowsOf(datasetId))[0]).toMatchObject({
      sender_screen_name: 'shop',
      recipient_screen_name: 'ann',
    });
  });

  it('are previewed without being stored, and estimated', async () => {
    const draft = { kind: 'direct_messages', accountId, options: {}, zone: 'UTC' };
    const preview = await admin.ask<DatasetRows>('POST', '/api/report-kinds/preview', draft);
    expect(preview.rows).toHaveLength(20);
    const { estimate, keys } = await admin.ask<{ estimate: RunEstimate; keys: string[] }>(
      'POST',
      '/api/report-kinds/check',
      draft,
    );
    expect(keys).toEqual(['id']);
    // 300 answers and 20 questions lie on the way, and a page may be full.
    expect(estimate).toMatchObject({ requests: 5, microUsd: 4_200_000 });
  });

  it('refuses more days than X keeps, naming the field', async () => {
    const { status, body } = await admin.call('POST', '/api/report-kinds/check', {
      kind: 'direct_messages',
      accountId,
      options: { which: 'days', days: 31 },
      zone: 'UTC',
    });
    expect([status, body['error']?.['message']]).toEqual([
      400,
      'Days back: give a whole number from 1 to 30.',
    ]);
  });
});

describe('all since the last run', () => {
  it('neither loses nor doubles messages of one instant', async () => {
    const { id, datasetId } = await make({ which: 'new' }, { method: 'append' });
    await product.x.control('POST', '/time', { rate: 0, advanceMs: 1_000 });
    await product.x.write('ann', 'shop', 'first of the instant');
    expect((await reports.run(id)).rows).toBe(26);
    await product.x.write('ann', 'shop', 'second of the instant');
    expect((await reports.run(id)).rows).toBe(1);
    expect(await reports.run(id)).toMatchObject({ state: 'succeeded', rows: 0 });
    await product.x.control('POST', '/time', { rate: 1 });
    await say('ann', 'shop', ['later']);
    const last = await reports.run(id);
    expect(last.rows).toBe(1);
    // What is known is not read, and paid for, again and again.
    expect(last.microUsd).toBeLessThanOrEqual(200_000);
    const all = await textsOf(datasetId);
    expect(all.slice(0, 3)).toEqual(['later', 'second of the instant', 'first of the instant']);
    expect(new Set((await rowsOf(datasetId)).map((row) => row['id'])).size).toBe(28);
    expect(all).toHaveLength(28);
  });
});

describe('our own messages', () => {
  it('reach back to where X has forgotten', async () => {
    await until(async () => (await stored()) === 328, { what: 'the desk had all messages' });
    const fromX = await make({ which: 'days', days: 30 }, { method: 'replace' });
    const own = await make({ which: 'days', source: 'store', days_kept: 60 }, { method: 'replace' });
    await product.x.control('POST', '/time', { advanceMs: 40 * DAY_MS });
    await product.app.parts.clock.advance(40 * DAY_MS);
    // A browser is signed in for less.
    admin = await signIn(product.url, 'ada@house.example');
    reports = reportsOf(admin);
    await product.x.write('ann', 'shop', 'after forty days');
    await until(async () => (await stored()) === 329, { what: 'the desk had the newest message' });
    await reports.run(fromX.id);
    expect(await textsOf(fromX.datasetId)).toEqual(['after forty days']);
    const run = await reports.run(own.id);
    expect(run).toMatchObject({ state: 'succeeded', rows: 29, requests: 0, microUsd: 0 });
    const rows = await rowsOf(own.datasetId);
    expect(rows.at(-1)).toMatchObject({
      text: 'question 1',
      sender_screen_name: 'ann',
      direction: 'received',
    });
    // Both sources tell a message alike.
    const [same] = await rowsOf(fromX.datasetId);
    const { _BATCH_ID_: _a, _BATCH_LAST_RUN_: _b, ...ofX } = same ?? {};
    expect(rows[0]).toMatchObject(ofX);
  });
});

/** Messages that the desk has. */
async function stored(): Promise<number> {
  const { count } = await product.db.row(sql<{ count: string }>`
    select count(*) as count from message where x_event_id is not null`);
  return Number(count);
}
