import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBase, type TestBase } from '../../../../test/harness.ts';
import { newId, sql } from '../../../base/index.ts';
import { firstXIdAt } from '../../../conversations/index.ts';
import type { XClient } from '../../../x/index.ts';
import { fill, pull, type Setting } from '../test-context.ts';
import { estimate } from './estimate.ts';
import { directMessages } from './kind.ts';
import { countStored } from './store.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const DAY_MS = 86_400_000;
const account = {
  id: newId<'account'>(),
  authKind: 'oauth1' as const,
  scopes: [],
  xUserId: '50',
  username: 'shop',
};
/** X is not asked. */
const noClient = {} as XClient;

let base: TestBase;
const conversationId = newId();
beforeAll(async () => {
  base = await openTestBase();
  const { db, workspaceId } = base;
  const customerId = newId();
  await db.execute(sql`
    insert into customer (workspace_id, id, x_user_id, username, name, created_at)
    values (${workspaceId}, ${customerId}, 7, 'ann', 'Ann', ${NOW})`);
  await db.execute(sql`
    insert into conversation (workspace_id, id, customer_id, handle_id, account_id, last_at, created_at)
    values (${workspaceId}, ${conversationId}, ${customerId}, ${newId()}, ${account.id}, ${NOW}, ${NOW})`);
  // One every minute back from now, each way in turn: the newest is received.
  await insert('bulk', 0, 10_400, 60_000);
});
afterAll(() => base?.close());

/** Messages `first` to `last` minutes old. */
async function insert(name: string, first: number, last: number, everyMs: number): Promise<void> {
  const newest = firstXIdAt(NOW);
  await base.db.execute(sql`
    insert into message (workspace_id, conversation_id, id, position, account_id, kind, direction, author_kind, text,
      x_event_id, at, state, created_at, updated_at)
    select ${base.workspaceId}, ${conversationId}, ${name} || n, x, ${account.id}, 'message',
      case when n % 2 = 0 then 'in' else 'out' end, case when n % 2 = 0 then 'customer' else 'agent' end,
      ${name} || ' ' || n, x, at, case when n % 2 = 0 then 'received' else 'sent' end, ${NOW}, ${NOW}
    from (select n, ${newest}::bigint - (n::bigint * ${everyMs}) * 4194304 as x,
        ${NOW}::timestamptz - n::bigint * ${everyMs} * interval '1 millisecond' as at
      from generate_series(${first}::int, ${last - 1}::int) n) made`);
}

const run = (chosen: Record<string, string | number>, more: Parameters<typeof pull>[3] = {}, now = NOW) => {
  const setting: Setting = { db: base.workspace, client: noClient, account, now };
  return pull(directMessages, setting, { source: 'store', ...chosen }, more);
};

test('reads our own messages, the newest of one direction', async () => {
  const { rows, spent } = await run({ report: 'received', count: 3 });
  expect(rows.map((row) => row['text'])).toEqual(['bulk 0', 'bulk 2', 'bulk 4']);
  expect(rows[0]).toMatchObject({
    id: firstXIdAt(NOW),
    created_at: '2026-11-30T12:00:00.000Z',
    conversation_id: '7-50',
    direction: 'received',
    sender_id: '7',
    sender_screen_name: 'ann',
    recipient_id: '50',
    recipient_screen_name: 'shop',
    participant_ids: '["7","50"]',
  });
  expect(spent).toEqual([]);
  const sent = await run({ report: 'sent', count: 1 });
  expect(sent.rows[0]).toMatchObject({
    text: 'bulk 1',
    sender_id: '50',
    recipient_id: '7',
    recipient_name: 'Ann',
  });
});

test('goes page by page through everything, also when it is stopped after each', async () => {
  const whole = await run({ which: 'new' }, { stopAfter: 1 });
  expect(whole.batches).toBe(2);
  expect(whole.rows).toHaveLength(5_200);
  expect(new Set(whole.rows.map((row) => row['id'])).size).toBe(5_200);
  expect(whole.rows.at(-1)?.['text']).toBe('bulk 10398');
});

test('reaches further back than X keeps', async () => {
  await insert('old', 60, 64, DAY_MS);
  const { rows } = await run({ which: 'days', days_kept: 70 });
  expect(rows.map((row) => row['text']).filter((text) => String(text).startsWith('old'))).toEqual([
    'old 60',
    'old 62',
  ]);
  expect((await run({ which: 'days', days_kept: 61 })).rows.at(-1)?.['text']).toBe('old 60');
});

test('brings what a gap had kept from us, and doubles nothing', async () => {
  const first = await run({ which: 'new' });
  expect((await run({ which: 'new' }, { bookmark: first.bookmark })).rows).toEqual([]);
  // Half a minute off the others: it was said twenty hours ago, and is heard of only now.
  await base.db.execute(sql`
    update message set x_event_id = x_event_id + 30000::bigint * 4194304, at = at + interval '30 seconds',
      direction = 'in', author_kind = 'customer', text = 'late'
    where workspace_id = ${base.workspaceId} and id = 'bulk1201'`);
  const second = await run({ which: 'new' }, { bookmark: first.bookmark });
  expect(second.rows.map((row) => row['text'])).toEqual(['late']);
  expect((await run({ which: 'new' }, { bookmark: second.bookmark })).rows).toEqual([]);
});

test('hides what the desk hides', async () => {
  await base.db.execute(sql`
    update message set text = 'my card is 4111 1111 1111 1111' where workspace_id = ${base.workspaceId} and id = 'bulk0'`);
  expect((await run({ count: 1 })).rows[0]?.['text']).not.toContain('4111');
  await base.db.execute(sql`
    update conversation set consent = 'refused' where workspace_id = ${base.workspaceId} and id = ${conversationId}`);
  expect((await run({ count: 1 })).rows[0]).toMatchObject({ sender_id: '7', text: null });
  expect((await run({ count: 1, report: 'sent' })).rows[0]?.['text']).toBe('bulk 1');
  await base.db.execute(sql`
    update message set deleted_at = ${NOW} where workspace_id = ${base.workspaceId} and id = 'bulk0'`);
  expect((await run({ count: 1 })).rows[0]?.['id']).not.toBe(firstXIdAt(NOW));
});

test('a page is read along the index', async () => {
  await base.db.execute(sql`analyze message`);
  const plan = await base.db.rows(sql<{ 'QUERY PLAN': string }>`
    explain select id from message
    where workspace_id = ${base.workspaceId} and account_id = ${account.id} and x_event_id is not null
      and x_event_id < ${firstXIdAt(NOW)}::bigint and direction = 'in' and kind = 'message' and deleted_at is null
    order by x_event_id desc limit 100`);
  const text = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(text).toContain('Index Scan Backward using message_x');
  expect(text).not.toContain('Sort');
});

test('estimates by what lies on the way', async () => {
  const of = (chosen: Record<string, string | number>) =>
    estimate(
      { options: fill(directMessages, chosen), zone: 'UTC', now: NOW, account },
      {
        countMessages: (...asked) => countStored(base.workspace, ...asked),
        inputRows: () => Promise.resolve(0),
      },
    );
  // 20 each way in turn: the first page of 44 holds them.
  expect(await of({})).toMatchObject({ requests: 1, microUsd: 440_000 });
  // Two days, one a minute, both ends in.
  expect(await of({ which: 'days', days: 2 })).toMatchObject({ requests: 29, microUsd: 28_810_000 });
  expect(await of({ source: 'store' })).toMatchObject({ requests: 0, microUsd: 0 });
});
