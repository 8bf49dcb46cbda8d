import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Entry, InboxRow } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { everything } from './everything.ts';
import { type InboundHouse, openInboundHouse } from './inbound-house.ts';

const SECRET = 'quince-2244';
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGP4z8DwHwyRKADMugf5o5vEWAAAAABJRU5ErkJggg==';
let house: InboundHouse;
let conversation: string;

beforeAll(async () => {
  house = await openInboundHouse();
  for (const username of ['shop', 'kim'])
    await house.control('POST', '/users', { username, name: username, dmOpen: true });
  await house.connect('shop', 'activity_webhook');
  await house.write('kim', 'shop', 'the first word');
  conversation = await until(async () => (await rows())[0]?.conversationId);
  await house.admin.ask('POST', `/api/conversations/${conversation}/messages`, {
    text: 'our answer',
    idempotencyKey: 'our-answer',
  });
  await until(async () => (await entries()).some((one) => one.direction === 'out' && one.state === 'sent'));
}, 60_000);
afterAll(() => house?.close());

const rows = async () => (await house.admin.ask<{ rows: InboxRow[] }>('GET', '/api/inbox?view=all')).rows;
const entries = async () =>
  (
    await house.admin.ask<{ entries: Entry[] }>('GET', `/api/conversations/${conversation}/entries`)
  ).entries.filter((one) => one.kind === 'message');

it('a message that is deleted on X loses its text, files, search entry, bodies and exports here, and keeps its place', async () => {
  const { id: mediaId } = await house.control<{ id: string }>('POST', '/media', {
    owner: '@kim',
    bytes: PNG,
    category: 'dm_image',
  });
  const xId = await house.write('kim', 'shop', `a secret ${SECRET}`, { mediaId });
  await house.write('kim', 'shop', 'the last word');
  await until(async () => (await entries()).length === 4);
  const file = await until(() =>
    house.db.findRow(sql<{ id: string }>`select id from media where state = 'stored' limit 1`),
  );
  await until(async () => (await house.admin.call('GET', '/api/search?q=quince')).body['hits']?.[0]);
  const made = await house.admin.ask<{ id: string }>('POST', '/api/transcripts', {
    format: 'json',
    withFiles: true,
    withNotes: false,
    filter: { conversationIds: [conversation] },
  });
  await until(
    async () =>
      (await house.admin.call('GET', `/api/transcripts/${made.id}`)).body['state'] === ('done' as never),
    { timeoutMs: 50_000, everyMs: 100 },
  );

  // What came in just now is left alone: X's lists may be behind.
  await house.db.execute(sql`update message set created_at = created_at - interval '10 minutes'`);
  await house.control('DELETE', `/messages/${xId}?as=@shop`);
  await house.db.execute(sql`update account_feed set deletions_checked_at = '2020-01-01'`);
  await until(async () => (await entries())[2]?.deletedAt !== null, { timeoutMs: 40_000, everyMs: 200 });
  expect((await entries()).map((one) => one.text)).toEqual([
    'the first word',
    'our answer',
    '',
    'the last word',
  ]);
  expect((await entries())[2]).toMatchObject({ media: [] });
  await until(async () => !(await everything(house)).includes(SECRET), { timeoutMs: 50_000, everyMs: 200 });
  expect((await house.admin.call('GET', `/api/media/${file.id}/bytes`)).status).toBe(404);
  expect((await house.admin.ask<{ hits: unknown[] }>('GET', '/api/search?q=quince')).hits).toEqual([]);
  expect((await house.admin.call('GET', `/api/transcripts/${made.id}/file`)).status).toBeGreaterThanOrEqual(
    400,
  );
}, 120_000);

it('does not come back by reading back, and what X still has stays', async () => {
  const { id } = await house.db.row(sql<{ id: string }>`select id from message where text = 'our answer'`);
  await house.stop();
  await house.db.execute(sql`update account_feed set complete_to = 1, gap_since = current_timestamp`);
  await house.start();
  await house.write('kim', 'shop', 'one more');
  await until(async () => (await entries()).some((one) => one.text === 'one more'), { timeoutMs: 40_000 });
  const now = await entries();
  expect(now.filter((one) => one.deletedAt !== null)).toHaveLength(1);
  expect(now.find((one) => one.id === id)?.text).toBe('our answer');
}, 60_000);
