import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ControlEvent } from '../../contract/control/messages.ts';
import { newId, sql } from '../../server/base/index.ts';
import { findConversation, findMessage } from '../../server/conversations/index.ts';
import { render, type Rendered, splitRich } from '../../server/outbound/index.ts';
import { type Sample, samples } from '../fixtures/rich-samples.ts';
import { openWorld, type Thread, type World } from './outbound-fixture.ts';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const files = {
  photo: { bytes: Buffer.from(PNG, 'base64'), contentType: 'image/png', atX: 'photo' },
  gif: { bytes: Buffer.from(GIF, 'base64'), contentType: 'image/gif', atX: 'animated_gif' },
  video: {
    bytes: Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'),
    contentType: 'video/mp4',
    atX: 'video',
  },
} as const;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function newThread(ability = 'v1.1'): Promise<Thread> {
  return world.makeThread(await world.makeHandle({ v1Dm: ability === 'v1.1' ? 'enabled' : '453' }));
}

async function store(kind: keyof typeof files): Promise<string> {
  const id = newId();
  const { bytes, contentType } = files[kind];
  await world.deps.blobs.put(world.db.workspaceId, `file-${id}`, bytes);
  await world.db.execute(sql`
    insert into media (workspace_id, id, kind, state, blob_key, content_type, byte_size, created_at)
    values (${world.db.workspaceId}, ${id}, ${kind}, 'stored', ${`file-${id}`}, ${contentType}, ${bytes.length},
      ${world.base.clock.now()})`);
  return id;
}

/** What X got, in the words of the renderer: X puts its own short links into texts. */
function asRendered(event: ControlEvent): object {
  const text = (event.urls ?? []).reduce(
    (words, { url, expandedUrl }) => words.replace(url, expandedUrl),
    event.text ?? '',
  );
  const { quickReply, ctas } = event;
  return { text, ...(quickReply && { quickReply }), ...(ctas && { buttons: ctas }) };
}

function wanted(rendered: Rendered): object {
  const { via: _, ...said } = rendered;
  return { ...said, text: said.text.trim() };
}

describe.each(['v1.1', 'v2 alone'])('with %s, X has what the renderer says of', (ability) => {
  it.each(samples)('$name', async ({ rich, file }: Sample) => {
    const thread = await newThread(ability);
    const parts = splitRich(rich);
    for (const part of parts) {
      const mediaIds = file === undefined ? [] : [await store(file)];
      await world.reaches(await world.say(thread, '', { rich: part, mediaIds }), 'sent');
    }
    const v1Dm = ability === 'v1.1' ? 'enabled' : 'refused';
    const hasFile = file !== undefined;
    const expected = parts.map((part) =>
      render({ text: '', options: [], rich: part, hasFile }, { v1Dm, authKind: 'oauth1' }),
    );
    const events = await world.eventsAtX(thread);
    expect(events.map(asRendered)).toEqual(expected.map(wanted));
    expect(events.map((event) => event.media?.kind)).toEqual(parts.map(() => file && files[file].atX));
  });
});

