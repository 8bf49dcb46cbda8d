import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  ComposeLink,
  ConversationDetail,
  PublicPost,
  Queue,
  StreamRules,
  TraceStep,
} from '../../contract/api/index.ts';
import { make, queueInput } from './configure-house.ts';
import { routeRule, when } from './rules-house.ts';
import { type Product, startProduct } from '../product.ts';
import { until } from '../harness.ts';

let product: Product;
let handleId: string;
let links: string;

beforeAll(async () => {
  product = await startProduct();
  for (const name of ['brandy', 'ann', 'bob', 'cat', 'dan', 'eve']) await product.x.user(name);
  handleId = (await product.connect('brandy')).handleId;
  links = `/api/handles/${handleId}/links`;
}, 60_000);
afterAll(() => product?.close());

const link = (name: string, firstWords: string, welcomeMessageId: string | null = null) =>
  product.admin.call('POST', links, { name, firstWords, welcomeMessageId });

/** By what a customer came, once their conversation is there. */
async function sourceOf(username: string): Promise<ConversationDetail['source']> {
  const row = await until(async () => {
    const { rows } = await product.admin.ask<{
      rows: { conversationId: string; customer: { username: string } }[];
    }>('GET', '/api/inbox?view=all');
    return rows.find((one) => one.customer.username === username);
  });
  return (await product.admin.ask<ConversationDetail>('GET', `/api/conversations/${row.conversationId}`))
    .source;
}

describe('a named link', () => {
  test('is told apart by its first words, and counts the conversations that began by it', async () => {
    expect((await link('Poster', 'I am in your shop and ')).status).toBe(201);
    await product.x.write('ann', 'brandy', 'I am in your shop and');
    expect(await sourceOf('ann')).toEqual({ kind: 'link', linkName: 'Poster', postUrl: null });
    await product.x.write('bob', 'brandy', 'I am in your shop and hungry');
    expect(await sourceOf('bob')).toBeNull();
    // Who has written before came by it another time.
    await product.x.write('bob', 'brandy', 'I am in your shop and');
    await product.x.write('bob', 'brandy', 'really');
    const { links: listed } = await product.admin.ask<{ links: ComposeLink[] }>('GET', links);
    expect(listed).toMatchObject([{ name: 'Poster', firstWords: 'I am in your shop and', conversations: 1 }]);
  });

  test('is refused twice, and where nothing could tell of it', async () => {
    expect(await link('poster', 'Something else')).toMatchObject({
      status: 409,
      body: {
        error: { code: 'link_name_taken', message: 'This handle has a link called “poster” already.' },
      },
    });
    expect(await link('Nothing', '  ')).toMatchObject({
      status: 400,
      body: { error: { code: 'link_not_told_apart' } },
    });
  });

  test('can be deleted; what began by it keeps its name', async () => {
    const { body } = await link('Leaflet', 'About the leaflet');
    await product.x.write('cat', 'brandy', 'About the leaflet');
    expect(await sourceOf('cat')).toMatchObject({ linkName: 'Leaflet' });
    expect((await product.admin.call('DELETE', `${links}/${String(body['id'])}`)).status).toBe(204);
    expect((await product.admin.call('DELETE', `${links}/${String(body['id'])}`)).status).toBe(404);
    expect(await sourceOf('cat')).toMatchObject({ linkName: 'Leaflet' });
    // For some minutes it comes back, and with it what began by it.
    await product.admin.ask('POST', `/api/setup/deleted/${String(body['id'])}/restore`, {});
    const { links: listed } = await product.admin.ask<{ links: ComposeLink[] }>('GET', links);
    expect(listed.find(({ id }) => id === body['id'])).toMatchObject({ name: 'Leaflet', conversations: 1 });
  });
});

