import { ApiResponseError, TwitterApi } from 'twitter-api-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalX, plainAgent, startLocalX } from './local-x.ts';

describe('twitter-api-v2, unmodified: posts, people and Lists', () => {
  let x: LocalX;
  let shop: TwitterApi;
  let ann: TwitterApi;
  let app: TwitterApi;

  beforeAll(async () => {
    x = await startLocalX();
    const settings = { httpAgent: plainAgent(x.simulator.port) };
    const signedIn = (userId: string) => {
      const token = x.simulator.sim.tokens.issueAccess(x.app.id, userId, 'read-write-dm', Date.now());
      const { consumerKey: appKey, consumerSecret: appSecret } = x.app;
      return new TwitterApi(
        { appKey, appSecret, accessToken: token.token, accessSecret: token.secret },
        settings,
      );
    };
    shop = signedIn(x.shop.id);
    ann = signedIn(x.customer.id);
    const bearer = x.simulator.sim.apps.update(x.app.id, { bearerToken: 'AAAAposts' }).bearerToken;
    app = new TwitterApi(bearer ?? '', settings);
  });
  afterAll(() => x.simulator.close());

  it('writes a thread, each part an answer to the one before', async () => {
    const parts = await shop.v2.tweetThread(['One of two', 'Two of two']);
    expect(parts.map(({ data }) => data.text)).toEqual(['One of two', 'Two of two']);
    const [first, second] = parts.map(({ data }) => data.id);
    const read = await ann.v2.singleTweet(second ?? '', {
      'tweet.fields': ['conversation_id', 'referenced_tweets'],
      expansions: ['referenced_tweets.id'],
    });
    expect(read.data).toMatchObject({
      conversation_id: first,
      referenced_tweets: [{ type: 'replied_to', id: first }],
    });
    expect(read.includes?.tweets?.map(({ text }) => text)).toEqual(['One of two']);
  });

  it('pages through a timeline with its own paginator', async () => {
    for (let index = 0; index < 23; index++)
      x.simulator.sim.posts.create({ authorId: x.customer.id, text: `Number ${index}` });
    const timeline = await shop.v2.userTimeline(x.customer.id, { max_results: 10 });
    await timeline.fetchLast(100);
    const texts = timeline.tweets.map(({ text }) => text);
    expect(texts).toEqual(Array.from({ length: 23 }, (_, index) => `Number ${22 - index}`));
    expect(timeline.done).toBe(true);
  });

  it('searches and counts as an app alone', async () => {
    await ann.v2.tweet('Looking for @shop with #umbrella');
    const found = await app.v2.search('#umbrella -is:retweet', {
      expansions: ['author_id', 'entities.mentions.username'],
    });
    expect(found.tweets.map(({ text }) => text)).toEqual(['Looking for @shop with #umbrella']);
    expect(found.includes.users.map(({ username }) => username).toSorted()).toEqual(['ann', 'shop']);
    const counts = await app.v2.tweetCountRecent('#umbrella', { granularity: 'day' });
    expect(counts.meta.total_tweet_count).toBe(1);
  });

  it('likes, reposts and reads who did', async () => {
    const { data } = await ann.v2.tweet('Do you like it?');
    expect((await shop.v2.like(x.shop.id, data.id)).data.liked).toBe(true);
    expect((await shop.v2.retweet(x.shop.id, data.id)).data.retweeted).toBe(true);
    expect((await ann.v2.tweetLikedBy(data.id)).data.map(({ username }) => username)).toEqual(['shop']);
    expect((await ann.v2.tweetRetweetedBy(data.id)).data.map(({ username }) => username)).toEqual(['shop']);
    const liked = await shop.v2.userLikedTweets(x.shop.id);
    expect(liked.tweets.map(({ id }) => id)).toEqual([data.id]);
    expect((await shop.v2.unlike(x.shop.id, data.id)).data.liked).toBe(false);
    expect((await shop.v2.unretweet(x.shop.id, data.id)).data.retweeted).toBe(false);
  });

  it('makes a List, fills it and reads it back', async () => {
    const { data: list } = await shop.v2.createList({ name: 'Customers', description: 'good ones' });
    expect((await shop.v2.addListMember(list.id, x.customer.id)).data.is_member).toBe(true);
    const members = await shop.v2.listMembers(list.id);
    expect(members.users.map(({ username }) => username)).toEqual(['ann']);
    const owned = await ann.v2.listsOwned(x.shop.id, { 'list.fields': ['member_count', 'private'] });
    expect(owned.lists).toMatchObject([{ id: list.id, member_count: 1, private: false }]);
    expect((await shop.v2.updateList(list.id, { name: 'Best customers' })).data.updated).toBe(true);
    expect((await shop.v2.removeListMember(list.id, x.customer.id)).data.is_member).toBe(false);
    expect((await shop.v2.removeList(list.id)).data.deleted).toBe(true);
  });

  it('meets refusals as its own errors', async () => {
    await shop.v2.tweet('Only once');
    const twice = await shop.v2.tweet('Only once').catch((error: unknown) => error);
    expect(twice).toBeInstanceOf(ApiResponseError);
    expect(twice).toMatchObject({
      code: 403,
      data: { detail: 'You are not allowed to create a Tweet with duplicate content.' },
    });
    const foreign = await ann.v2.like(x.shop.id, '1').catch((error: unknown) => error);
    expect(foreign).toMatchObject({ code: 400, data: { title: 'Invalid Request' } });
    const bad = await app.v2.search('has:links').catch((error: unknown) => error);
    expect(bad).toMatchObject({ code: 400, rateLimit: { limit: 450 } });
  });
});
