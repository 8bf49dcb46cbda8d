import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ControlEvent } from '../../contract/control/messages.ts';
import { sql } from '../../server/base/index.ts';
import { openWorld, type Thread, type World } from './outbound-fixture.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ start: false });
});
afterAll(() => world.close());

async function asked(path: string, { handle }: Thread): Promise<number> {
  const { requests } = await world.control<{ requests: { userId?: string }[] }>(
    'GET',
    `/requests?path=/1.1/direct_messages/${path}.json&limit=1000`,
  );
  return requests.filter((request) => request.userId === handle.xUserId).length;
}

/** Whether X shows the customer that what they wrote was read. */
async function isRead({ handle, customerXUserId }: Thread): Promise<boolean[]> {
  const ids = [handle.xUserId, customerXUserId].toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const { events } = await world.control<{ events: ControlEvent[] }>(
    'GET',
    `/conversations/${ids.join('-')}/events?as=${customerXUserId}&limit=200`,
  );
  return events.filter(({ senderId }) => senderId === customerXUserId).map(({ read }) => read);
}

it('shows the customer that somebody writes, and that all was read', async () => {
  const thread = await world.makeThread(await world.makeHandle());
  expect(await isRead(thread)).toEqual([false]);
  await world.outbound.showTyping(world.db, thread.conversationId);
  await world.outbound.showRead(world.db, thread.conversationId);
  expect(await asked('indicate_typing', thread)).toBe(1);
  expect(await isRead(thread)).toEqual([true]);
});

it('asks X once where the app has no marks, and never again', async () => {
  const handle = await world.makeHandle({ v1Dm: '453' });
  const thread = await world.makeThread(handle);
  await world.outbound.showRead(world.db, thread.conversationId);
  await world.outbound.showRead(world.db, thread.conversationId);
  await world.outbound.showTyping(world.db, thread.conversationId);
  expect(await asked('mark_read', thread)).toBe(1);
  expect(await asked('indicate_typing', thread)).toBe(0);
  const app = await world.db.row(sql<{ v1_dm: string }>`select v1_dm from x_app where id = ${handle.appId}`);
  expect(app.v1_dm).toBe('refused');
  expect(await world.outbound.threadStatus(world.db, thread.conversationId)).toMatchObject({
    capabilities: { typing: false, markRead: false },
  });
});
