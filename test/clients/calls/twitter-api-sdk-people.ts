import { expect } from 'vitest';
import type { ClientUnderTest } from './client.ts';
import type { SdkContext } from './twitter-api-sdk-context.ts';

const idsOf = (data: readonly { id: string }[] | undefined) => data?.map(({ id }) => id) ?? [];

/** Users, posts, lists, reports. */
export const sdkPeopleCalls: ClientUnderTest<SdkContext>['calls'] = {
  users_ids: {
    how: 'users.findUsersById()',
    async run({ app, x }) {
      const found = await app.users.findUsersById({
        ids: [x.shop.id, '99'],
        'user.fields': ['public_metrics', 'created_at'],
      });
      expect(found.data).toMatchObject([
        { id: x.shop.id, public_metrics: { followers_count: expect.any(Number) } },
      ]);
      expect(found.errors).toMatchObject([{ resource_id: '99' }]);
    },
  },
  users_names: {
    how: 'users.findUsersByUsername()',
    async run({ app, x }) {
      const found = await app.users.findUsersByUsername({ usernames: ['shop', 'nobody_here'] });
      expect(idsOf(found.data)).toEqual([x.shop.id]);
      expect(found.errors).toMatchObject([{ value: 'nobody_here' }]);
    },
  },
  user_id: {
    how: 'users.findUserById()',
    async run({ app, x }) {
      expect((await app.users.findUserById(x.shop.id)).data?.username).toBe('shop');
    },
  },
  user_name: {
    how: 'users.findUserByUsername()',
    async run({ app, x }) {
      expect((await app.users.findUserByUsername('ANN')).data?.id).toBe(x.customer.id);
    },
  },
  user_me: {
    how: 'users.findMyUser()',
    async run({ shop, x }) {
      expect((await shop.users.findMyUser()).data?.id).toBe(x.shop.id);
    },
  },
  followers: {
    how: 'users.usersIdFollowers(), usersIdFollowing()',
    async run({ shop, newcomer, x }) {
      const target = newcomer();
      const fans = [newcomer(), newcomer(), newcomer()];
      for (const fan of fans) x.simulator.sim.follows.add(fan.id, target.id);
      const seen: string[] = [];
      for await (const page of shop.users.usersIdFollowers(target.id, { max_results: 2 }))
        seen.push(...idsOf(page.data));
      expect(seen.toSorted()).toEqual(fans.map(({ id }) => id).toSorted());
      expect(idsOf((await shop.users.usersIdFollowing(fans[0]?.id ?? '')).data)).toEqual([target.id]);
    },
  },
  follow: {
    how: 'users.usersIdFollow(), usersIdUnfollow()',
    async run({ shop, newcomer, x }) {
      const other = newcomer();
      const made = await shop.users.usersIdFollow(x.shop.id, { target_user_id: other.id });
      expect(made.data?.following).toBe(true);
      expect(x.simulator.sim.follows.has(x.shop.id, other.id)).toBe(true);
      expect((await shop.users.usersIdUnfollow(x.shop.id, other.id)).data?.following).toBe(false);
    },
  },
  block: {
    how: 'users.usersIdBlocking()',
    async run({ shop, newcomer, x }) {
      const other = newcomer();
      x.simulator.sim.blocks.add(x.shop.id, other.id);
      expect(idsOf((await shop.users.usersIdBlocking(x.shop.id)).data)).toContain(other.id);
    },
  },
  mute: {
    how: 'users.usersIdMute(), usersIdMuting(), usersIdUnmute()',
    async run({ shop, newcomer, x }) {
      const other = newcomer();
      const muted = await shop.users.usersIdMute(x.shop.id, { target_user_id: other.id });
      expect(muted.data?.muting).toBe(true);
      expect(idsOf((await shop.users.usersIdMuting(x.shop.id)).data)).toContain(other.id);
      expect((await shop.users.usersIdUnmute(x.shop.id, other.id)).data?.muting).toBe(false);
    },
  },
  post_create: {
    how: 'tweets.createTweet()',
    async run({ shop, x }) {
      const { data } = await shop.tweets.createTweet({ text: 'Hello from the first SDK' });
      expect(x.simulator.sim.posts.find(data?.id ?? '')?.text).toBe('Hello from the first SDK');
    },
  },
  post_delete: {
    how: 'tweets.deleteTweetById()',
    async run({ shop, x }) {
      const id = x.post(x.shop.id, 'Soon gone');
      expect((await shop.tweets.deleteTweetById(id)).data?.deleted).toBe(true);
      expect(x.simulator.sim.posts.find(id)).toBeUndefined();
    },
  },
  post_get: {
    how: 'tweets.findTweetById()',
    async run({ app, x }) {
      const id = x.post(x.shop.id, 'Read one');
      const read = await app.tweets.findTweetById(id, {
        expansions: ['author_id'],
        'tweet.fields': ['created_at', 'public_metrics'],
      });
      expect(read.data).toMatchObject({ text: 'Read one', public_metrics: { like_count: 0 } });
      expect(idsOf(read.includes?.users)).toEqual([x.shop.id]);
    },
  },
  posts_get: {
    how: 'tweets.findTweetsById()',
    async run({ app, x }) {
      const id = x.post(x.shop.id, 'Read many');
      const read = await app.tweets.findTweetsById({ ids: [id, '1234567'] });
      expect(idsOf(read.data)).toEqual([id]);
      expect(read.errors).toMatchObject([{ resource_id: '1234567' }]);
    },
  },
  timeline: {
    how: 'tweets.usersIdTweets()',
    async run({ app, newcomer, x }) {
      const author = newcomer();
      const made = Array.from({ length: 12 }, (_, index) => x.post(author.id, `Number ${index}`));
      const seen: string[] = [];
      for await (const page of app.tweets.usersIdTweets(author.id, { max_results: 5 }))
        seen.push(...idsOf(page.data));
      expect(seen).toEqual(made.toReversed());
    },
  },
  mentions: {
    how: 'tweets.usersIdMentions()',
    async run({ app, x }) {
      const id = x.post(x.customer.id, 'Dear @shop, are you open?');
      expect(idsOf((await app.tweets.usersIdMentions(x.shop.id)).data)[0]).toBe(id);
    },
  },
  search: {
    how: 'tweets.tweetsRecentSearch()',
    async run({ app, x }) {
      const id = x.post(x.customer.id, 'A zebra in the window');
      const found = await app.tweets.tweetsRecentSearch({ query: 'zebra from:ann -is:retweet' });
      expect(idsOf(found.data)).toEqual([id]);
    },
  },
  like: {
    how: 'tweets.usersIdLike(), usersIdUnlike()',
    async run({ shop, x }) {
      const id = x.post(x.customer.id, 'Like me');
      expect((await shop.tweets.usersIdLike(x.shop.id, { tweet_id: id })).data?.liked).toBe(true);
      expect(x.simulator.sim.likes.has(x.shop.id, id)).toBe(true);
      expect((await shop.tweets.usersIdUnlike(x.shop.id, id)).data?.liked).toBe(false);
    },
  },
  repost: {
    how: 'tweets.usersIdRetweets(), usersIdUnretweets()',
    async run({ shop, x }) {
      const id = x.post(x.customer.id, 'Repeat me');
      expect((await shop.tweets.usersIdRetweets(x.shop.id, { tweet_id: id })).data?.retweeted).toBe(true);
      expect((await shop.tweets.usersIdUnretweets(x.shop.id, id)).data?.retweeted).toBe(false);
    },
  },
  metrics: {
    how: 'tweets.findTweetsById() with non_public_metrics',
    async run({ shop, x }) {
      const id = x.post(x.shop.id, 'Mine to measure');
      const read = await shop.tweets.findTweetsById({
        ids: [id],
        'tweet.fields': ['non_public_metrics', 'organic_metrics'],
      });
      expect(read.data?.[0]).toMatchObject({
        non_public_metrics: { impression_count: expect.any(Number) },
        organic_metrics: { impression_count: expect.any(Number) },
      });
    },
  },
  list_create: {
    how: 'lists.listIdCreate(), listIdUpdate(), listIdDelete()',
    async run({ shop }) {
      const { data } = await shop.lists.listIdCreate({ name: 'Customers', private: true });
      const id = data?.id ?? '';
      expect((await shop.lists.listIdUpdate(id, { name: 'Good customers' })).data?.updated).toBe(true);
      expect((await shop.lists.listIdDelete(id)).data?.deleted).toBe(true);
    },
  },
  list_members: {
    how: 'lists.listAddMember(), listRemoveMember()',
    async run({ shop, x }) {
      const id = (await shop.lists.listIdCreate({ name: 'Members' })).data?.id ?? '';
      expect((await shop.lists.listAddMember(id, { user_id: x.customer.id })).data?.is_member).toBe(true);
      expect((await shop.lists.listRemoveMember(id, x.customer.id)).data?.is_member).toBe(false);
    },
  },
  list_read: {
    how: 'lists.listIdGet(), users.listGetMembers()',
    async run({ shop, x }) {
      const id = (await shop.lists.listIdCreate({ name: 'Readable' })).data?.id ?? '';
      await shop.lists.listAddMember(id, { user_id: x.customer.id });
      const read = await shop.lists.listIdGet(id, { 'list.fields': ['member_count', 'owner_id'] });
      expect(read.data).toMatchObject({ name: 'Readable', member_count: 1, owner_id: x.shop.id });
      expect(idsOf((await shop.users.listGetMembers(id)).data)).toEqual([x.customer.id]);
    },
  },
  lists_owned: {
    how: 'lists.listUserOwnedLists()',
    async run({ shop, x }) {
      const id = (await shop.lists.listIdCreate({ name: 'Owned' })).data?.id ?? '';
      expect(idsOf((await shop.lists.listUserOwnedLists(x.shop.id)).data)).toContain(id);
    },
  },
};
