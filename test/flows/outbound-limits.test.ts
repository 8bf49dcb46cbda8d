import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ControlStats } from '../../contract/control/running.ts';
import { newId } from '../../server/base/index.ts';
import { findMessage } from '../../server/conversations/index.ts';
import { createOutbound } from '../../server/outbound/index.ts';
import { createMetrics } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { openWorld, SEND, type World } from './outbound-fixture.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('an account that has used up its sends', () => {
  it('shows when each waiting message leaves, and lets people go first', async () => {
    await world.control('POST', '/limits', { key: SEND, rule: { user: 3, windowMs: 6_000 } });
    const handle = await world.makeHandle();
    const threads = await Promise.all(Array.from({ length: 7 }, () => world.makeThread(handle)));
    const program = { author: { kind: 'program', id: newId() } };
    const ids: string[] = [];
    // The first answer teaches the book of limits what X allows.
    for (const thread of threads.slice(0, 3)) {
      const id = await world.say(thread, 'fills the window');
      await world.reaches(id, 'sent');
    }
    for (const thread of threads.slice(3, 6)) ids.push(await world.say(thread, 'by a program', program));
    const person = await world.say(threads[6] ?? threads[0]!, 'by a person');
    await until(async () => (await findMessage(world.db, ids[2] ?? ''))?.sendsAt, {
      what: 'the time is shown',
    });
    const status = await world.outbound.threadStatus(world.db, threads[0]!.conversationId);
    expect(status.sendsAt?.getTime()).toBeGreaterThan(world.base.clock.now().getTime());
    await world.reaches(person, 'sent', 15_000);
    expect(await world.stateOf(ids[2] ?? '')).toBe('queued');
    for (const id of ids) await world.reaches(id, 'sent', 15_000);
    const stats = await world.control<ControlStats>('GET', '/stats');
    expect(stats.tooMany[SEND] ?? 0).toBe(0);
  }, 40_000);
});

describe('two senders', () => {
  it('share the accounts and send everything once, in order', async () => {
    await world.control('POST', '/limits', {
      key: SEND,
      rule: { user: 1_000, userDay: 10_000, appDay: 10_000 },
    });
    const second = createOutbound({ ...world.deps, metrics: createMetrics() });
    await second.senders.start();
    try {
      const handles = await Promise.all(Array.from({ length: 3 }, () => world.makeHandle()));
      const threads = await Promise.all(
        handles.flatMap((handle) => [world.makeThread(handle), world.makeThread(handle)]),
      );
      const texts = Array.from({ length: 10 }, (_, n) => `count ${n}`);
      const ids: string[] = [];
      for (const text of texts) {
        await Promise.all(threads.map(async (thread) => ids.push(await world.say(thread, text))));
      }
      for (const id of ids) await world.reaches(id, 'sent', 20_000);
      for (const thread of threads) expect(await world.sentAtX(thread)).toEqual(texts);
    } finally {
      await second.senders.stop();
    }
  }, 40_000);
});