describe('a rich message', () => {
  const order = { type: 'postback', text: 'Order', payload: 'ORDER', metadata: { size: 'L' } } as const;
  const rich = { type: 'text', text: 'Our tacos', actions: [order] } as const;

  it('is kept as it was written, beside what lists and answers need, with what X got of it', async () => {
    const thread = await newThread();
    const program = { displayName: 'Taco bot', metadata: { run: 7 } };
    const id = await world.say(thread, '', { rich, program });
    await world.reaches(id, 'sent');
    expect(await findMessage(world.db, id)).toMatchObject({
      text: 'Our tacos',
      content: {
        rich,
        program,
        quickReplies: [
          {
            label: 'Order',
            description: null,
            metadata: 'ORDER',
            kind: 'postback',
            payload: 'ORDER',
            actionMetadata: { size: 'L' },
          },
        ],
        sentAs: { via: 'v1', text: 'Our tacos', options: ['Order'] },
      },
    });
  });

  it('says what X would get of it while it waits', async () => {
    const thread = await newThread();
    const id = await world.say(thread, '', { rich, undoMs: 60_000 });
    expect((await findMessage(world.db, id))?.content.sentAs).toEqual({
      via: 'v1',
      text: 'Our tacos',
      options: ['Order'],
    });
  });

  it('tells what X got after X refused the first form', async () => {
    const thread = await world.makeThread(await world.makeHandle({ v1Dm: '453' }));
    const id = await world.say(thread, '', { rich });
    await world.reaches(id, 'sent');
    expect((await findMessage(world.db, id))?.content.sentAs).toEqual({
      via: 'v2',
      text: 'Our tacos\n\n1. Order',
    });
  });

  it('is one message for one key, and another one with other actions or another note', async () => {
    const thread = await newThread();
    const idempotencyKey = 'rich-key-number-1';
    const first = await world.say(thread, '', { rich, idempotencyKey });
    const again = {
      ...rich,
      actions: [{ metadata: { size: 'L' }, payload: 'ORDER', text: 'Order', type: 'postback' }],
    };
    expect(await world.say(thread, '', { rich: again, idempotencyKey })).toBe(first);
    for (const other of [
      { rich: { ...rich, actions: [{ ...order, payload: 'OTHER' }] } },
      { rich, program: { displayName: 'Taco bot' } },
      { rich: { type: 'text', text: 'Our tacos' } },
    ]) {
      await expect(world.say(thread, '', { ...other, idempotencyKey })).rejects.toMatchObject({
        code: 'idempotency_conflict',
      });
    }
  });

  it('with characters that no text can hold is stored without them', async () => {
    const thread = await newThread();
    const odd = { ...order, payload: 'a\u0000b', metadata: { note: '\ud800' } };
    const id = await world.say(thread, '', { rich: { type: 'text', text: 'x\udc00', actions: [odd] } });
    expect((await findMessage(world.db, id))?.content.rich).toMatchObject({
      text: 'x\ufffd',
      actions: [{ payload: 'a\ufffdb', metadata: { note: '\ufffd' } }],
    });
  });

  it('is refused when it says nothing, or more than X takes in one message', async () => {
    const thread = await newThread();
    await expect(world.say(thread, 'unused', { rich: { type: 'text', text: ' ' } })).rejects.toMatchObject({
      code: 'message_empty',
    });
    const uri = `https://example.org/${'x'.repeat(2_000)}`;
    const actions = Array.from({ length: 6 }, (_, n) => ({ type: 'link', text: `Page ${n}`, uri }));
    await expect(
      world.say(thread, '', { rich: { type: 'text', text: 'See', actions } }),
    ).rejects.toMatchObject({ code: 'message_too_long' });
  });

  it('that failed goes out again with other words and the same choices', async () => {
    const thread = await newThread();
    const blocker = { source: thread.customerXUserId, target: thread.handle.xUserId };
    await world.control('POST', '/blocks', blocker);
    const id = await world.say(thread, '', { rich });
    await world.reaches(id, 'failed');
    await world.control('DELETE', '/blocks', blocker);
    await world.outbound.retryMessage(world.db, thread.conversationId, id, 'Tacos again');
    await world.reaches(id, 'sent');
    expect((await world.eventsAtX(thread)).map(asRendered)).toMatchObject([
      { text: 'Tacos again', quickReply: { options: [{ label: 'Order', metadata: 'ORDER' }] } },
    ]);
    expect((await findMessage(world.db, id))?.content.rich).toMatchObject({ text: 'Tacos again' });
  });
});

describe('a silent message', () => {
  it('is kept for colleagues: not sent, counted against no limit, and no last word of ours', async () => {
    const handle = await world.makeHandle();
    const thread = await world.makeThread(handle);
    const before = await findConversation(world.db, thread.conversationId);
    const id = await world.say(thread, '', {
      rich: { type: 'text', text: 'The customer seems angry' },
      program: { silent: true },
    });
    await world.reaches(await world.say(thread, 'after it'), 'sent');
    expect(await world.stateOf(id)).toBe('kept');
    expect(await world.sentAtX(thread)).toEqual(['after it']);
    expect(await world.db.rows(sql`select 1 from attempt where message_id = ${id}`)).toEqual([]);
    const told = await world.db.rows(
      sql<{
        kind: string;
        what: string;
      }>`select kind, body ->> 'kind' as what from event where body ->> 'messageId' = ${id}`,
    );
    expect(told).toEqual([{ kind: 'entry.added', what: 'message' }]);
    const other = await world.makeThread(handle);
    await world.say(other, 'silent', { program: { silent: true } });
    expect(await findConversation(world.db, other.conversationId)).toMatchObject({
      lastDirection: 'in',
      lastPreview: before?.lastPreview,
    });
    await expect(world.outbound.retryMessage(world.db, thread.conversationId, id)).rejects.toMatchObject({
      code: 'message_not_failed',
    });
  });

  it('can be kept where nothing can be sent', async () => {
    const handle = await world.makeHandle();
    const thread = await world.makeThread(handle);
    await world.db.execute(sql`update account set status = 'reconnect' where id = ${handle.accountId}`);
    const id = await world.say(thread, 'for colleagues', { program: { silent: true } });
    expect(await world.stateOf(id)).toBe('kept');
  });
});
