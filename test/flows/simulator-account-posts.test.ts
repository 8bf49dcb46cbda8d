import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { block, follow, mute, unblock, unfollow, unmute } from '../../simulator/acts/follows.ts';
import { createPost, deletePost, like, repost } from '../../simulator/acts/posts.ts';
import { type World, startWorld } from './simulator-world.ts';
import { waitFor } from './x-receiver.ts';

type Body = Record<string, unknown> & { tweet_create_events?: Record<string, unknown>[] };

let world: World;
const sim = () => world.simulator.sim;
const shop = () => world.shop.id;
const ann = () => world.customer.id;
const post = (authorId: string, text: string, more: object = {}) =>
  createPost(sim(), { authorId, text, ...more });
const bodies = (): Body[] => world.receiver.received.map(({ body }) => JSON.parse(body));
const heard = async (count: number): Promise<Body[]> => {
  await waitFor(`${count} events`, () => world.receiver.received.length >= count);
  return bodies();
};

const subscribeV2 = async () => {
  world = await startWorld();
  const { body } = await world.asApp('POST', '/2/webhooks', { url: world.receiver.url });
  const { id } = (body as { data: { id: string } }).data;
  await world.asUser(world.shop, 'POST', `/2/account_activity/webhooks/${id}/subscriptions/all`);
};
const subscribePremium = async () => {
  world = await startWorld({ environments: ['prod'] });
  const base = '/1.1/account_activity/all/prod';
  const url = encodeURIComponent(world.receiver.url);
  await world.asUser(world.shop, 'POST', `${base}/webhooks.json?url=${url}`);
  await world.asUser(world.shop, 'POST', `${base}/subscriptions.json`);
};

afterEach(() => world.close());

