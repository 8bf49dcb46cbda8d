import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findMessage } from '../../server/conversations/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { openWorld, type World } from './outbound-fixture.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('an answer', () => {
  it('reaches X, with its place in the thread taken from X', async () => {
    const thread = await world.makeThread(await world.makeHandle());
    const id = await world.say(thread, 'Yes, how can we help?');
    await world.reaches(id, 'sent');
    expect(await world.sentAtX(thread)).toEqual(['Yes, how can we help?']);
    const message = await findMessage(world.db, id);
    expect(message?.position).toBe(message?.xEventId);
  });

  it('keeps its order in the thread, many at once', async () => {
    const thread = await world.makeThread(await world.makeHandle());
    const texts = Array.from({ length: 12 }, (_, n) => `part ${n}`);
    const ids: string[] = [];
    for (const text of texts) ids.push(await world.say(thread, text));
    for (const id of ids) await world.reaches(id, 'sent');
    expect(await world.sentAtX(thread)).toEqual(texts);
    const shown = await Promise.all(ids.map((id) => findMessage(world.db, id)));
    const positions = shown.map((message) => BigInt(message?.position ?? 0));
    expect(positions).toEqual(positions.toSorted((a, b) => (a < b ? -1 : 1)));
  });

  it('is sent once for one idempotency key, and refused with other content', async () => {
    const thread = await world.makeThread(await world.makeHandle());
    const key = { idempotencyKey: 'key-number-1' };
    const [first, second] = await Promise.all([
      world.say(thread, 'once', key),
      world.say(thread, 'once', key),
    ]);
    expect(second).toBe(first);
    await expect(world.say(thread, 'twice', key)).rejects.toMatchObject({ code: 'idempotency_conflict' });
    await world.reaches(first, 'sent');
    expect(await world.say(thread, 'once', key)).toBe(first);
    expect(await world.sentAtX(thread)).toEqual(['once']);
  });

  it.each([
    ['an empty text', '  \n', {}, 'message_empty'],
    ['too long a text', 'x'.repeat(10_001), {}, 'message_too_long'],
    ['a file that is not there', 'hi', { mediaIds: ['a'.repeat(24)] }, 'attachment_unknown'],
    ['two files', 'hi', { mediaIds: ['a'.repeat(24), 'b'.repeat(24)] }, 'attachment_count'],
    ['a choice with a link', 'hi', { quickReplies: [{ label: 'https://a.example' }] }, 'message_options'],
  ])('is refused with %s', async (_, text, more, code) => {
    const thread = await world.makeThread(await world.makeHandle());
    await expect(world.say(thread, text, more)).rejects.toMatchObject({ code });
  });

  it('#115 takes 10,000 characters, counted as people count', async () => {
    const thread = await world.makeThread(await world.makeHandle());
    const text = '😀'.repeat(10_000);
    await world.reaches(await world.say(thread, text), 'sent');
    expect(await world.sentAtX(thread)).toEqual([text]);
  });

  it('cannot be queued while the account has to be reconnected, and waits if it was', async () => {
    const handle = await world.makeHandle();
    const thread = await world.makeThread(handle);
    const setStatus = (status: string) =>
      world.db.execute(sql`update account set status = ${status} where id = ${handle.accountId}`);
    const early = await world.say(thread, 'before', { undoMs: 300 });
    await setStatus('reconnect');
    await expect(world.say(thread, 'after')).rejects.toMatchObject({ code: 'account_not_ready' });
    expect(await world.outbound.threadStatus(world.db, thread.conversationId)).toMatchObject({
      cannotSend: { code: 'account_not_ready' },
    });
    await until(
      async () =>
        (await world.db.findRow(
          sql`select 1 from message where id = ${early} and not_before < ${world.base.clock.now()}`,
        )) !== undefined,
    );
    expect(await world.stateOf(early)).toBe('queued');
    await setStatus('active');
    await world.reaches(early, 'sent');
  });
});

describe('the undo window', () => {
  it('holds a message back, and cancelling within it means X never sees it', async () => {
    const thread = await world.makeThread(await world.makeHandle());
    const first = await world.say(thread, 'oops', { undoMs: 60_000 });
    const second = await world.say(thread, 'after it');
    const canceled = await world.outbound.cancelMessage(world.db, thread.conversationId, first);
    expect(canceled.state).toBe('canceled');
    await world.reaches(second, 'sent');
    expect(await world.sentAtX(thread)).toEqual(['after it']);
    await expect(world.outbound.cancelMessage(world.db, thread.conversationId, second)).rejects.toMatchObject(
      { code: 'message_not_queued' },
    );
  });

  it('keeps what was written after it behind it', async () => {
    const thread = await world.makeThread(await world.makeHandle());
    const first = await world.say(thread, 'first', { undoMs: 700 });
    const second = await world.say(thread, 'second');
    await world.reaches(second, 'sent');
    expect(await world.stateOf(first)).toBe('sent');
    expect(await world.sentAtX(thread)).toEqual(['first', 'second']);
  });
});

describe('choices', () => {
  const quickReplies = [
    { label: 'Order', metadata: 'm1' },
    { label: 'Other', metadata: 'm2' },
  ];

  it('go out as quick replies where the app has them', async () => {
    const thread = await world.makeThread(await world.makeHandle());
    await world.reaches(await world.say(thread, 'What is it about?', { quickReplies }), 'sent');
    expect(await world.sentAtX(thread)).toEqual(['What is it about?']);
  });

  it('go out as numbered text after X has refused quick replies once, without being asked again', async () => {
    const handle = await world.makeHandle({ v1Dm: '453' });
    const thread = await world.makeThread(handle);
    for (const text of ['What is it about?', 'And now?']) {
      await world.reaches(await world.say(thread, text, { quickReplies }), 'sent');
    }
    expect(await world.sentAtX(thread)).toEqual([
      'What is it about?\n\n1. Order\n2. Other',
      'And now?\n\n1. Order\n2. Other',
    ]);
    const app = await world.db.row(
      sql<{ v1_dm: string }>`select v1_dm from x_app where id = ${handle.appId}`,
    );
    expect(app.v1_dm).toBe('refused');
    const tries = await world.db.rows(
      sql`select 1 from attempt where account_id = ${handle.accountId} and via = 'v1'`,
    );
    expect(tries).toHaveLength(1);
  });
});

describe('a refusal by X', () => {
  it('fails the message with a sentence and X’s words, holds nothing up, and can be retried with another text', async () => {
    const thread = await world.makeThread(await world.makeHandle());
    const other = { blocker: thread.customerXUserId, blocked: thread.handle.xUserId };
    await world.control('POST', '/blocks', { source: other.blocker, target: other.blocked });
    const id = await world.say(thread, 'you blocked us');
    await world.reaches(id, 'failed');
    const failed = await findMessage(world.db, id);
    expect(failed?.failure).toMatchObject({ code: 'x_recipient_closed', xStatus: 403, canRetry: true });
    expect(failed?.failure?.xBody).toContain('permission to DM');
    await world.control('DELETE', '/blocks', { source: other.blocker, target: other.blocked });
    const later = await world.say(thread, 'later');
    await world.reaches(later, 'sent');
    await world.outbound.retryMessage(world.db, thread.conversationId, id, 'you unblocked us');
    await world.reaches(id, 'sent');
    expect(await world.sentAtX(thread)).toEqual(['later', 'you unblocked us']);
  });
});
