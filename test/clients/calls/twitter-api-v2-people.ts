import { expect } from 'vitest';
import type { ClientUnderTest } from './client.ts';
import type { V2Context } from './twitter-api-v2-context.ts';

/** Users, posts and lists. */
export const peopleCalls: ClientUnderTest<V2Context>['calls'] = {
  users_ids: {
    how: 'v2.users()',
    async run({ app, x }) {
      const found = await app.v2.users([x.shop.id, '99'], {
        'user.fields': ['public_metrics', 'created_at'],
      });
      expect(found.data).toMatchObject([
        { id: x.shop.id, public_metrics: { followers_count: expect.any(Number) } },
      ]);
      expect(found.errors).toMatchObject([{ resource_id: '99', title: 'Not Found Error' }]);
    },
  },
  users_names: {
    how: 'v2.usersByUsernames()',
    async run({ app, x }) {
      const found = await app.v2.usersByUsernames(['shop', 'nobody_here']);
      expect(found.data.map(({ id }) => id)).toEqual([x.shop.id]);
      expect(found.errors).toMatchObject([{ value: 'nobody_here' }]);
    },
  },
  user_id: {
    how: 'v2.user()',
    async run({ app, x }) {
      expect((await app.v2.user(x.shop.id)).data.username).toBe('shop');
    },
  },
  user_name: {
    how: 'v2.userByUsername()',
    async run({ app, x }) {
      expect((await app.v2.userByUsername('ANN')).data.id).toBe(x.customer.id);
    },
  },
  user_me: {
    how: 'v2.me()',
    async run({ shop, x }) {
      expect((await shop.v2.me()).data.id).toBe(x.shop.id);
    },
  },
  followers: {
    how: 'v2.followers(), following()',
    async run({ shop, newcomer, x }) {
      const fan = newcomer();
      x.simulator.sim.follows.add(fan.id, x.shop.id);
      expect((await shop.v2.followers(x.shop.id)).data.map(({ id }) => id)).toContain(fan.id);
      expect((await shop.v2.following(fan.id)).data.map(({ id }) => id)).toEqual([x.shop.id]);
    },
  },
  follow: {
    how: 'v2.follow(), unfollow()',
    async run({ shop, newcomer, x }) {
      const other = newcomer();
      expect((await shop.v2.follow(x.shop.id, other.id)).data.following).toBe(true);
      expect(x.simulator.sim.follows.has(x.shop.id, other.id)).toBe(true);
      expect((await shop.v2.unfollow(x.shop.id, other.id)).data.following).toBe(false);
      expect(x.simulator.sim.follows.has(x.shop.id, other.id)).toBe(false);
    },
  },
  block: {
    how: 'v2.userBlockingUsers()',
    async run({ shop, newcomer, x }) {
      const other = newcomer();
      x.simulator.sim.blocks.add(x.shop.id, other.id);
      const blocked = await shop.v2.userBlockingUsers(x.shop.id);
      expect(blocked.users.map(({ id }) => id)).toContain(other.id);
    },
  },
  mute: {
    how: 'v2.mute(), unmute(), userMutingUsers()',
    async run({ shop, newcomer, x }) {
      const other = newcomer();
      expect((await shop.v2.mute(x.shop.id, other.id)).data.muting).toBe(true);
      const muted = await shop.v2.userMutingUsers(x.shop.id);
      expect(muted.users.map(({ id }) => id)).toContain(other.id);
      expect((await shop.v2.unmute(x.shop.id, other.id)).data.muting).toBe(false);
    },
  },
  v1_users: {
    how: 'v1.users(), user()',
    async run({ shop, x }) {
      const users = await shop.v1.users({ user_id: [x.shop.id, x.customer.id] });
      expect(users.map(({ screen_name }) => screen_name).toSorted()).toEqual(['ann', 'shop']);
      expect((await shop.v1.user({ screen_name: 'ann' })).id_str).toBe(x.customer.id);
    },
  },
  v1_account: {
    how: 'v1.verifyCredentials()',
    async run({ shop, x }) {
      const me = await shop.v1.verifyCredentials({ include_email: true });
      expect(me).toMatchObject({ id_str: x.shop.id, email: 'shop@example.com' });
    },
  },
  v1_friendships: {
    how: 'v1.createFriendship(), friendship(), destroyFriendship()',
    async run({ shop, newcomer, x }) {
      const other = newcomer();
      await shop.v1.createFriendship({ user_id: other.id });
      const { relationship } = await shop.v1.friendship({ source_id: x.shop.id, target_id: other.id });
      expect(relationship.source.following).toBe(true);
      await shop.v1.destroyFriendship({ user_id: other.id });
      expect(x.simulator.sim.follows.has(x.shop.id, other.id)).toBe(false);
    },
  },
  post_create: {
    how: 'v2.tweet(), reply(), quote()',
    async run({ shop, x }) {
      const { data } = await shop.v2.tweet('Hello from a library');
      const answer = await shop.v2.reply('And an answer', data.id);
      const quote = await shop.v2.quote('And a quote', data.id);
      const { posts } = x.simulator.sim;
      expect(posts.find(data.id)?.text).toBe('Hello from a library');
      expect(posts.find(answer.data.id)?.inReplyToId).toBe(data.id);
      expect(posts.find(quote.data.id)?.quotedId).toBe(data.id);
    },
  },
  post_delete: {
    how: 'v2.deleteTweet()',
    async run({ shop, x }) {
      const { data } = await shop.v2.tweet('Soon gone');
      expect((await shop.v2.deleteTweet(data.id)).data.deleted).toBe(true);
      expect(x.simulator.sim.posts.find(data.id)).toBeUndefined();
    },
  },
  post_get: {
    how: 'v2.singleTweet()',
    async run({ shop, x }) {
      const { data } = await shop.v2.tweet('Read one');
      const read = await shop.v2.singleTweet(data.id, {
        expansions: ['author_id'],
        'tweet.fields': ['created_at', 'public_metrics'],
      });
      expect(read.data).toMatchObject({
        text: 'Read one',
        public_metrics: { like_count: expect.any(Number) },
      });
      expect(read.includes?.users?.[0]?.id).toBe(x.shop.id);
    },
  },
  posts_get: {
    how: 'v2.tweets()',
    async run({ shop }) {
      const { data } = await shop.v2.tweet('Read many');
      const read = await shop.v2.tweets([data.id, '1234567']);
      expect(read.data.map(({ text }) => text)).toEqual(['Read many']);
      expect(read.errors).toMatchObject([{ resource_id: '1234567' }]);
    },
  },
  timeline: {
    how: 'v2.userTimeline()',
    async run({ shop, x }) {
      for (const text of ['First of mine', 'Second of mine', 'Third of mine', 'a', 'b', 'c'])
        await shop.v2.tweet(`${text} ${x.app.id}`);
      const page = await shop.v2.userTimeline(x.shop.id, { max_results: 5 });
      await page.fetchNext(5);
      const texts = page.tweets.map(({ text }) => text);
      expect(texts[0]).toBe(`c ${x.app.id}`);
      expect(texts).toContain(`First of mine ${x.app.id}`);
      expect(new Set(page.tweets.map(({ id }) => id)).size).toBe(page.tweets.length);
    },
  },
  mentions: {
    how: 'v2.userMentionTimeline()',
    async run({ shop, x }) {
      x.post(x.customer.id, 'Dear @shop, are you open?');
      const page = await shop.v2.userMentionTimeline(x.shop.id);
      expect(page.tweets[0]?.text).toBe('Dear @shop, are you open?');
    },
  },
  search: {
    how: 'v2.search()',
    async run({ shop, x }) {
      x.post(x.customer.id, 'A zebra in the window');
      const page = await shop.v2.search('zebra from:ann -is:retweet');
      expect(page.tweets.map(({ text }) => text)).toEqual(['A zebra in the window']);
    },
  },
  like: {
    how: 'v2.like(), unlike()',
    async run({ shop, x }) {
      const id = x.post(x.customer.id, 'Like me');
      expect((await shop.v2.like(x.shop.id, id)).data.liked).toBe(true);
      expect(x.simulator.sim.likes.has(x.shop.id, id)).toBe(true);
      expect((await shop.v2.unlike(x.shop.id, id)).data.liked).toBe(false);
    },
  },
  repost: {
    how: 'v2.retweet(), unretweet()',
    async run({ shop, x }) {
      const id = x.post(x.customer.id, 'Repeat me');
      expect((await shop.v2.retweet(x.shop.id, id)).data.retweeted).toBe(true);
      expect(x.simulator.sim.posts.findRepost(x.shop.id, id)).toBeDefined();
      expect((await shop.v2.unretweet(x.shop.id, id)).data.retweeted).toBe(false);
    },
  },
  v1_statuses: {
    how: 'v1.tweet(), singleTweet(), userTimeline(), deleteTweet()',
    async run({ shop, x }) {
      const made = await shop.v1.tweet('By the old way');
      expect((await shop.v1.singleTweet(made.id_str)).full_text).toBe('By the old way');
      const page = await shop.v1.userTimeline(x.shop.id);
      expect(page.tweets[0]?.id_str).toBe(made.id_str);
      await shop.v1.deleteTweet(made.id_str);
      expect(x.simulator.sim.posts.find(made.id_str)).toBeUndefined();
    },
  },
  list_create: {
    how: 'v2.createList(), updateList(), removeList()',
    async run({ shop }) {
      const { data } = await shop.v2.createList({ name: 'Customers', private: true });
      expect((await shop.v2.updateList(data.id, { name: 'Good customers' })).data.updated).toBe(true);
      expect((await shop.v2.removeList(data.id)).data.deleted).toBe(true);
    },
  },
  list_members: {
    how: 'v2.addListMember(), removeListMember()',
    async run({ shop, x }) {
      const { data } = await shop.v2.createList({ name: 'Members' });
      expect((await shop.v2.addListMember(data.id, x.customer.id)).data.is_member).toBe(true);
      expect((await shop.v2.removeListMember(data.id, x.customer.id)).data.is_member).toBe(false);
    },
  },
  list_read: {
    how: 'v2.list(), listMembers()',
    async run({ shop, x }) {
      const { data } = await shop.v2.createList({ name: 'Readable' });
      await shop.v2.addListMember(data.id, x.customer.id);
      const read = await shop.v2.list(data.id, { 'list.fields': ['member_count', 'owner_id'] });
      expect(read.data).toMatchObject({ name: 'Readable', member_count: 1, owner_id: x.shop.id });
      expect((await shop.v2.listMembers(data.id)).users.map(({ id }) => id)).toEqual([x.customer.id]);
    },
  },
  lists_owned: {
    how: 'v2.listsOwned()',
    async run({ shop, x }) {
      const { data } = await shop.v2.createList({ name: 'Owned' });
      expect((await shop.v2.listsOwned(x.shop.id)).lists.map(({ id }) => id)).toContain(data.id);
    },
  },
};
