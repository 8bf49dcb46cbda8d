import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readUpTo, sendMessage } from '../../simulator/acts/messages.ts';
import { type Answered, type World, startWorld } from './simulator-world.ts';
import { waitFor } from './x-receiver.ts';

const PATH = '/2/activity/subscriptions';
type Page = {
  data: { subscription_id: string }[];
  meta: { next_token?: string; total_subscriptions: number };
};

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.control('POST', '/limits', { enabled: false });
});
afterAll(() => world.close());

const sim = () => world.simulator.sim;
const shop = () => world.shop.id;
const message = (answer: Answered) =>
  (answer.body as { errors?: { message: string }[] }).errors?.[0]?.message ?? answer.text;
const subscribe = (eventType: string, filter: object, more: object = {}) =>
  world.asUser(world.shop, 'POST', PATH, { event_type: eventType, filter, ...more });
/** With an OAuth 2.0 token of the shop that has these scopes. */
const subscribeAs2 = async (scopes: string[], eventType: string, filter: object) => {
  const { body } = await world.control('POST', '/tokens', {
    appId: world.app.id,
    user: shop(),
    kind: 'oauth2',
    scopes,
  });
  const { accessToken } = body as { accessToken: string };
  const answer = await fetch(`${world.simulator.url}${PATH}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ event_type: eventType, filter }),
  });
  return answer.status;
};
const removeAll = async () => {
  for (;;) {
    const { body } = await world.asApp('GET', `${PATH}?max_results=100`);
    const ids = (body as Page).data.map((row) => row.subscription_id);
    if (ids.length === 0) return;
    await world.asApp('DELETE', `${PATH}?ids=${ids.join(',')}`);
  }
};

describe('filters of activity subscriptions', () => {
  it.each([
    ['profile.update.bio', { user_id: '1', direction: 'inbound' }],
    ['spaces.start', { user_id: '1', direction: 'outbound' }],
    ['mute.mute', { user_id: '1', direction: 'outbound' }],
    ['news.new', { user_id: '1' }],
    ['news.new', {}],
    ['news.new', { keyword: '' }],
    ['news.new', { keyword: 'x'.repeat(151) }],
    ['post.create', { user_id: '1', keyword: 'shop' }],
    ['post.create', { user_id: 'shop' }],
    ['post.create', { user_id: '1', direction: 'sideways' }],
    ['post.create', { user_id: '1', country: 'PT' }],
    ['oauth.revoke', { user_id: '1' }],
  ])('of %s refuse %j and say which field it is', async (eventType, filter) => {
    const answer = await subscribe(eventType, filter);
    expect(answer.status).toBe(400);
    expect(message(answer)).toContain('filter');
  });

  it.each(['follow.follow', 'like.create', 'post.reply.create', 'dm.received', 'chat.sent'])(
    'of %s take a direction, and a subscription for each',
    async (eventType) => {
      for (const direction of ['inbound', 'outbound'])
        expect((await subscribe(eventType, { user_id: shop(), direction })).status).toBe(200);
      const again = await subscribe(eventType, { user_id: shop(), direction: 'inbound' });
      expect(again.status).toBe(409);
    },
  );

  it('know one keyword by any case', async () => {
    expect((await subscribe('news.new', { keyword: 'Coffee' })).status).toBe(200);
    expect((await subscribe('news.new', { keyword: 'coffee' })).status).toBe(409);
  });

  it('answer the present name for the older one', async () => {
    const answer = await subscribe('chat.conversation_join', { user_id: shop() });
    expect(answer.body).toMatchObject({
      data: { subscription: { event_type: 'chat.conversation.join' } },
    });
    expect((await subscribe('chat.conversation.join', { user_id: shop() })).status).toBe(409);
  });
});

describe('who may subscribe', () => {
  it.each([
    ['dm.sent', ['dm.read'], 200],
    ['dm.read', ['tweet.read', 'users.read'], 403],
    ['chat.received', ['dm.read'], 200],
    ['like.create', ['like.read'], 200],
    ['like.create', ['tweet.read'], 403],
    ['mute.unmute', ['mute.read'], 200],
    ['block.unblock', ['block.read'], 200],
    ['block.block', ['mute.read'], 403],
    ['post.mention.create', ['tweet.read'], 200],
    ['post.quote.create', ['users.read'], 403],
    ['broadcast.chat', ['tweet.read'], 200],
    ['profile.update.geo', ['tweet.read'], 200],
    ['profile.update.url', ['users.read'], 403],
  ])('%s with the scopes %j: %i', async (eventType, scopes, status) => {
    await removeAll();
    expect(await subscribeAs2(scopes, eventType, { user_id: shop() })).toBe(status);
  });

  it.each(['dm.received', 'chat.sent', 'like.create', 'mute.mute', 'block.block', 'post.repost.create'])(
    'not an app alone for %s',
    async (eventType) => {
      const body = { event_type: eventType, filter: { user_id: shop() } };
      expect((await world.asApp('POST', PATH, body)).status).toBe(403);
    },
  );

  it('nobody but the actor for mutes and blocks, also when the app may act for the other', async () => {
    const other = sim().users.create({ username: 'other' });
    sim().tokens.issueAccess(world.app.id, other.id, 'read-write-dm', sim().clock.now());
    expect((await subscribe('block.block', { user_id: other.id })).status).toBe(403);
    expect((await subscribe('dm.received', { user_id: other.id })).status).toBe(200);
  });

  it('no OAuth 1.0a token for private events when that is switched off', async () => {
    await removeAll();
    await world.control('PATCH', '/settings', { activityOauth1: false });
    expect((await subscribe('dm.received', { user_id: shop() })).status).toBe(403);
    expect((await subscribe('post.create', { user_id: shop() })).status).toBe(200);
    await world.control('PATCH', '/settings', { activityOauth1: true });
  });
});

describe('many activity subscriptions', () => {
  it('are told page by page, each one once, while others come and go', async () => {
    await removeAll();
    const made: string[] = [];
    for (let at = 1; at <= 30; at++) {
      const { body } = await subscribe('post.create', { user_id: String(at) });
      made.push(
        (body as { data: { subscription: { subscription_id: string } } }).data.subscription.subscription_id,
      );
    }
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const more = token ? `&pagination_token=${token}` : '';
      const page = (await world.asApp('GET', `${PATH}?max_results=7${more}`)).body as Page;
      seen.push(...page.data.map((row) => row.subscription_id));
      token = page.meta.next_token;
      // What has been shown goes, something new comes.
      await world.asApp('DELETE', `${PATH}/${page.data[0]?.subscription_id}`);
      await subscribe('post.delete', { user_id: String(seen.length) });
    } while (token);
    expect(seen.slice(0, 30)).toEqual(made);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each(['max_results=0', 'max_results=1001', 'max_results=many', 'pagination_token=nonsense'])(
    'refuse the page %s',
    async (query) => {
      expect((await world.asApp('GET', `${PATH}?${query}`)).status).toBe(400);
    },
  );

  it('are deleted a hundred at once at most, known ones and others apart', async () => {
    await removeAll();
    const { body } = await subscribe('post.create', { user_id: '1' });
    const { subscription_id: id } = (body as { data: { subscription: { subscription_id: string } } }).data
      .subscription;
    const many = Array.from({ length: 101 }, (_, at) => String(at + 1));
    expect((await world.asApp('DELETE', `${PATH}?ids=${many.join(',')}`)).status).toBe(400);
    expect((await world.asApp('DELETE', `${PATH}?ids=abc`)).status).toBe(400);
    expect((await world.asApp('DELETE', PATH)).status).toBe(400);
    // Repeated parameters, as clients write lists, and one id twice.
    const answer = await world.asApp('DELETE', `${PATH}?ids=${id}&ids=77&ids=${id}`);
    expect(answer.body).toEqual({
      data: [{ subscription_id: id, deleted: true }],
      errors: [
        { subscription_id: '77', reason: 'SubscriptionNotFound', message: expect.stringContaining('77') },
      ],
      meta: { total_subscriptions: 0 },
    });
    expect((await world.asApp('DELETE', `${PATH}/${id}`)).status).toBe(404);
    expect((await world.asApp('PUT', `${PATH}/${id}`, { tag: 'x' })).status).toBe(404);
  });

  it('end at 1,500 on a small plan', async () => {
    await removeAll();
    const statuses = new Map<number, number>();
    const tasks = Array.from({ length: 1_502 }, (_, at) => String(at + 1));
    // A few at a time: one app may ask for so many, and the order does not matter.
    const work = async () => {
      for (let userId = tasks.pop(); userId !== undefined; userId = tasks.pop()) {
        const body = { event_type: 'profile.update.bio', filter: { user_id: userId } };
        const { status } = await world.asApp('POST', PATH, body);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
    expect(Object.fromEntries(statuses)).toEqual({ 200: 1_500, 403: 2 });
    await removeAll();
  });
});

describe('an activity subscription with a webhook', () => {
  it('is told on the webhook and on the open stream, and moves to where a change says', async () => {
    await removeAll();
    const { body } = await world.asApp('POST', '/2/webhooks', { url: world.receiver.url });
    const { id: webhookId } = (body as { data: { id: string } }).data;
    const made = await subscribe('dm.read', { user_id: shop() });
    const { subscription_id: id } = (made.body as { data: { subscription: { subscription_id: string } } })
      .data.subscription;
    const abort = new AbortController();
    const stream = await fetch(`${world.simulator.url}/2/activity/stream`, {
      headers: { authorization: `Bearer ${world.bearer}` },
      signal: abort.signal,
    });
    let text = '';
    const reading = (async () => {
      for await (const chunk of stream.body ?? []) text += Buffer.from(chunk).toString('utf8');
    })().catch(() => undefined);
    const { id: eventId } = sendMessage(sim(), {
      senderId: shop(),
      to: { userId: world.customer.id },
      text: 'Hi',
    });
    readUpTo(sim(), world.customer.id, shop(), eventId);
    await waitFor('the event on the stream', () => text.includes('dm.read'));
    expect(world.receiver.received).toHaveLength(0);

    const changed = await world.asApp('PUT', `${PATH}/${id}`, { webhook_id: webhookId, tag: 'both' });
    expect(changed.body).toMatchObject({ data: { subscription: { webhook_id: webhookId, tag: 'both' } } });
    readUpTo(sim(), world.customer.id, shop(), eventId);
    const [post] = await waitFor(
      'the event on the webhook',
      () => world.receiver.received.length > 0 && world.receiver.received,
    );
    await waitFor('the event on the stream too', () => text.includes('"tag":"both"'));
    const onStream = text.split('\r\n').find((line) => line.includes('"tag":"both"'));
    expect(post?.body).toBe(onStream);
    abort.abort();
    await reading;
  });
});
