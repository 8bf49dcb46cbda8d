import { expect } from 'vitest';
import type { ClientUnderTest } from './client.ts';
import { refusalOf } from './preload.ts';
import type { TwitContext } from './twit-context.ts';

const v2 = 'https://api.twitter.com/2/';
const idsOf = ({ data }: { data: unknown }) =>
  (data as { data?: { id: string }[] }).data?.map(({ id }) => id);

/** Users, posts and what v2 lets be read, and how refusals are told. */
export const twitPeopleCalls: ClientUnderTest<TwitContext>['calls'] = {
  dm_list: {
    how: "get('https://api.twitter.com/2/dm_events')",
    async run({ shop, newcomer, x }) {
      const { id } = x.write(newcomer().id, 'newest of all');
      expect(idsOf(await shop.get(`${v2}dm_events`, { max_results: 1 }))).toEqual([id]);
    },
  },
  user_me: {
    how: "get('https://api.twitter.com/2/users/me')",
    async run({ shop, x }) {
      expect((await shop.get(`${v2}users/me`)).data).toMatchObject({ data: { id: x.shop.id } });
    },
  },
  user_name: {
    how: "get('https://api.twitter.com/2/users/by/username/:name')",
    async run({ app, x }) {
      const { data } = await app.get(`${v2}users/by/username/ann`);
      expect(data).toMatchObject({ data: { id: x.customer.id } });
    },
  },
  posts_get: {
    how: "get('https://api.twitter.com/2/tweets')",
    async run({ app, x }) {
      const ids = [x.post(x.shop.id, 'Read one'), x.post(x.shop.id, 'Read two')];
      expect(idsOf(await app.get(`${v2}tweets`, { ids }))).toEqual(ids);
    },
  },
  search: {
    how: "get('https://api.twitter.com/2/tweets/search/recent')",
    async run({ app, x }) {
      const id = x.post(x.customer.id, 'A zebra in the window');
      const found = await app.get(`${v2}tweets/search/recent`, { query: 'zebra from:ann -is:retweet' });
      expect(idsOf(found)).toEqual([id]);
    },
  },
  followers: {
    how: "get('followers/ids'), get('friends/ids')",
    async run({ shop, newcomer, x }) {
      const [target, fan] = [newcomer(), newcomer()];
      x.simulator.sim.follows.add(fan.id, target.id);
      const followers = await shop.get('followers/ids', { user_id: target.id, stringify_ids: true });
      expect(followers.data).toMatchObject({ ids: [fan.id] });
      const friends = await shop.get('friends/ids', { screen_name: fan.username, stringify_ids: true });
      expect(friends.data).toMatchObject({ ids: [target.id] });
    },
  },
  v1_users: {
    how: "get('users/lookup'), get('users/show')",
    async run({ shop, x }) {
      const { data } = await shop.get('users/lookup', { user_id: [x.shop.id, x.customer.id] });
      const names = (data as { screen_name: string }[]).map(({ screen_name }) => screen_name);
      expect(names.toSorted()).toEqual(['ann', 'shop']);
      const shown = await shop.get('users/show', { screen_name: 'ann' });
      expect(shown.data).toMatchObject({ id_str: x.customer.id });
    },
  },
  v1_account: {
    how: "get('account/verify_credentials')",
    async run({ shop, x }) {
      const { data, resp } = await shop.get('account/verify_credentials', { include_email: true });
      expect(data).toMatchObject({ id_str: x.shop.id, email: 'shop@example.com' });
      expect(resp.headers['x-access-level']).toBe('read-write-directmessages');
    },
  },
  v1_friendships: {
    how: "post('friendships/create'), get('friendships/show'), post('friendships/destroy')",
    async run({ shop, newcomer, x }) {
      const other = newcomer();
      await shop.post('friendships/create', { user_id: other.id });
      const shown = await shop.get('friendships/show', { source_id: x.shop.id, target_id: other.id });
      expect(shown.data).toMatchObject({ relationship: { source: { following: true } } });
      await shop.post('friendships/destroy', { user_id: other.id });
      expect(x.simulator.sim.follows.has(x.shop.id, other.id)).toBe(false);
    },
  },
  v1_statuses: {
    how: "post('statuses/update'), get('statuses/show/:id'), get('statuses/user_timeline'), post('statuses/destroy/:id')",
    async run({ shop, x }) {
      const status = "By the old way (it's ok) é!";
      const { data } = await shop.post('statuses/update', { status });
      const id = (data as { id_str: string }).id_str;
      const shown = await shop.get('statuses/show/:id', { id, tweet_mode: 'extended' });
      expect(shown.data).toMatchObject({ full_text: status });
      const timeline = await shop.get('statuses/user_timeline', { user_id: x.shop.id, count: 1 });
      expect(timeline.data).toMatchObject([{ id_str: id }]);
      await shop.post('statuses/destroy/:id', { id });
      expect(x.simulator.sim.posts.find(id)).toBeUndefined();
    },
  },
  error_unauthorized: {
    how: 'error.statusCode, error.code',
    async run({ as }) {
      const client = as({ token: '1-wrong', secret: 'wrong' });
      expect(await refusalOf(client.get('account/verify_credentials'))).toMatchObject({
        message: 'Invalid or expired token.',
        statusCode: 401,
        code: 89,
      });
    },
  },
  error_forbidden: {
    how: 'error.code',
    async run({ shop, newcomer, x }) {
      const closed = newcomer();
      x.simulator.sim.users.update(closed.id, { dmOpen: false });
      const message_create = { target: { recipient_id: closed.id }, message_data: { text: 'hello' } };
      const sent = shop.post('direct_messages/events/new', {
        event: { type: 'message_create', message_create },
      });
      expect(await refusalOf(sent)).toMatchObject({ statusCode: 403, code: 150 });
    },
  },
  error_missing: {
    how: 'error.code',
    async run({ shop }) {
      const refused = await refusalOf(shop.get('users/show', { user_id: '99' }));
      expect(refused).toMatchObject({ statusCode: 404, code: 50, message: 'User not found.' });
    },
  },
  error_limit: {
    how: 'error.statusCode',
    async run({ shop, x }) {
      const { limits } = x.simulator.sim;
      const key = 'GET /1.1/account/verify_credentials.json';
      limits.enabled = true;
      limits.override(key, { user: 1 });
      const { resp } = await shop.get('account/verify_credentials');
      const refused = await refusalOf(shop.get('account/verify_credentials'));
      limits.override(key, null);
      limits.enabled = false;
      expect(resp.headers['x-rate-limit-remaining']).toBe('0');
      expect(refused).toMatchObject({ statusCode: 429, code: 88, message: 'Rate limit exceeded.' });
    },
  },
  error_453: {
    how: 'error.code',
    async run({ shop, x }) {
      x.simulator.sim.apps.update(x.app.id, { v1Dm: '453' });
      const refused = await refusalOf(shop.get('direct_messages/events/list'));
      x.simulator.sim.apps.update(x.app.id, { v1Dm: 'enabled' });
      expect(refused).toMatchObject({ statusCode: 403, code: 453 });
    },
  },
};
