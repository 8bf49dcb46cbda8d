import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMetrics, newId, sql } from '../../server/base/index.ts';
import { getConversation, listPage, type Message, setOptOut } from '../../server/conversations/index.ts';
import { createPosting } from '../../server/messaging/messages/posting.ts';
import { createOutbound, type Post, type PostResult } from '../../server/outbound/index.ts';
import { until } from '../harness.ts';
import { openWorld, type Handle, type Thread, type World } from './outbound-fixture.ts';

let world: World;
let handle: Handle;
let thread: Thread;
let other: Thread;

beforeAll(async () => {
  world = await openWorld({ start: false });
  handle = await world.makeHandle();
});
beforeEach(async () => {
  [thread, other] = [await world.makeThread(handle), await world.makeThread(handle)];
});
afterAll(() => world?.close());

type Said = Post['messages'][number];
const program = { kind: 'program', id: newId() } as const;
const said = (text: string, more: Partial<Said> = {}): Said => ({
  author: program,
  text,
  proactive: 'unless_asked',
  ...more,
});
const post = (to: Pick<Thread, 'conversationId'>, text: string, more: Partial<Said> = {}): Post => ({
  conversationId: to.conversationId,
  messages: [said(text, more)],
});
const queue = (...posts: readonly Post[]) => world.outbound.queuePosts(world.db, posts);

/** `queued`, or the code of what a post was refused for. */
function outcomeOf(result: PostResult | undefined): unknown {
  if (result?.kind !== 'refused') return result?.kind;
  return (result.problem as { code?: unknown }).code;
}
const messagesOf = (result: PostResult | undefined): readonly Message[] =>
  result?.kind === 'queued' ? result.messages.map((one) => one.message) : [];

async function textsOf({ conversationId }: Thread): Promise<string[]> {
  const { messages } = await listPage(world.db, conversationId, {}, 100);
  return messages.filter((one) => one.direction === 'out').map((one) => one.text);
}

async function optOut({ conversationId }: Thread): Promise<void> {
  await world.db.transaction(async (tx) => {
    const { customerId } = await getConversation(tx, conversationId);
    await setOptOut(tx, customerId, world.base.clock.now());
  });
}

describe('posts that are stored together', () => {
  it('are queued or refused each by itself, and only what is stored is told', async () => {
    const quiet = await world.makeThread(handle);
    await world.db.execute(sql`
      update conversation set last_inbound_at = null
      where workspace_id = ${world.db.workspaceId} and id = ${quiet.conversationId}`);
    const results = await queue(
      post(thread, 'good'),
      post({ conversationId: newId() }, 'to nobody'),
      post(other, ' '),
      post(quiet, 'to somebody who never wrote'),
      {
        ...post(other, 'not admitted'),
        admit: () => {
          throw Object.assign(new Error('no'), { code: 'not_admitted' });
        },
      },
      post(other, 'also good'),
    );
    expect(results.map(outcomeOf)).toEqual([
      'queued',
      'conversation_not_found',
      'message_empty',
      'customer_never_wrote',
      'not_admitted',
      'queued',
    ]);
    expect(await textsOf(thread)).toEqual(['good']);
    expect(await textsOf(other)).toEqual(['also good']);
    expect(await textsOf(quiet)).toEqual([]);
    const told = await world.db.rows(sql<{ key: string }>`
      select key from event where workspace_id = ${world.db.workspaceId} and kind = 'message.queued'
        and key in (${thread.conversationId}, ${other.conversationId}, ${quiet.conversationId}) order by key`);
    expect(told.map((one) => one.key)).toEqual([thread.conversationId, other.conversationId].toSorted());
  });

  it('keep their order in a thread, which ends with the last of them', async () => {
    const texts = Array.from({ length: 30 }, (_, n) => `number ${n}`);
    const results = await queue(...texts.map((text, n) => post(n % 3 === 0 ? other : thread, text)));
    const inThread = results
      .flatMap(messagesOf)
      .filter((one) => one.conversationId === thread.conversationId);
    const positions = inThread.map((one) => BigInt(one.position));
    expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => (a < b ? -1 : 1)));
    expect(await textsOf(thread)).toEqual(texts.filter((_, n) => n % 3 > 0));
    const { lastPreview, lastPosition, lastDirection } = await getConversation(
      world.db,
      thread.conversationId,
    );
    expect({ lastPreview, lastPosition, lastDirection }).toEqual({
      lastPreview: 'number 29',
      lastPosition: inThread.at(-1)?.position,
      lastDirection: 'out',
    });
  });

  it('with the same key are one message, or refused with other words', async () => {
    const idempotencyKey = newId();
    const results = await queue(
      post(thread, 'once', { idempotencyKey }),
      post(thread, 'once', { idempotencyKey }),
      post(thread, 'something else', { idempotencyKey }),
      post(other, 'something else', { idempotencyKey }),
    );
    expect(results.map(outcomeOf)).toEqual(['queued', 'queued', 'idempotency_conflict', 'queued']);
    expect(messagesOf(results[1])[0]?.id).toBe(messagesOf(results[0])[0]?.id);
    const [again] = await queue(post(thread, 'once', { idempotencyKey }));
    expect(messagesOf(again)[0]?.id).toBe(messagesOf(results[0])[0]?.id);
    expect(await textsOf(thread)).toEqual(['once']);
  });

  it('see each other: the second word to somebody who opted out is nobody’s answer', async () => {
    await optOut(thread);
    const results = await queue(
      post(thread, 'the answer'),
      post(thread, 'and more'),
      post(other, 'to another'),
    );
    expect(results.map(outcomeOf)).toEqual(['queued', 'customer_opted_out', 'queued']);
    expect(await textsOf(thread)).toEqual(['the answer']);
  });

  it('of several messages are stored as a whole or not at all, and leave their keys free', async () => {
    const key = newId();
    const results = await queue(
      {
        conversationId: thread.conversationId,
        messages: [said('the first', { idempotencyKey: key }), said('', { idempotencyKey: `${key}/1` })],
      },
      post(thread, 'another', { idempotencyKey: key }),
    );
    expect(results.map(outcomeOf)).toEqual(['message_empty', 'queued']);
    expect(await textsOf(thread)).toEqual(['another']);
  });
});

