import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry, RichAction, RichContent } from '../../contract/api/index.ts';
import { newId, sql, type WorkspaceDb } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type Product, startProduct } from '../product.ts';

let product: Product;
let db: WorkspaceDb;
let people = 0;

beforeAll(async () => {
  product = await startProduct();
  await product.x.user('bakery');
  await product.connect('bakery');
  const { id } = await product.db.row(sql<{ id: string }>`select id from workspace`);
  // The column holds nothing but ids made by newId.
  db = product.db.workspace(id as WorkspaceDb['workspaceId']);
});
afterAll(() => product?.close());

interface Chat {
  readonly conversationId: string;
  /** Offers something, and answers once X has it. */
  offer(rich: RichContent): Promise<string>;
  /** The customer answers; the entry that it becomes. */
  answer(body: { text?: string; answer?: { label: string } }): Promise<Entry>;
}

async function startChat(): Promise<Chat> {
  people += 1;
  const name = `guest${people}`;
  await product.x.user(name);
  await product.x.write(name, 'bakery', 'Hello');
  const { conversation_id: conversationId } = await until(() =>
    db.findRow(sql<{ conversation_id: string }>`
      select m.conversation_id from message m join customer c on c.id = m.author_id where c.username = ${name}`),
  );
  const entries = async () =>
    (await product.admin.ask<{ entries: Entry[] }>('GET', `/api/conversations/${conversationId}/entries`))
      .entries;
  return {
    conversationId,
    offer: async (rich) => {
      const author = { kind: 'program', id: newId() } as const;
      const wanted = { conversationId, author, text: '', rich };
      const { message } = await product.app.modules.outbound.queueMessage(db, wanted);
      await until(async () =>
        (await entries()).some(({ id, state }) => id === message.id && state === 'sent'),
      );
      return message.id;
    },
    answer: async (body) => {
      const before = new Set((await entries()).map(({ id }) => id));
      await product.x.control('POST', '/messages', { from: `@${name}`, to: '@bakery', ...body });
      return until(async () =>
        (await entries()).find(({ id, direction }) => direction === 'in' && !before.has(id)),
      );
    },
  };
}

const offer = (...actions: RichAction[]): RichContent => ({ type: 'text', text: 'Coffee?', actions });
const yes = { type: 'reply', text: 'Yes', payload: 'YES' } as const;
const order = {
  type: 'postback',
  text: 'Order',
  payload: 'ORDER',
  metadata: { size: 'L', hot: true },
} as const;

describe.each(['enabled', '453'])('with v1.1 %s, an answer', (v1Dm) => {
  beforeAll(async () => {
    const { apps } = await product.x.control<{ apps: { id: string }[] }>('GET', '/apps');
    for (const { id } of apps) await product.x.control('PATCH', `/apps/${id}`, { v1Dm });
  });
  const take = (chat: Chat, label: string, mark: string) =>
    chat.answer(v1Dm === 'enabled' ? { answer: { label } } : { text: mark });

  it('to a reply brings its payload, to a postback its payload and what was tied to it', async () => {
    const chat = await startChat();
    const offeredBy = await chat.offer(offer(yes, order));
    expect((await take(chat, 'Yes', '1')).content.quickReplyAnswer).toEqual({
      metadata: 'YES',
      kind: 'reply',
      payload: 'YES',
      offeredBy,
    });
    expect((await take(chat, 'Order', '2.')).content.quickReplyAnswer).toEqual({
      metadata: 'ORDER',
      kind: 'postback',
      payload: 'ORDER',
      actionMetadata: { size: 'L', hot: true },
      offeredBy,
    });
  });

  it('counts after other messages, and for the newest offer alone', async () => {
    const chat = await startChat();
    await chat.offer(offer({ ...yes, payload: 'FIRST' }));
    const newest = await chat.offer(offer({ ...yes, payload: 'SECOND' }));
    await chat.offer({ type: 'text', text: 'Take your time.' });
    await chat.answer({ text: 'Hm, let me think' });
    expect((await take(chat, 'Yes', 'yes')).content.quickReplyAnswer).toMatchObject({
      payload: 'SECOND',
      offeredBy: newest,
    });
  });

  it('that takes none of the choices is a text', async () => {
    const chat = await startChat();
    await chat.offer(offer(yes, order));
    expect((await chat.answer({ text: 'What is there to drink?' })).content.quickReplyAnswer).toBeUndefined();
    expect((await chat.answer({ text: '3' })).content.quickReplyAnswer).toBeUndefined();
  });
});

describe('an answer by X’s word', () => {
  it('to an offer that another one has followed means the one that it was given to', async () => {
    const { apps } = await product.x.control<{ apps: { id: string }[] }>('GET', '/apps');
    for (const { id } of apps) await product.x.control('PATCH', `/apps/${id}`, { v1Dm: 'enabled' });
    await product.db.execute(sql`update x_app set v1_dm = 'enabled'`);
    const chat = await startChat();
    const first = await chat.offer(offer(order));
    await chat.offer(offer(yes));
    const crossed = { label: 'Order', metadata: 'ORDER' };
    expect((await chat.answer({ answer: crossed })).content.quickReplyAnswer).toMatchObject({
      kind: 'postback',
      payload: 'ORDER',
      offeredBy: first,
    });
  });
});
