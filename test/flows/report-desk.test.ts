import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DatasetRows } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type Product, startProduct } from '../product.ts';
import { type Reports, reportsOf } from '../report-house.ts';

let product: Product;
let reports: Reports;
beforeAll(async () => {
  product = await startProduct();
  reports = reportsOf(product.admin);
  for (const name of ['shop', 'ann']) await product.x.user(name);
  await product.connect('shop');
});
afterAll(() => product?.close());

const named = (name: string, report: string) =>
  reports.make('desk', { name, method: 'upsert', options: { report, since: 'new' } });
const ask = async (statement: string) =>
  (await product.admin.ask<DatasetRows>('POST', '/api/datasets/query', { sql: statement })).rows;
const conversationOf = async () => {
  const { body } = await product.admin.call('GET', '/api/inbox?view=all');
  return body['rows']?.[0]?.['conversationId'];
};

it('brings service into DataSets that join, and later what is new or has changed', async () => {
  await product.x.write('ann', 'shop', 'Where is my order? My card is 4111 1111 1111 1111.');
  const conversation = String(await until(conversationOf));
  const items = await named('Service', 'conversations');
  const messages = await named('Words', 'messages');
  // What is a second old is as good as stored.
  await until(async () => {
    const run = await reports.run(messages.id);
    expect(run).toMatchObject({ state: 'succeeded', requests: 0, microUsd: 0 });
    return (await reports.rows(messages.datasetId)).length === 1;
  });
  expect((await reports.run(items.id)).state).toBe('succeeded');
  const [row] = await ask(
    'select i.state, m.direction, m.text, m.customer_screen_name from "Words" m join "Service" i on i.id = m.item_id',
  );
  expect(row).toEqual(['open', 'received', expect.not.stringContaining('4111'), 'ann']);

  await product.admin.ask('PATCH', `/api/conversations/${conversation}`, { state: 'closed' });
  await until(async () => {
    await reports.run(items.id);
    return (await ask('select state from "Service"'))[0]?.[0] === 'closed';
  });
  // The row changed in its place, and what did not change did not come again.
  const last = await reports.lastRun(items.id);
  expect(last.result).toMatchObject({ rowsNew: 0 });
  expect((await reports.rows(items.datasetId)).length).toBe(1);
  expect((await reports.run(messages.id)).result?.rowsIn ?? 0).toBe(0);
});

it('fills every report of its menu', async () => {
  for (const report of ['conversations', 'messages', 'sessions', 'agent_states', 'survey_answers']) {
    const { id } = await reports.make('desk', { name: `All ${report}`, options: { report, since: 'all' } });
    expect([report, (await reports.run(id)).state]).toEqual([report, 'succeeded']);
  }
});
