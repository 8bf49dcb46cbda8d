import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DatasetRows } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { reportsOf } from '../report-house.ts';
import { type InboundHouse, openInboundHouse } from './inbound-house.ts';

let house: InboundHouse;
beforeAll(async () => {
  house = await openInboundHouse();
}, 60_000);
afterAll(() => house?.close());

it('a message that is deleted at X goes from every state of a DataSet', async () => {
  const reports = reportsOf(house.admin);
  for (const username of ['shop', 'kim'])
    await house.control('POST', '/users', { username, name: username, dmOpen: true });
  const { handle } = await house.connect('shop', 'activity_webhook');
  await house.write('kim', 'shop', 'first');
  const [first] = await house.entries('kim', 1);
  await house.admin.ask('POST', `/api/conversations/${first?.conversation_id}/messages`, {
    text: 'our answer',
    idempotencyKey: 'our-answer',
  });
  await until(async () => (await house.entries('kim', 2)).some(({ state }) => state === 'sent'));
  const xId = await house.write('kim', 'shop', 'taken back');
  await house.write('kim', 'shop', 'last');
  await house.entries('kim', 4);
  const { id, datasetId } = await reports.make('direct_messages', {
    accountId: handle.account.id,
    method: 'append',
    options: { report: 'received' },
  });
  await reports.run(id);
  await reports.run(id);
  const texts = async (version?: number) => {
    const path = `/api/datasets/${datasetId}/rows?limit=500${version === undefined ? '' : `&version=${version}`}`;
    const { columns, rows } = await house.admin.ask<DatasetRows>('GET', path);
    const at = columns.findIndex(({ name }) => name === 'text');
    return rows.map((row) => String(row[at])).toSorted((a, b) => a.localeCompare(b));
  };
  expect(await texts()).toHaveLength(6);
  // What came in just now is left alone: X's lists may be behind.
  await house.db.execute(sql`update message set created_at = created_at - interval '10 minutes'`);
  await house.control('DELETE', `/messages/${xId}?as=@shop`);
  await house.db.execute(sql`update account_feed set deletions_checked_at = '2020-01-01'`);
  await until(async () => !(await texts()).includes('taken back'), { timeoutMs: 50_000, everyMs: 200 });
  expect(await texts(1)).toEqual(['first', 'last']);
  expect(await texts(2)).toEqual(['first', 'first', 'last', 'last']);
});