describe('programs that post at the same time', () => {
  it('share commits', async () => {
    let commits = 0;
    const posting = createPosting({
      queuePosts: (db, posts) => {
        commits += 1;
        return world.outbound.queuePosts(db, posts);
      },
    });
    const texts = Array.from({ length: 18 }, (_, n) => `together ${n}`);
    await Promise.all(texts.map((text) => posting.post(world.db, post(thread, text))));
    expect(commits).toBeLessThan(5);
    expect(await textsOf(thread)).toEqual(texts);
  });

  it('fail alone when what one of them says breaks the transaction', async () => {
    const posting = createPosting(world.outbound);
    const answers = await Promise.allSettled([
      posting.post(world.db, post(thread, 'before')),
      // Nothing that comes over HTTP holds this character; the database takes it for an attack.
      posting.post(world.db, post(thread, 'hostile', { idempotencyKey: 'a key with \u0000' })),
      posting.post(world.db, post(thread, 'after')),
    ]);
    expect(answers.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await textsOf(thread)).toEqual(['before', 'after']);
  });

  it('are told to come again when too many wait, without harm to those who do', async () => {
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    const posting = createPosting(
      { queuePosts: (db, posts) => opened.then(() => world.outbound.queuePosts(db, posts)) },
      { largest: 2, mostWaiting: 3 },
    );
    const tries = ['one', 'two', 'three', 'four'].map((text) => posting.post(world.db, post(thread, text)));
    await expect(tries[3]).rejects.toMatchObject({ status: 429, code: 'too_many_requests' });
    open();
    await Promise.all(tries.slice(0, 3));
    expect(await textsOf(thread)).toEqual(['one', 'two', 'three']);
    await posting.post(world.db, post(thread, 'four'));
    expect(await textsOf(thread)).toHaveLength(4);
  });
});

describe('while the process is busy', () => {
  it('what programs say leaves in waves, and what people say at once', async () => {
    const atLeisure: (() => void)[] = [];
    const log = {
      append: world.base.log.append,
      atLeisure: (_mostMs: number, run: () => void) => {
        atLeisure.push(run);
        return () => undefined;
      },
    };
    const outbound = createOutbound({ ...world.deps, metrics: createMetrics(), log });
    const { senders } = outbound;
    const busy = await world.makeHandle();
    const threads = await Promise.all(Array.from({ length: 10 }, () => world.makeThread(busy)));
    const sent = async () => (await Promise.all(threads.map((one) => world.sentAtX(one)))).flat();
    await outbound.queuePosts(
      world.db,
      threads.map((one) => post(one, 'from a program')),
    );
    await senders.start();
    try {
      await until(async () => (await sent()).length === 4);
      const last = threads.at(-1) ?? thread;
      await outbound.queuePosts(world.db, [
        post(last, 'from a person', { author: { kind: 'agent', id: newId() } }),
      ]);
      // What stands before it in its thread goes with it.
      await until(async () => (await sent()).includes('from a person'), { timeoutMs: 20_000 });
      expect((await sent()).filter((text) => text === 'from a program')).toHaveLength(5);
      const rested = async () => {
        for (const run of atLeisure.splice(0)) run();
        return (await sent()).length === 11;
      };
      await until(rested, { timeoutMs: 20_000 });
      expect((await world.sentAtX(last)).join()).toBe('from a program,from a person');
    } finally {
      await senders.stop();
    }
  });
});
