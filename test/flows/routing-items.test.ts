import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, sql } from '../../server/base/index.ts';
import { addXEntries, lockConversation } from '../../server/conversations/index.ts';
import {
  findWorkItem,
  listWorkItemsOf,
  type RoutingDeps,
  startRouting,
  updateWorkItem,
  type WorkItemChange,
} from '../../server/routing/index.ts';
import { until } from '../harness.ts';
import { openWorld, type Thread, type World } from './outbound-fixture.ts';

let world: World;
let deps: RoutingDeps;
let routing: { stop(): Promise<void> };
const agent = newId();
const colleague = newId();

beforeAll(async () => {
  world = await openWorld();
  const { clock, log, logger, db } = world.base;
  deps = { clock, log, logger, isAgent: (_db, id) => Promise.resolve(id === agent || id === colleague) };
  routing = startRouting({ ...deps, log, db });
  await log.start();
});
afterAll(async () => {
  await routing.stop();
  await world.close();
});

async function newThread(): Promise<Thread> {
  const thread = await world.makeThread(await world.makeHandle());
  await until(() => findWorkItem(world.db, thread.conversationId));
  return thread;
}

let lastXId = 0n;
/** The customer writes again. */
async function write(thread: Thread): Promise<void> {
  const now = world.base.clock.now();
  const byClock = BigInt(now.getTime() - 1_288_834_974_657) << 22n;
  lastXId = byClock > lastXId ? byClock : lastXId + 1n;
  await world.db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, thread.conversationId);
    const entry = {
      conversationId: conversation.id,
      xEventId: lastXId.toString(),
      kind: 'message',
      direction: 'in',
      text: 'again',
      content: {},
      at: now,
      firstContact: false,
      late: false,
    } as const;
    const { events } = await addXEntries(tx, new Map([[conversation.id, conversation]]), [entry], now);
    world.base.log.append(tx, events);
  });
}

const item = async (thread: Thread) => {
  const found = await findWorkItem(world.db, thread.conversationId);
  if (!found) throw new Error('no work item');
  return found;
};
const change = (thread: Thread, what: WorkItemChange) =>
  updateWorkItem(deps, world.db, thread.conversationId, what, agent);
const linesOf = async (thread: Thread) =>
  (
    await world.db.rows(sql<{ what: string }>`select content->'system'->>'what' as what from message
      where conversation_id = ${thread.conversationId} and kind = 'system' order by position`)
  ).map((row) => row.what);

describe('a work item', () => {
  it('opens with the first message, numbered within the workspace', async () => {
    const [first, second] = [await newThread(), await newThread()];
    expect(await item(first)).toMatchObject({
      state: 'open',
      stateReason: 'awaiting_assignment',
      assigneeId: null,
    });
    expect((await item(second)).number).toBe((await item(first)).number + 1);
    expect((await item(first)).waitingSince).not.toBeNull();
  });

  it('goes to the agent who answers it, and waits for nobody once the answer is sent', async () => {
    const thread = await newThread();
    await world.say(thread, 'Here I am', { author: { kind: 'agent', id: agent } });
    const taken = await until(async () => {
      const now = await item(thread);
      return now.firstAnswerAt && now;
    });
    expect(taken).toMatchObject({ state: 'active', assigneeId: agent, waitingSince: null });
    expect(await linesOf(thread)).toEqual(['assigned']);
    const sessions = await world.db.rows(
      sql`select 1 from session where conversation_id = ${thread.conversationId}`,
    );
    expect(sessions).toHaveLength(1);
  });

  it('closed is the end of it: the next message opens the next, reopening too', async () => {
    const thread = await newThread();
    const closed = await change(thread, { state: 'closed' });
    expect(closed.workItem).toMatchObject({ state: 'closed', closedBy: agent });
    await expect(change(thread, { priority: 'high' })).rejects.toMatchObject({ code: 'work_item_closed' });
    await write(thread);
    const next = await until(async () => {
      const now = await item(thread);
      return now.id !== closed.workItem.id && now;
    });
    expect(next.state).toBe('open');
    await change(thread, { state: 'closed' });
    const reopened = await change(thread, { state: 'open', assigneeId: colleague });
    expect(reopened.workItem).toMatchObject({ state: 'active', assigneeId: colleague });
    expect(reopened.before).toMatchObject({ state: 'closed' });
    expect(await listWorkItemsOf(world.db, thread.conversationId)).toHaveLength(3);
    expect(await linesOf(thread)).toEqual(['closed', 'closed', 'reopened', 'assigned']);
  });

  it('wakes from a snooze when its time has come', async () => {
    const thread = await newThread();
    await change(thread, { assigneeId: agent });
    const until3h = new Date(world.base.clock.now().getTime() + 3 * 3600_000);
    expect((await change(thread, { snoozedUntil: until3h })).workItem).toMatchObject({
      state: 'waiting',
      snoozedUntil: until3h,
    });
    await world.base.clock.advance(3 * 3600_000 + 1000);
    const woken = await until(async () => {
      const now = await item(thread);
      return now.snoozedUntil === null && now;
    });
    expect(woken).toMatchObject({ state: 'active', stateReason: 'snooze_ended', assigneeId: agent });
    expect(await linesOf(thread)).toEqual(['assigned', 'snoozed', 'snooze_ended']);
  });

  it('wakes from a snooze when the customer writes', async () => {
    const thread = await newThread();
    await change(thread, { snoozedUntil: new Date(world.base.clock.now().getTime() + 86_400_000) });
    await write(thread);
    const woken = await until(async () => {
      const now = await item(thread);
      return now.snoozedUntil === null && now;
    });
    expect(woken).toMatchObject({ state: 'open', stateReason: 'customer_wrote' });
  });

  it('is refused to people who do not exist, and to the past', async () => {
    const thread = await newThread();
    await expect(change(thread, { assigneeId: newId() })).rejects.toMatchObject({ code: 'assignee_unknown' });
    await expect(change(thread, { snoozedUntil: new Date(0) })).rejects.toMatchObject({
      code: 'snooze_in_past',
    });
  });

  it('begins and ends a session with each agent who has it', async () => {
    const thread = await newThread();
    await change(thread, { assigneeId: agent });
    await change(thread, { assigneeId: colleague, priority: 'urgent', addTags: [' VIP '] });
    await change(thread, { state: 'closed' });
    const rows = await world.db.rows(sql<{ agent_id: string; end_reason: string }>`
      select agent_id, end_reason from session where conversation_id = ${thread.conversationId} order by started_at, id`);
    expect(rows).toEqual([
      { agent_id: agent, end_reason: 'agent_transferred' },
      { agent_id: colleague, end_reason: 'conversation_closed' },
    ]);
    expect(await item(thread)).toMatchObject({ priority: 'urgent', tags: ['vip'] });
  });

  it('has one open one at most, whatever comes at the same time', async () => {
    const thread = await newThread();
    await change(thread, { state: 'closed' });
    await Promise.allSettled([
      write(thread),
      change(thread, { state: 'open' }),
      change(thread, { state: 'open' }),
      write(thread),
    ]);
    await until(async () => (await item(thread)).state === 'open');
    const live = (await listWorkItemsOf(world.db, thread.conversationId)).filter(
      (one) => one.state !== 'closed',
    );
    expect(live).toHaveLength(1);
  });
});