describe('account activity of posts', () => {
  beforeEach(subscribeV2);

  it('shows an own post as a v1.1 post, with its id as a number of all digits', async () => {
    const own = post(shop(), 'Open #today at https://shop.example/a/long/address $SHOP @ann');
    const [body] = await heard(1);
    expect(body).toEqual({ for_user_id: shop(), tweet_create_events: [expect.any(Object)] });
    expect(world.receiver.received[0]?.body).toContain(`"id":${own.id},"id_str":"${own.id}"`);
    expect(body?.tweet_create_events?.[0]).toMatchObject({
      created_at: expect.stringMatching(/^\w{3} \w{3} \d\d \d\d:\d\d:\d\d \+0000 \d{4}$/),
      truncated: false,
      in_reply_to_status_id: null,
      in_reply_to_status_id_str: null,
      in_reply_to_screen_name: null,
      is_quote_status: false,
      user: { id_str: shop(), screen_name: 'shop', followers_count: 0 },
      quote_count: 0,
      reply_count: 0,
      retweet_count: 0,
      favorite_count: 0,
      lang: 'en',
      timestamp_ms: String(own.createdAt),
      entities: {
        hashtags: [{ text: 'today', indices: [5, 11] }],
        symbols: [{ text: 'SHOP' }],
        user_mentions: [{ screen_name: 'ann', id_str: ann(), name: 'Ann' }],
        urls: [{ expanded_url: 'https://shop.example/a/long/address', indices: [15, 38] }],
      },
    });
  });

  it('says of a mention whether the user blocks who wrote it, and of other posts nothing', async () => {
    post(ann(), 'Hello @shop');
    block(sim(), shop(), ann());
    post(ann(), 'Hello again @shop');
    repost(sim(), ann(), post(shop(), 'Repost me'));
    const all = await heard(5);
    const of = (text: string) =>
      all.find(({ tweet_create_events: [first] = [] }) => String(first?.['text']).includes(text));
    expect(of('Hello @shop')).toMatchObject({ user_has_blocked: 'false' });
    expect(of('Hello again')).toMatchObject({ user_has_blocked: 'true' });
    expect(of('Repost me')).not.toHaveProperty('user_has_blocked');
  });

  it('names what a reply answers and shows what a quote quotes and a repost repeats', async () => {
    const own = post(shop(), 'Questions?');
    const reply = post(ann(), 'Yes', { inReplyToId: own.id });
    const quote = post(ann(), 'Look at this', { quotedId: own.id });
    const repeated = repost(sim(), ann(), own);
    const all = await heard(4);
    const of = (id: string) =>
      all.flatMap(({ tweet_create_events: list = [] }) => list).find((each) => each['id_str'] === id);
    expect(of(reply.id)).toMatchObject({
      in_reply_to_status_id_str: own.id,
      in_reply_to_user_id_str: shop(),
      in_reply_to_screen_name: 'shop',
      display_text_range: [6, 9],
    });
    expect(of(quote.id)).toMatchObject({
      is_quote_status: true,
      quoted_status_id_str: own.id,
      quoted_status: { id_str: own.id, text: 'Questions?' },
      quoted_status_permalink: { expanded: `https://twitter.com/shop/status/${own.id}` },
    });
    expect(of(repeated.id)).toMatchObject({
      text: 'RT @shop: Questions?',
      retweeted_status: { id_str: own.id, user: { screen_name: 'shop' } },
    });
  });

  it('cuts a long post to 140 characters and brings it whole beside', async () => {
    const text = `${'A long story, told at length. '.repeat(12)}#end`;
    const own = post(ann(), `@shop ${text}`);
    const [body] = await heard(1);
    const [shown] = body?.tweet_create_events ?? [];
    expect(shown).toMatchObject({
      truncated: true,
      display_text_range: [0, 140],
      entities: {
        hashtags: [],
        user_mentions: [{ screen_name: 'shop', indices: [0, 5] }],
        urls: [{ expanded_url: `https://twitter.com/i/web/status/${own.id}`, indices: [117, 140] }],
      },
      extended_tweet: {
        full_text: `@shop ${text}`,
        display_text_range: [0, text.length + 6],
        entities: { hashtags: [{ text: 'end' }] },
      },
    });
    expect(Array.from(String(shown?.['text']))).toHaveLength(140);
    expect(String(shown?.['text'])).toMatch(/… https:\/\/t\.co\/[0-9a-z]{10}$/);
  });

  it('tells of a like by the user and of the user, and of a deleted post', async () => {
    const own = post(shop(), 'Like me');
    const other = post(ann(), 'Nobody subscribed to me');
    like(sim(), ann(), own);
    like(sim(), shop(), other);
    deletePost(sim(), own);
    deletePost(sim(), other);
    const all = await heard(4);
    expect(world.receiver.received).toHaveLength(4);
    const likes = all.flatMap((body) => (body['favorite_events'] as object[] | undefined) ?? []);
    expect(likes).toMatchObject([
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        timestamp_ms: expect.any(Number),
        favorited_status: { id_str: own.id, favorite_count: 1 },
        user: { screen_name: 'ann' },
      },
      { favorited_status: { id_str: other.id }, user: { screen_name: 'shop' } },
    ]);
    expect(all.at(-1)).toEqual({
      for_user_id: shop(),
      tweet_delete_events: [
        { status: { id: own.id, user_id: shop() }, timestamp_ms: expect.stringMatching(/^\d{13}$/) },
      ],
    });
  });

  it('keeps the posts of a protected account from who does not follow it', async () => {
    const shy = sim().users.create({ username: 'shy', protected: true });
    post(shy.id, 'Psst @shop');
    sim().follows.add(shop(), shy.id);
    post(shy.id, 'You may hear this @shop');
    const all = await heard(1);
    expect(all).toHaveLength(1);
    expect(all[0]?.tweet_create_events?.[0]?.['text']).toBe('You may hear this @shop');
  });
});

const everyAct = () => {
  const pairs: [string, string][] = [
    [shop(), ann()],
    [ann(), shop()],
  ];
  for (const [source, target] of pairs) {
    follow(sim(), source, target);
    unfollow(sim(), source, target);
    mute(sim(), source, target);
    unmute(sim(), source, target);
    block(sim(), source, target);
    unblock(sim(), source, target);
  }
};
const told = () =>
  bodies().flatMap((body) =>
    ['follow_events', 'block_events', 'mute_events'].flatMap((list) =>
      ((body[list] as { type: string; source: { screen_name: string } }[] | undefined) ?? []).map(
        ({ type, source }) => `${list} ${type} by ${source.screen_name}`,
      ),
    ),
  );

describe('account activity between people', () => {
  const own = [
    'follow_events follow by shop',
    'follow_events unfollow by shop',
    'mute_events mute by shop',
    'mute_events unmute by shop',
    'block_events block by shop',
    'block_events unblock by shop',
  ];

  it('of v1.1 tells what the user does, and who follows the user', async () => {
    await subscribePremium();
    everyAct();
    await heard(7);
    expect(told()).toEqual(expect.arrayContaining([...own, 'follow_events follow by ann']));
    expect(told()).toHaveLength(7);
  });

  it('of v2 tells what is done to the user as well', async () => {
    await subscribeV2();
    everyAct();
    await heard(12);
    expect(told()).toEqual(
      expect.arrayContaining([...own, ...own.map((line) => line.replace('by shop', 'by ann'))]),
    );
    expect(told()).toHaveLength(12);
  });
});
