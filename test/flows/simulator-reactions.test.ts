import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPost } from '../../simulator/acts/posts.ts';
import type { SimEvent } from '../../simulator/core/events.ts';
import type { SimPost } from '../../simulator/state/posts.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import { type World, startWorld } from './simulator-world.ts';

let world: World;
let shop: SimUser;
let ann: SimUser;
beforeEach(async () => {
  world = await startWorld();
  shop = world.shop;
  ann = world.customer;
});
afterEach(() => world.close());

const get = async (user: SimUser, path: string) => (await world.asUser(user, 'GET', path)).body;
const body = async (user: SimUser, method: string, path: string, sent?: object) =>
  (await world.asUser(user, method, path, sent)).body;
const write = (author: SimUser, text: string, more: object = {}): SimPost =>
  createPost(world.simulator.sim, { authorId: author.id, text, ...more });
type Data = { data: { id: string; text: string }[] };

describe('likes, reposts and bookmarks', () => {
  it('are given, shown and taken back, and doing so twice is no error', async () => {
    const { sim } = world.simulator;
    const kinds: SimEvent['kind'][] = [];
    sim.events.onAny(({ kind }) => void kinds.push(kind));
    const post = write(ann, 'One');
    const likes = `/2/users/${shop.id}/likes`;
    for (let time = 0; time < 2; time++)
      expect(await body(shop, 'POST', likes, { tweet_id: post.id })).toEqual({ data: { liked: true } });
    expect(await get(ann, `/2/tweets/${post.id}/liking_users`)).toMatchObject({
      data: [{ id: shop.id }],
      meta: { result_count: 1 },
    });
    expect(await get(ann, `/2/users/${shop.id}/liked_tweets`)).toMatchObject({ data: [{ id: post.id }] });
    expect(await body(shop, 'DELETE', `${likes}/${post.id}`)).toEqual({ data: { liked: false } });

    const reposts = `/2/users/${shop.id}/retweets`;
    for (let time = 0; time < 2; time++)
      expect(await body(shop, 'POST', reposts, { tweet_id: post.id })).toEqual({
        data: { retweeted: true, rest_id: post.id },
      });
    expect(await get(ann, `/2/tweets/${post.id}/retweeted_by`)).toMatchObject({ data: [{ id: shop.id }] });
    expect(await get(ann, `/2/tweets/${post.id}/retweets?tweet.fields=referenced_tweets`)).toMatchObject({
      data: [{ text: 'RT @ann: One', referenced_tweets: [{ type: 'retweeted', id: post.id }] }],
    });
    expect(await get(ann, '/2/users/reposts_of_me')).toMatchObject({ data: [{ id: post.id }] });
    expect(await body(shop, 'DELETE', `${reposts}/${post.id}`)).toEqual({ data: { retweeted: false } });
    expect(await get(ann, '/2/users/reposts_of_me')).toEqual({ meta: { result_count: 0 } });
    expect(kinds).toEqual(['post.created', 'like.created', 'like.deleted', 'post.created', 'post.deleted']);
  });

  it('are counted where the post is shown', async () => {
    const { sim } = world.simulator;
    const post = write(ann, 'Popular');
    write(shop, 'Yes', { inReplyToId: post.id });
    write(shop, 'Look', { quotedId: post.id });
    sim.likes.add(shop.id, post.id);
    sim.bookmarks.add(shop.id, post.id);
    await body(shop, 'POST', `/2/users/${shop.id}/retweets`, { tweet_id: post.id });
    expect(await get(ann, `/2/tweets/${post.id}?tweet.fields=public_metrics`)).toMatchObject({
      data: {
        public_metrics: {
          reply_count: 1,
          quote_count: 1,
          like_count: 1,
          retweet_count: 1,
          bookmark_count: 1,
        },
      },
    });
    expect(await get(ann, `/2/tweets/${post.id}/quote_tweets`)).toMatchObject({
      data: [{ text: expect.stringMatching(/^Look https:\/\/t\.co\//) }],
    });
    expect(await get(ann, `/2/users/${shop.id}?user.fields=public_metrics`)).toMatchObject({
      data: { public_metrics: { tweet_count: 3, like_count: 1 } },
    });
  });

  it('keep bookmarks to oneself, with OAuth 2.0 only for keeping them', async () => {
    const { sim } = world.simulator;
    const post = write(ann, 'Keep');
    const scopes = ['bookmark.read', 'bookmark.write', 'tweet.read', 'users.read'];
    const created = await world.control('POST', '/tokens', {
      appId: world.app.id,
      user: '@shop',
      kind: 'oauth2',
      scopes,
    });
    const { accessToken } = created.body as { accessToken: string };
    const call = async (method: string, path: string, sent?: object) => {
      const response = await fetch(`${world.simulator.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${accessToken}` },
        body: sent === undefined ? undefined : JSON.stringify(sent),
      });
      return { status: response.status, body: (await response.json()) as unknown };
    };
    const at = `/2/users/${shop.id}/bookmarks`;
    expect((await world.asUser(shop, 'POST', at, { tweet_id: post.id })).status).toBe(403);
    expect((await call('POST', at, { tweet_id: post.id })).body).toEqual({ data: { bookmarked: true } });
    expect((await call('GET', at)).body).toMatchObject({
      data: [{ id: post.id }],
      meta: { result_count: 1 },
    });
    expect((await call('DELETE', `${at}/${post.id}`)).body).toEqual({ data: { bookmarked: false } });
    expect(sim.bookmarks.countFrom(shop.id)).toBe(0);
    expect((await call('POST', `/2/users/${shop.id}/likes`, { tweet_id: post.id })).status).toBe(403);
    expect((await world.asUser(ann, 'GET', at)).status).toBe(400);
  });

  it('are refused for posts that one does not see, and reposts of protected people', async () => {
    const { sim } = world.simulator;
    const shy = sim.users.create({ username: 'shy', protected: true });
    const secret = write(shy, 'psst');
    const like = () => world.asUser(shop, 'POST', `/2/users/${shop.id}/likes`, { tweet_id: secret.id });
    expect(await like()).toMatchObject({
      status: 404,
      body: { resource_type: 'tweet', parameter: 'tweet_id' },
    });
    sim.follows.add(shop.id, shy.id);
    expect((await like()).status).toBe(200);
    expect(
      (await world.asUser(shop, 'POST', `/2/users/${shop.id}/retweets`, { tweet_id: secret.id })).status,
    ).toBe(403);
    expect(await get(ann, `/2/tweets/${secret.id}/retweeted_by`)).toMatchObject({
      errors: [{ title: 'Authorization Error' }],
    });
    expect((await world.asApp('GET', `/2/tweets/${secret.id}/liking_users`)).status).toBe(403);
  });
});

describe('timelines', () => {
  it('show what a user posts, without answers and reposts where asked', async () => {
    const first = write(shop, 'First');
    const question = write(ann, 'Hello @shop');
    const answer = write(shop, 'Yes?', { inReplyToId: question.id });
    await body(shop, 'POST', `/2/users/${shop.id}/retweets`, { tweet_id: question.id });
    const texts = async (more: string) =>
      ((await get(ann, `/2/users/${shop.id}/tweets?max_results=5${more}`)) as Data).data.map(
        ({ text }) => text,
      );
    expect(await texts('')).toEqual(['RT @ann: Hello @shop', '@ann Yes?', 'First']);
    expect(await texts('&exclude=retweets')).toEqual(['@ann Yes?', 'First']);
    expect(await texts('&exclude=replies,retweets')).toEqual(['First']);
    expect(await get(ann, `/2/users/${shop.id}/tweets?since_id=${first.id}&until_id=${answer.id}`)).toEqual({
      meta: { result_count: 0 },
    });
    expect((await world.asUser(ann, 'GET', `/2/users/${shop.id}/tweets?exclude=posts`)).status).toBe(400);
    expect((await world.asUser(ann, 'GET', `/2/users/${shop.id}/tweets?max_results=4`)).status).toBe(400);
    expect(await get(ann, `/2/users/404/tweets`)).toMatchObject({
      errors: [{ parameter: 'id', value: '404' }],
    });
  });

  it('show who names a user, also in answers, a page at a time and back', async () => {
    const asked = Array.from({ length: 7 }, (_, index) => write(ann, `Question ${index} @shop`));
    write(ann, 'To nobody');
    const at = `/2/users/${shop.id}/mentions?max_results=5`;
    const first = await get(shop, at);
    const ids = asked.map(({ id }) => id).reverse();
    expect(first).toMatchObject({
      data: ids.slice(0, 5).map((id) => ({ id })),
      meta: { result_count: 5, newest_id: ids[0], oldest_id: ids[4], next_token: expect.any(String) },
    });
    const { next_token } = (first as { meta: { next_token: string } }).meta;
    const second = await get(shop, `${at}&pagination_token=${next_token}`);
    expect(second).toMatchObject({ data: ids.slice(5).map((id) => ({ id })) });
    const { previous_token } = (second as { meta: { previous_token: string } }).meta;
    expect(await get(shop, `${at}&pagination_token=${previous_token}`)).toMatchObject({
      data: ids.slice(0, 5).map((id) => ({ id })),
    });
    expect(
      (await world.asUser(shop, 'GET', `/2/users/${ann.id}/mentions?pagination_token=${next_token}`)).status,
    ).toBe(400);
  });

  it('show what those post whom one follows, newest first, without the muted', async () => {
    const { sim } = world.simulator;
    const [eve, loud] = ['eve', 'loud'].map((username) => sim.users.create({ username }));
    if (!eve || !loud) throw new Error('two people are needed');
    for (const { id } of [ann, eve, loud]) sim.follows.add(shop.id, id);
    sim.mutes.add(shop.id, loud.id);
    const posts = [ann, eve, loud, shop, ann].map((author, index) => write(author, `${index}`));
    const at = `/2/users/${shop.id}/timelines/reverse_chronological`;
    const first = await get(shop, `${at}?max_results=3`);
    expect((first as Data).data.map(({ text }) => text)).toEqual(['4', '3', '1']);
    const { next_token } = (first as { meta: { next_token: string } }).meta;
    expect(await get(shop, `${at}?pagination_token=${next_token}`)).toMatchObject({
      data: [{ id: posts[0]?.id }],
    });
    expect((await world.asUser(ann, 'GET', at)).status).toBe(400);
  });
});

describe('posts of the control API', () => {
  it('are written, answered, liked, reposted, pinned and deleted by people', async () => {
    const { sim } = world.simulator;
    const posted = await world.control('POST', '/posts', { author: '@ann', text: 'Hi @shop' });
    const { id, url } = posted.body as { id: string; url: string };
    expect(url).toBe(`https://x.com/ann/status/${id}`);
    await world.control('POST', '/posts', { author: '@shop', text: 'Hello', replyTo: id });
    await world.control('POST', '/posts', {
      author: '@shop',
      text: 'Look',
      quote: id,
      at: sim.clock.now() - 1000,
    });
    expect((await world.control('POST', `/posts/${id}/likes`, { user: '@shop' })).body).toEqual({
      added: true,
    });
    const repost = await world.control('POST', `/posts/${id}/reposts`, { user: '@shop' });
    expect(repost.status).toBe(201);
    expect((await world.control('GET', `/posts/${id}`)).body).toMatchObject({
      author: 'ann',
      text: 'Hi @shop',
      mentionedIds: [shop.id],
      counts: { likes: 1, reposts: 1, replies: 1, quotes: 1 },
    });
    expect((await world.control('GET', '/posts?mentioning=@shop')).body).toMatchObject({ posts: [{ id }] });
    const shops = (await world.control('GET', '/posts?author=@shop&limit=2')).body as {
      posts: { id: string }[];
    };
    expect(shops.posts.map((post) => post.id)[0]).toBe((repost.body as { id: string }).id);
    expect((await world.control('PUT', '/users/@ann/pinned-post', { postId: id })).body).toMatchObject({
      pinnedPostId: id,
    });
    expect((await world.control('PUT', '/users/@shop/pinned-post', { postId: id })).status).toBe(400);
    await world.control('DELETE', `/posts/${id}`);
    expect((await world.control('GET', `/posts/${id}`)).status).toBe(404);
    expect(sim.users.find(ann.id)?.pinnedPostId).toBeUndefined();
    for (const wrong of [
      { author: '@ann', text: '' },
      { author: '@ann', text: 'x', replyTo: '404' },
      { author: '@ann', text: 'x', mediaIds: ['404'] },
    ])
      expect((await world.control('POST', '/posts', wrong)).status).toBeGreaterThanOrEqual(400);
  });

  it('take many at once', async () => {
    const posts = Array.from({ length: 50 }, (_, index) => ({ author: '@ann', text: `Post ${index}` }));
    const { status, body: answer } = await world.control('POST', '/posts/batch', { posts });
    expect(status).toBe(201);
    expect((answer as { posted: unknown[] }).posted).toHaveLength(50);
    expect(world.simulator.sim.posts.countByAuthor(ann.id)).toBe(50);
  });
});
