import { expect } from 'vitest';
import type { ClientUnderTest } from './client.ts';
import { refusalOf } from './preload.ts';
import type { LiteContext } from './twitter-lite-context.ts';

const idsOf = (answer: Record<string, unknown>) => {
  const { data } = answer as { data?: { id: string }[] };
  return data?.map(({ id }) => id) ?? [];
};

/** Users, posts and what v2 lets be read, and how refusals are told. */
export const liteReadCalls: ClientUnderTest<LiteContext>['calls'] = {
  dm_list: {
    how: "get('dm_events'), version 2",
    async run({ v2, newcomer, x }) {
      const { id } = x.write(newcomer().id, 'newest of all');
      const page = await v2.get('dm_events', { max_results: 1, 'dm_event.fields': 'sender_id,text' });
      expect(page).toMatchObject({ data: [{ id, text: 'newest of all' }], meta: { result_count: 1 } });
    },
  },
  dm_list_with: {
    how: "get('dm_conversations/with/:id/dm_events'), version 2",
    async run({ v2, newcomer, x }) {
      const from = newcomer();
      const { id } = x.write(from.id, 'only one');
      expect(idsOf(await v2.get(`dm_conversations/with/${from.id}/dm_events`))).toEqual([id]);
    },
  },
  dm_list_conversation: {
    how: "get('dm_conversations/:id/dm_events'), version 2",
    async run({ v2, newcomer, x }) {
      const { id, conversationId } = x.write(newcomer().id, 'found by its id');
      expect(idsOf(await v2.get(`dm_conversations/${conversationId}/dm_events`))).toEqual([id]);
    },
  },
  dm_get: {
    how: "get('dm_events/:id'), version 2",
    async run({ v2, newcomer, x }) {
      const { id } = x.write(newcomer().id, 'one event');
      expect(await v2.get(`dm_events/${id}`)).toMatchObject({ data: { id, text: 'one event' } });
    },
  },
  users_ids: {
    how: "get('users'), version 2",
    async run({ app, x }) {
      const found = await app.get('users', { ids: `${x.shop.id},99`, 'user.fields': 'public_metrics' });
      expect(found).toMatchObject({ data: [{ id: x.shop.id }], errors: [{ resource_id: '99' }] });
    },
  },
  users_names: {
    how: "get('users/by'), version 2",
    async run({ app, x }) {
      expect(idsOf(await app.get('users/by', { usernames: 'shop,nobody_here' }))).toEqual([x.shop.id]);
    },
  },
  user_id: {
    how: "get('users/:id'), version 2",
    async run({ app, x }) {
      expect(await app.get(`users/${x.shop.id}`)).toMatchObject({ data: { username: 'shop' } });
    },
  },
  user_name: {
    how: "get('users/by/username/:name'), version 2",
    async run({ app, x }) {
      expect(await app.get('users/by/username/ANN')).toMatchObject({ data: { id: x.customer.id } });
    },
  },
  user_me: {
    how: "get('users/me'), version 2",
    async run({ v2, x }) {
      expect(await v2.get('users/me')).toMatchObject({ data: { id: x.shop.id } });
    },
  },
  followers: {
    how: "get('users/:id/followers'), get('followers/ids')",
    async run({ v2, shop, newcomer, x }) {
      const [target, fan] = [newcomer(), newcomer()];
      x.simulator.sim.follows.add(fan.id, target.id);
      expect(idsOf(await v2.get(`users/${target.id}/followers`))).toEqual([fan.id]);
      expect(idsOf(await v2.get(`users/${fan.id}/following`))).toEqual([target.id]);
      const old = await shop.get('followers/ids', { user_id: target.id, stringify_ids: true });
      expect(old).toMatchObject({ ids: [fan.id] });
    },
  },
  v1_users: {
    how: "get('users/lookup'), get('users/show')",
    async run({ shop, x }) {
      const users = (await shop.get('users/lookup', {
        user_id: `${x.shop.id},${x.customer.id}`,
      })) as unknown as { screen_name: string }[];
      expect(users.map(({ screen_name }) => screen_name).toSorted()).toEqual(['ann', 'shop']);
      expect(await shop.get('users/show', { screen_name: 'ann' })).toMatchObject({ id_str: x.customer.id });
    },
  },
  v1_account: {
    how: "get('account/verify_credentials')",
    async run({ shop, x }) {
      const me = await shop.get('account/verify_credentials', { include_email: true });
      expect(me).toMatchObject({ id_str: x.shop.id, email: 'shop@example.com' });
      expect(me._headers?.get('x-access-level')).toBe('read-write-directmessages');
    },
  },
  v1_friendships: {
    how: "post('friendships/create'), get('friendships/show'), post('friendships/destroy')",
    async run({ shop, newcomer, x }) {
      const other = newcomer();
      await shop.post('friendships/create', { user_id: other.id });
      const shown = await shop.get('friendships/show', { source_id: x.shop.id, target_id: other.id });
      expect(shown).toMatchObject({ relationship: { source: { following: true } } });
      await shop.post('friendships/destroy', { user_id: other.id });
      expect(x.simulator.sim.follows.has(x.shop.id, other.id)).toBe(false);
    },
  },
  v1_statuses: {
    how: "post('statuses/update'), get('statuses/show'), get('statuses/user_timeline'), post('statuses/destroy/:id')",
    async run({ shop, x }) {
      const status = "By the old way (it's ok) é!";
      const made = await shop.post('statuses/update', { status });
      const id = String(made['id_str']);
      expect(await shop.get('statuses/show', { id, tweet_mode: 'extended' })).toMatchObject({
        full_text: status,
      });
      const timeline = (await shop.get('statuses/user_timeline', { user_id: x.shop.id })) as unknown as {
        id_str: string;
      }[];
      expect(timeline[0]?.id_str).toBe(id);
      await shop.post(`statuses/destroy/${id}`, {});
      expect(x.simulator.sim.posts.find(id)).toBeUndefined();
    },
  },
  post_get: {
    how: "get('tweets/:id'), version 2",
    async run({ app, x }) {
      const id = x.post(x.shop.id, 'Read one');
      const read = await app.get(`tweets/${id}`, { expansions: 'author_id', 'tweet.fields': 'created_at' });
      expect(read).toMatchObject({ data: { text: 'Read one' }, includes: { users: [{ id: x.shop.id }] } });
    },
  },
  posts_get: {
    how: "get('tweets'), version 2",
    async run({ app, x }) {
      const id = x.post(x.shop.id, 'Read many');
      expect(await app.get('tweets', { ids: `${id},1234567` })).toMatchObject({
        data: [{ id }],
        errors: [{ resource_id: '1234567' }],
      });
    },
  },
  timeline: {
    how: "get('users/:id/tweets'), version 2",
    async run({ app, newcomer, x }) {
      const author = newcomer();
      const made = Array.from({ length: 7 }, (_, index) => x.post(author.id, `Number ${index}`));
      const first = await app.get(`users/${author.id}/tweets`, { max_results: 5 });
      const { next_token: pagination_token } = first['meta'] as { next_token: string };
      const second = await app.get(`users/${author.id}/tweets`, { max_results: 5, pagination_token });
      expect([...idsOf(first), ...idsOf(second)]).toEqual(made.toReversed());
    },
  },
  mentions: {
    how: "get('users/:id/mentions'), version 2",
    async run({ app, x }) {
      const id = x.post(x.customer.id, 'Dear @shop, are you open?');
      expect(idsOf(await app.get(`users/${x.shop.id}/mentions`))[0]).toBe(id);
    },
  },
  search: {
    how: "get('tweets/search/recent'), version 2",
    async run({ app, x }) {
      const id = x.post(x.customer.id, 'A zebra in the window');
      const found = await app.get('tweets/search/recent', { query: 'zebra from:ann -is:retweet' });
      expect(idsOf(found)).toEqual([id]);
    },
  },
  metrics: {
    how: "get('tweets'), version 2",
    async run({ v2, x }) {
      const id = x.post(x.shop.id, 'Mine to measure');
      const read = await v2.get('tweets', { ids: id, 'tweet.fields': 'non_public_metrics' });
      expect(read).toMatchObject({
        data: [{ id, non_public_metrics: { impression_count: expect.any(Number) } }],
      });
    },
  },
  error_unauthorized: {
    how: 'error.errors',
    async run({ as }) {
      const client = as({ token: '1-wrong', secret: 'wrong' });
      expect(await refusalOf(client.get('account/verify_credentials'))).toMatchObject({
        errors: [{ code: 89, message: 'Invalid or expired token.' }],
      });
    },
  },
  error_forbidden: {
    how: 'error.errors',
    async run({ shop, newcomer, x }) {
      const closed = newcomer();
      x.simulator.sim.users.update(closed.id, { dmOpen: false });
      const message_create = { target: { recipient_id: closed.id }, message_data: { text: 'hello' } };
      const sent = shop.post('direct_messages/events/new', {
        event: { type: 'message_create', message_create },
      });
      expect(await refusalOf(sent)).toMatchObject({ errors: [{ code: 150 }] });
    },
  },
  error_missing: {
    how: 'error.errors',
    async run({ shop }) {
      expect(await refusalOf(shop.get('users/show', { user_id: '99' }))).toMatchObject({
        errors: [{ code: 50, message: 'User not found.' }],
      });
    },
  },
  error_limit: {
    how: 'error._headers',
    async run({ v2, x }) {
      const { limits } = x.simulator.sim;
      limits.enabled = true;
      limits.override('GET /2/users/me', { user: 1 });
      await v2.get('users/me');
      const refused = (await refusalOf(v2.get('users/me'))) as {
        status: number;
        _headers: { get(name: string): string };
      };
      limits.override('GET /2/users/me', null);
      limits.enabled = false;
      expect(refused.status).toBe(429);
      expect(refused._headers.get('x-rate-limit-remaining')).toBe('0');
    },
  },
  error_453: {
    how: 'error.errors',
    async run({ shop, x }) {
      x.simulator.sim.apps.update(x.app.id, { v1Dm: '453' });
      const refused = await refusalOf(shop.get('direct_messages/events/list'));
      x.simulator.sim.apps.update(x.app.id, { v1Dm: 'enabled' });
      expect(refused).toMatchObject({ errors: [{ code: 453 }] });
    },
  },
  error_credits: {
    how: 'error.title',
    async run({ v2, x }) {
      x.simulator.sim.apps.update(x.app.id, { tier: 'pay-per-use' });
      await x.credits(0);
      const refused = await refusalOf(v2.get('users/me'));
      await x.credits(null);
      expect(refused).toMatchObject({ title: 'CreditsDepleted' });
    },
  },
};
