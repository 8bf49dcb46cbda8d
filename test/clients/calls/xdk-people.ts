import { expect } from 'vitest';
import type { ClientUnderTest } from './client.ts';
import type { XdkContext } from './xdk-context.ts';

const idsOf = (answer: { data?: { id?: string }[] }) => (answer.data ?? []).map(({ id }) => id);

/** Users, posts and lists. */
export const peopleCalls: ClientUnderTest<XdkContext>['calls'] = {
  users_ids: {
    how: 'users.getByIds()',
    async run({ app, x }) {
      const found = await app.users.getByIds([x.shop.id, '99'], { userFields: ['public_metrics'] });
      expect(found.data).toMatchObject([
        { id: x.shop.id, publicMetrics: { followersCount: expect.any(Number) } },
      ]);
      expect(found.errors).toHaveLength(1);
    },
  },
  users_names: {
    how: 'users.getByUsernames()',
    async run({ app, x }) {
      expect(idsOf(await app.users.getByUsernames(['shop', 'nobody_here']))).toEqual([x.shop.id]);
    },
  },
  user_id: {
    how: 'users.getById()',
    async run({ app, x }) {
      expect((await app.users.getById(x.shop.id)).data).toMatchObject({ username: 'shop' });
    },
  },
  user_name: {
    how: 'users.getByUsername()',
    async run({ app, x }) {
      expect((await app.users.getByUsername('ANN')).data).toMatchObject({ id: x.customer.id });
    },
  },
  user_me: {
    how: 'users.getMe()',
    async run({ shop, signed, x }) {
      expect((await shop.users.getMe()).data).toMatchObject({ id: x.shop.id });
      expect((await signed.users.getMe()).data).toMatchObject({ id: x.shop.id });
    },
  },
  followers: {
    how: 'users.getFollowers(), getFollowing()',
    async run({ shop, newcomer, x }) {
      const fan = newcomer();
      x.simulator.sim.follows.add(fan.id, x.shop.id);
      expect(idsOf(await shop.users.getFollowers(x.shop.id))).toContain(fan.id);
      expect(idsOf(await shop.users.getFollowing(fan.id))).toEqual([x.shop.id]);
    },
  },
  follow: {
    how: 'users.followUser(), unfollowUser()',
    async run({ shop, newcomer, x }) {
      const other = newcomer();
      const followed = await shop.users.followUser(x.shop.id, { targetUserId: other.id });
      expect(followed.data?.following).toBe(true);
      const left = await shop.users.unfollowUser(x.shop.id, other.id);
      expect(left.data?.following).toBe(false);
      expect(x.simulator.sim.follows.has(x.shop.id, other.id)).toBe(false);
    },
  },
  block: {
    how: 'users.getBlocking()',
    async run({ shop, newcomer, x }) {
      const other = newcomer();
      x.simulator.sim.blocks.add(x.shop.id, other.id);
      expect(idsOf(await shop.users.getBlocking(x.shop.id))).toContain(other.id);
    },
  },
  mute: {
    how: 'users.muteUser(), getMuting(), unmuteUser()',
    async run({ shop, newcomer, x }) {
      const other = newcomer();
      await shop.users.muteUser(x.shop.id, { targetUserId: other.id });
      expect(idsOf(await shop.users.getMuting(x.shop.id))).toContain(other.id);
      expect((await shop.users.unmuteUser(x.shop.id, other.id)).data?.muting).toBe(false);
    },
  },
  post_create: {
    how: 'posts.create()',
    async run({ shop, x }) {
      const made = await shop.posts.create({ text: 'Hello from the kit' });
      expect(x.simulator.sim.posts.find(made.data?.id ?? '')?.text).toBe('Hello from the kit');
    },
  },
  post_delete: {
    how: 'posts.delete()',
    async run({ shop, x }) {
      const id = x.post(x.shop.id, 'Soon gone');
      expect((await shop.posts.delete(id)).data?.deleted).toBe(true);
      expect(x.simulator.sim.posts.find(id)).toBeUndefined();
    },
  },
  post_get: {
    how: 'posts.getById()',
    async run({ shop, x }) {
      const id = x.post(x.shop.id, 'Read one');
      const read = await shop.posts.getById(id, {
        postFields: ['public_metrics'],
        expansions: ['author_id'],
      });
      expect(read.data).toMatchObject({ text: 'Read one', publicMetrics: { repostCount: 0 } });
      expect(read.includes?.users).toMatchObject([{ id: x.shop.id }]);
    },
  },
  posts_get: {
    how: 'posts.getByIds()',
    async run({ shop, x }) {
      const id = x.post(x.shop.id, 'Read many');
      const read = await shop.posts.getByIds([id, '1234567']);
      expect(idsOf(read)).toEqual([id]);
      expect(read.errors).toHaveLength(1);
    },
  },
  timeline: {
    how: 'users.getPosts()',
    async run({ shop, x }) {
      const ids = ['a', 'b', 'c', 'd', 'e', 'f'].map((text) => x.post(x.shop.id, `${text} of a timeline`));
      const page = await shop.users.getPosts(x.shop.id, { maxResults: 5 });
      const next = await shop.users.getPosts(x.shop.id, {
        maxResults: 5,
        paginationToken: page.meta?.nextToken,
      });
      expect([...idsOf(page), ...idsOf(next)].slice(0, 6)).toEqual(ids.toReversed());
    },
  },
  mentions: {
    how: 'users.getMentions()',
    async run({ shop, x }) {
      const id = x.post(x.customer.id, 'Dear @shop, are you open?');
      expect(idsOf(await shop.users.getMentions(x.shop.id))[0]).toBe(id);
    },
  },
  search: {
    how: 'posts.searchRecent()',
    async run({ app, x }) {
      const id = x.post(x.customer.id, 'A zebra in the window');
      expect(idsOf(await app.posts.searchRecent('zebra from:ann'))).toEqual([id]);
    },
  },
  like: {
    how: 'users.likePost(), unlikePost()',
    async run({ shop, x }) {
      const id = x.post(x.customer.id, 'Like me');
      expect((await shop.users.likePost(x.shop.id, { tweetId: id })).data?.liked).toBe(true);
      expect(x.simulator.sim.likes.has(x.shop.id, id)).toBe(true);
      expect((await shop.users.unlikePost(x.shop.id, id)).data?.liked).toBe(false);
    },
  },
  repost: {
    how: 'users.repostPost(), unrepostPost()',
    async run({ shop, x }) {
      const id = x.post(x.customer.id, 'Repeat me');
      await shop.users.repostPost(x.shop.id, { tweetId: id });
      expect(x.simulator.sim.posts.findRepost(x.shop.id, id)).toBeDefined();
      await shop.users.unrepostPost(x.shop.id, id);
      expect(x.simulator.sim.posts.findRepost(x.shop.id, id)).toBeUndefined();
    },
  },
  list_create: {
    how: 'lists.create(), update(), delete()',
    async run({ shop }) {
      const id = (await shop.lists.create({ name: 'Customers', private: true })).data?.id ?? '';
      expect((await shop.lists.update(id, { name: 'Good customers' })).data?.updated).toBe(true);
      expect((await shop.lists.delete(id)).data?.deleted).toBe(true);
    },
  },
  list_members: {
    how: 'lists.addMember(), removeMemberByUserId()',
    async run({ shop, x }) {
      const id = (await shop.lists.create({ name: 'Members' })).data?.id ?? '';
      expect((await shop.lists.addMember(id, { userId: x.customer.id })).data?.isMember).toBe(true);
      expect((await shop.lists.removeMemberByUserId(id, x.customer.id)).data?.isMember).toBe(false);
    },
  },
  list_read: {
    how: 'lists.getById(), getMembers()',
    async run({ shop, x }) {
      const id = (await shop.lists.create({ name: 'Readable' })).data?.id ?? '';
      await shop.lists.addMember(id, { userId: x.customer.id });
      expect((await shop.lists.getById(id, { listFields: ['member_count'] })).data).toMatchObject({
        name: 'Readable',
        memberCount: 1,
      });
      expect(idsOf(await shop.lists.getMembers(id))).toEqual([x.customer.id]);
    },
  },
  lists_owned: {
    how: 'users.getOwnedLists()',
    async run({ shop, x }) {
      const id = (await shop.lists.create({ name: 'Owned' })).data?.id ?? '';
      expect(idsOf(await shop.users.getOwnedLists(x.shop.id))).toContain(id);
    },
  },
};
