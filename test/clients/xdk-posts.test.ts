import { Client, OAuth1 } from '@xdevplatform/xdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalX, callback, startLocalX } from './local-x.ts';

describe('@xdevplatform/xdk, unmodified: posts, people and Lists', () => {
  let x: LocalX;
  let shop: Client;
  let ann: Client;
  let app: Client;

  beforeAll(async () => {
    x = await startLocalX();
    const baseUrl = x.simulator.url;
    const signedIn = (userId: string) => {
      const token = x.simulator.sim.tokens.issueAccess(x.app.id, userId, 'read-write-dm', Date.now());
      const oauth1 = new OAuth1({
        apiKey: x.app.consumerKey,
        apiSecret: x.app.consumerSecret,
        callback,
        accessToken: token.token,
        accessTokenSecret: token.secret,
      });
      return new Client({ oauth1, baseUrl });
    };
    shop = signedIn(x.shop.id);
    ann = signedIn(x.customer.id);
    x.simulator.sim.apps.update(x.app.id, { bearerToken: 'AAAAxdkposts' });
    app = new Client({ bearerToken: 'AAAAxdkposts', baseUrl });
  });
  afterAll(() => x.simulator.close());

  it('writes, answers and reads in its own words', async () => {
    const made = await ann.posts.create({ text: 'Is @shop open?' });
    const question = made.data?.id ?? '';
    const answered = await shop.posts.create({ text: 'Yes', reply: { inReplyToTweetId: question } });
    const read = await ann.posts.getById(answered.data?.id ?? '', {
      postFields: ['conversation_id', 'public_metrics', 'display_text_range'],
      expansions: ['author_id', 'referenced_posts'],
      userFields: ['public_metrics'],
    });
    expect(read.data).toMatchObject({
      text: '@ann Yes',
      authorId: x.shop.id,
      conversationId: question,
      displayTextRange: [5, 8],
      publicMetrics: { repostCount: 0 },
      referencedPosts: [{ type: 'replied_to', id: question }],
    });
    expect(read.includes).toMatchObject({
      posts: [{ id: question, text: 'Is @shop open?' }],
      users: [{ username: 'shop', publicMetrics: { postCount: 1 } }],
    });
    expect((await shop.posts.delete(answered.data?.id ?? '')).data).toEqual({ deleted: true });
  });

  it('reads mentions and timelines page after page', async () => {
    for (let index = 0; index < 12; index++)
      x.simulator.sim.posts.create({ authorId: x.customer.id, text: `Number ${index}` });
    const texts: (string | undefined)[] = [];
    let paginationToken: string | undefined;
    do {
      const page = await shop.users.getPosts(x.customer.id, { maxResults: 5, paginationToken });
      texts.push(...(page.data ?? []).map(({ text }) => text));
      paginationToken = page.meta?.nextToken;
    } while (paginationToken !== undefined);
    expect(texts.slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, index) => `Number ${11 - index}`));
    const mentions = await shop.users.getMentions(x.shop.id, { maxResults: 5 });
    expect(mentions.data?.map(({ text }) => text)).toContain('Is @shop open?');
  });

  it('searches and counts as an app alone', async () => {
    await ann.posts.create({ text: 'Where is my #parasol' });
    const found = await app.posts.searchRecent('#parasol', { maxResults: 10 });
    expect(found.data?.map(({ text }) => text)).toEqual(['Where is my #parasol']);
    const counts = await app.posts.getCountsRecent('#parasol', { granularity: 'day' });
    expect(counts.data?.length).toBeGreaterThan(6);
  });

  it('follows, mutes, likes and looks people up', async () => {
    const { sim } = x.simulator;
    const shy = sim.users.create({ username: 'shy', protected: true });
    const followed = await shop.users.followUser(x.shop.id, { targetUserId: shy.id });
    expect(followed.data).toEqual({ following: false, pendingFollow: true });
    expect((await shop.users.muteUser(x.shop.id, { targetUserId: shy.id })).data).toEqual({ muting: true });
    const seen = await shop.users.getByUsername('shy', { userFields: ['connection_status'] });
    expect(seen.data).toMatchObject({ connectionStatus: ['follow_request_sent', 'muting'] });
    const post = sim.posts.create({ authorId: x.customer.id, text: 'Likeable' });
    expect((await shop.users.likePost(x.shop.id, { tweetId: post.id })).data).toEqual({ liked: true });
    const likers = await ann.posts.getLikingUsers(post.id);
    expect(likers.data?.map(({ username }) => username)).toEqual(['shop']);
  });

  it('makes a List, fills it and reads it back', async () => {
    const list = (await shop.lists.create({ name: 'Customers' })).data?.id ?? '';
    expect((await shop.lists.addMember(list, { userId: x.customer.id })).data).toEqual({ isMember: true });
    const members = await ann.lists.getMembers(list);
    expect(members.data?.map(({ username }) => username)).toEqual(['ann']);
    const read = await ann.lists.getById(list, { listFields: ['member_count'], expansions: ['owner_id'] });
    expect(read).toMatchObject({
      data: { memberCount: 1, ownerId: x.shop.id },
      includes: { users: [{ username: 'shop' }] },
    });
    expect((await shop.lists.delete(list)).data).toEqual({ deleted: true });
  });
});