describe('who follows the button', () => {
  test('of a post is known to come by it', async () => {
    const { id: recipient } = await product.x.control<{ id: string }>('GET', '/users/@brandy');
    const { id } = await product.x.control<{ id: string }>('POST', '/posts', {
      author: '@brandy',
      text: `Write to us: https://x.com/messages/compose?recipient_id=${recipient}`,
    });
    await product.x.control('POST', '/threads/open', { user: '@dan', recipient: '@brandy', postId: id });
    await product.x.write('dan', 'brandy', 'Hello from a post');
    expect(await sourceOf('dan')).toEqual({
      kind: 'post',
      linkName: null,
      postUrl: `https://x.com/i/status/${id}`,
    });
  });

  test('of our public answer is known to come by that', async () => {
    const { id: recipient } = await product.x.control<{ id: string }>('GET', '/users/@brandy');
    await product.x.control('POST', '/posts', { author: '@eve', text: '@brandy help' });
    const find = async (done: (post: PublicPost) => boolean) => {
      const { posts } = await product.admin.ask<{ posts: PublicPost[] }>('GET', '/api/public-posts');
      return posts.find(done);
    };
    const post = await until(() => find(({ author }) => author.username === 'eve'));
    const text = `Here: https://twitter.com/messages/compose?recipient_id=${recipient}`;
    await product.admin.ask('POST', `/api/public-posts/${post.id}/answer`, { text });
    const answered = await until(() => find(({ answer }) => answer?.state === 'sent'));
    const answerId = answered.answer?.url?.split('/').at(-1);
    await product.x.control('POST', '/threads/open', {
      user: '@eve',
      recipient: '@brandy',
      postId: answerId,
    });
    await product.x.write('eve', 'brandy', 'Thank you');
    expect(await sourceOf('eve')).toMatchObject({
      kind: 'answer',
      postUrl: `https://x.com/i/status/${answerId}`,
    });
    const seen = await until(() => find(({ conversationId }) => conversationId !== null));
    expect(seen.id).toBe(post.id);
  });
});

describe('rules of routing', () => {
  test('know the link, and the post whose button a new customer followed', async () => {
    const { admin, x } = product;
    const [stream] = (await admin.ask<{ workStreams: { id: string }[] }>('GET', '/api/work-streams'))
      .workStreams;
    const { id: queueId } = await make<Queue>(admin, 'queues', queueInput('Shop'));
    const rules = `/api/work-streams/${stream?.id}/rules`;
    const { route } = await admin.ask<StreamRules>('GET', rules);
    await admin.ask('PUT', `${rules}/route`, {
      rules: [
        routeRule('By the poster', when('message.link', 'equals', 'Poster'), queueId),
        routeRule('By a post', when('message.post', 'contains', '/status/'), queueId),
      ],
      version: route.version,
    });
    const matched = async (username: string, text: string) => {
      await x.write(username, 'brandy', text);
      return until(async () => {
        const { rows } = await admin.ask<{
          rows: { conversationId: string; customer: { username: string }; workItem: object | null }[];
        }>('GET', '/api/inbox?view=all');
        const row = rows.find((one) => one.customer.username === username && one.workItem);
        if (!row) return undefined;
        const { steps } = await admin.ask<{ steps: TraceStep[] }>(
          'GET',
          `/api/conversations/${row.conversationId}/routing-trace`,
        );
        // What a rule came to is told in this order.
        const tried = steps.findLast((step) => step.stage === 'route')?.body as
          | { rules: { name: string; result: string }[] }
          | undefined;
        return tried?.rules.map(({ result }) => result).join();
      });
    };
    for (const name of ['fay', 'gus', 'hal']) await x.user(name);
    expect(await matched('fay', 'I am in your shop and')).toBe('matched');
    const { id } = await x.control<{ id: string }>('POST', '/posts', { author: '@brandy', text: 'News' });
    await x.control('POST', '/threads/open', { user: '@gus', recipient: '@brandy', postId: id });
    expect(await matched('gus', 'What news?')).toBe('not_matched,matched');
    expect(await matched('hal', 'Good morning')).toBe('not_matched,not_matched');
  });
});
