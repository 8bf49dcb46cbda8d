import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findMessage, lockConversation, settleByEcho } from '../../server/conversations/index.ts';
import { until } from '../harness.ts';
import { openWorld, READ_PATH, SEND_PATH, type Thread, type World } from './outbound-fixture.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
afterEach(async () => {
  const { faults } = await world.control<{ faults: { id: string }[] }>('GET', '/faults');
  for (const fault of faults) await world.control('DELETE', `/faults/${fault.id}`);
});

function fault(thread: Thread, more: object, path = SEND_PATH): Promise<unknown> {
  return world.control('POST', '/faults', { on: 'request', path, userId: thread.handle.xUserId, ...more });
}

async function newThread(): Promise<Thread> {
  return world.makeThread(await world.makeHandle());
}

describe('a send whose outcome is not known', () => {
  it.each([
    ['the answer is lost after X has acted', { kind: 'reset_after' }],
    ['X acts and never answers', { kind: 'timeout_after', delayMs: 50 }],
    ['X acts and answers rubbish', { kind: 'malformed_body' }],
    ['the connection breaks before X has acted', { kind: 'reset_before' }],
    ['X takes it and does nothing', { kind: 'timeout_before', delayMs: 50 }],
    ['X has a fault', { kind: 'status', status: 503 }],
    ['X has a fault of another kind', { kind: 'status', status: 500 }],
  ])('is at X exactly once when %s', async (_, kind) => {
    const thread = await newThread();
    await fault(thread, { ...kind, count: 1 });
    const first = await world.say(thread, 'only once');
    const second = await world.say(thread, 'then this');
    await world.reaches(second, 'sent');
    expect(await world.stateOf(first)).toBe('sent');
    expect(await world.sentAtX(thread)).toEqual(['only once', 'then this']);
  });

  it('stays in front of what was written after it, and is shown as unknown', async () => {
    const thread = await newThread();
    await fault(thread, { kind: 'reset_after', count: 1 });
    await fault(thread, { kind: 'status', status: 503 }, READ_PATH);
    const first = await world.say(thread, 'unknown');
    await world.reaches(first, 'uncertain');
    const second = await world.say(thread, 'behind it');
    expect((await findMessage(world.db, first))?.failure).toMatchObject({
      code: 'x_outcome_unknown',
      canRetry: false,
    });
    await expect(world.outbound.retryMessage(world.db, thread.conversationId, first)).rejects.toMatchObject({
      code: 'message_not_failed',
    });
    expect(await world.stateOf(second)).toBe('queued');
    const settled = await world.outbound.settleMessage(world.db, thread.conversationId, first, 'sent');
    expect(settled.state).toBe('sent');
    await world.reaches(second, 'sent');
    expect(await world.sentAtX(thread)).toEqual(['unknown', 'behind it']);
  });

  it('is settled by X’s echo, which may come before anything else', async () => {
    const thread = await newThread();
    await fault(thread, { kind: 'reset_after', count: 1 });
    await fault(thread, { kind: 'status', status: 503 }, READ_PATH);
    const id = await world.say(thread, 'echoed');
    await world.reaches(id, 'uncertain');
    const events = await world.eventsAtX(thread);
    const echo = events.find((event) => event.text === 'echoed');
    await world.db.transaction(async (tx) => {
      const conversation = await lockConversation(tx, thread.conversationId);
      const settled = await settleByEcho(
        tx,
        conversation,
        { xEventId: echo?.id ?? '', text: 'echoed', hasMedia: false },
        world.base.clock.now(),
      );
      world.base.log.append(tx, settled?.events ?? []);
    });
    expect(await findMessage(world.db, id)).toMatchObject({
      state: 'sent',
      xEventId: echo?.id,
      failure: null,
    });
    expect(await world.sentAtX(thread)).toEqual(['echoed']);
  });

  it('is not confused with an earlier message of the same words', async () => {
    const thread = await newThread();
    await world.reaches(await world.say(thread, 'ok'), 'sent');
    await fault(thread, { kind: 'reset_before', count: 1 });
    await world.reaches(await world.say(thread, 'ok'), 'sent');
    expect(await world.sentAtX(thread)).toEqual(['ok', 'ok']);
  });

  it('is tried again by itself only once, and then fails, so that a person decides', async () => {
    const thread = await newThread();
    await fault(thread, { kind: 'reset_before' });
    const id = await world.say(thread, 'never arrives');
    await world.reaches(id, 'failed');
    expect((await findMessage(world.db, id))?.failure).toMatchObject({
      code: 'message_not_at_x',
      canRetry: true,
    });
    const { requests } = await world.control<{ requests: { userId?: string }[] }>(
      'GET',
      `/requests?method=POST&path=${encodeURIComponent(`with/${thread.customerXUserId}/messages`)}`,
    );
    expect(requests.length).toBeLessThanOrEqual(2);
    expect(await world.sentAtX(thread)).toEqual([]);
  });

  it('is not judged by a record that X refuses to show', async () => {
    const thread = await newThread();
    await fault(thread, { kind: 'reset_before', count: 1 });
    await fault(thread, { kind: 'status', status: 403 }, READ_PATH);
    const id = await world.say(thread, 'who knows');
    await world.reaches(id, 'uncertain');
    await until(async () => {
      const { requests } = await world.control<{ requests: unknown[] }>(
        'GET',
        `/requests?method=GET&path=${encodeURIComponent(`with/${thread.customerXUserId}/dm_events`)}`,
      );
      return requests.length >= 1;
    });
    expect(await world.stateOf(id)).toBe('uncertain');
    await world.outbound.settleMessage(world.db, thread.conversationId, id, 'failed');
    await world.outbound.retryMessage(world.db, thread.conversationId, id);
    await world.reaches(id, 'sent');
    expect(await world.sentAtX(thread)).toEqual(['who knows']);
  });
});

describe('an X that asks to wait', () => {
  it('is waited for without the message losing its place', async () => {
    const thread = await newThread();
    await fault(thread, { kind: 'status', status: 429, count: 1 });
    const first = await world.say(thread, 'first');
    const second = await world.say(thread, 'second');
    await until(async () => (await findMessage(world.db, first))?.failure?.code === 'x_rate_limited');
    expect(await world.stateOf(first)).toBe('queued');
    expect(await world.stateOf(second)).toBe('queued');
    expect(await world.sentAtX(thread)).toEqual([]);
    await until(async () => (await findMessage(world.db, first))?.sendsAt !== null, {
      what: 'a time is shown',
    });
  });
});
