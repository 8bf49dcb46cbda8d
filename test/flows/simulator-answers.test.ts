import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf } from '../../contract/x/answers/index.ts';
import { dmEventFields, dmExpansions } from '../../simulator/present/dm-v2.ts';
import { mediaFields } from '../../simulator/present/media.ts';
import { tweetFields } from '../../simulator/present/post.ts';
import { userFields } from '../../simulator/present/user.ts';
import type { XAnswer } from '../../simulator/core/watch-answers.ts';
import { type Simulator, startSimulator } from '../../simulator/main.ts';
import { createAnswerCheck, faultsOf } from '../check-answers.ts';

const scopes = [
  'tweet.read',
  'tweet.write',
  'tweet.moderate.write',
  'users.read',
  'users.email',
  'follows.read',
  'follows.write',
  'mute.read',
  'mute.write',
  'block.read',
  'like.read',
  'like.write',
  'list.read',
  'list.write',
  'bookmark.read',
  'bookmark.write',
  'media.write',
  'dm.read',
  'dm.write',
];
const point =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFfgJ+lO6UJwAAAABJRU5ErkJggg==';

/** Not JSON of the API: streams, bytes, sign-in, and endpoints that X has taken away. */
const otherwise = /oauth2|\/stream$|\/media\/:dm_id\/|\/:media_hash_key$|^\/2\/insights\//;

const check = createAnswerCheck();
const seen: XAnswer[] = [];
let x: Simulator;
let shopToken: string;
let annToken: string;
const ids: Record<string, string> = {};

const call = async (method: string, path: string, body?: object, token = shopToken) => {
  const answer = await fetch(`${x.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, text: await answer.text() };
};
const idOf = (answer: { text: string }): string => {
  // What is created has an id in `data`.
  const { data } = JSON.parse(answer.text) as { data: { id?: string; dm_event_id?: string } };
  return data.id ?? data.dm_event_id ?? '';
};

beforeAll(async () => {
  x = await startSimulator({
    port: 0,
    onAnswer(answer) {
      seen.push(answer);
      check.onAnswer(answer);
    },
  });
  const { sim } = x;
  sim.limits.enabled = false;
  const about = { description: 'with @shop, #tag and https://example.com/a', url: 'https://example.com' };
  const shop = sim.users.create({ username: 'shop', name: 'Shop', verified: true, ...about });
  const ann = sim.users.create({ username: 'ann', name: 'Ann', protected: true, ...about });
  const carl = sim.users.create({ username: 'carl', name: 'Carl' });
  sim.users.create({ username: 'gone', name: 'Gone', suspended: true });
  const app = sim.apps.create({ name: 'Answers', bearerToken: 'AAAAanswers', ownerUserId: shop.id });
  const tokenOf = (userId: string) =>
    sim.tokens.issuePair({ appId: app.id, userId, scopes }, sim.clock.now()).access.token;
  [shopToken, annToken] = [tokenOf(shop.id), tokenOf(ann.id)];
  const upload = async (category: string) =>
    idOf(
      await call('POST', '/2/media/upload', {
        media: point,
        media_category: category,
        media_type: 'image/png',
      }),
    );
  const [photo, dmPhoto] = [await upload('tweet_image'), await upload('dm_image')];
  const post = async (body: object, token?: string) => idOf(await call('POST', '/2/tweets', body, token));
  const first = await post({
    text: 'Hello @ann #tag $TSLA https://example.com/x',
    media: { media_ids: [photo] },
  });
  const reply = await post({ text: 'a reply', reply: { in_reply_to_tweet_id: first } }, annToken);
  await post({ text: 'a quote', quote_tweet_id: first });
  await post({ text: 'a poll', poll: { options: ['a', 'b'], duration_minutes: 60 } });
  await call('PUT', `/2/tweets/${reply}/hidden`, { hidden: true });
  await call('POST', `/2/users/${ann.id}/retweets`, { tweet_id: first }, annToken);
  await call('POST', `/2/users/${ann.id}/likes`, { tweet_id: first }, annToken);
  await call('POST', `/2/users/${shop.id}/likes`, { tweet_id: first });
  await call('POST', `/2/users/${shop.id}/bookmarks`, { tweet_id: first });
  await call('POST', `/2/users/${shop.id}/following`, { target_user_id: ann.id });
  await call('POST', `/2/users/${ann.id}/following`, { target_user_id: shop.id }, annToken);
  await call('POST', `/2/users/${shop.id}/muting`, { target_user_id: carl.id });
  sim.blocks.add(shop.id, carl.id);
  const list = idOf(await call('POST', '/2/lists', { name: 'A list', description: 'of people' }));
  await call('POST', `/2/lists/${list}/members`, { user_id: shop.id });
  await call('POST', `/2/users/${ann.id}/followed_lists`, { list_id: list }, annToken);
  await call('POST', `/2/users/${shop.id}/pinned_lists`, { list_id: list });
  const event = idOf(
    await call('POST', `/2/dm_conversations/with/${ann.id}/messages`, {
      text: `https://x.com/shop/status/${first} #tag @ann`,
      attachments: [{ media_id: dmPhoto }],
    }),
  );
  await call('POST', `/2/dm_conversations/with/${shop.id}/messages`, { text: 'hi' }, annToken);
  Object.assign(ids, { shop: shop.id, ann: ann.id, post: first, list, event });
  ids['conversation'] = [shop.id, ann.id].sort((a, b) => Number(BigInt(a) - BigInt(b))).join('-');
});
afterAll(() => x.close());

/** Everything that can be asked for, in the words of either side of the renaming. */
const everything = (words: 'tweets' | 'posts') => {
  const isOurs = (name: string) =>
    words === 'posts' ? !/tweet/.test(name) : !/post|^affiliation$/.test(name);
  const of = (names: readonly string[]) => names.filter(isOurs).join(',');
  return {
    [words === 'posts' ? 'post.fields' : 'tweet.fields']: of(tweetFields),
    user: of(userFields),
    media: of(mediaFields),
    dm: of(dmEventFields),
    dmExpansions: of(dmExpansions),
  };
};

const postReads = () => [
  `/2/tweets?ids=${ids['post']},99`,
  `/2/tweets/${ids['post']}`,
  `/2/tweets/${ids['post']}/quote_tweets`,
  `/2/tweets/${ids['post']}/retweets`,
  `/2/tweets/search/recent?query=hello`,
  `/2/lists/${ids['list']}/tweets`,
  ...['tweets', 'mentions', 'liked_tweets', 'bookmarks', 'timelines/reverse_chronological'].map(
    (name) => `/2/users/${ids['shop']}/${name}`,
  ),
];
const userReads = () => [
  `/2/users?ids=${ids['shop']},${ids['ann']},99`,
  `/2/users/by?usernames=shop,gone,nobody`,
  `/2/users/${ids['ann']}`,
  `/2/users/me`,
  `/2/users/by/username/ann`,
  `/2/tweets/${ids['post']}/liking_users`,
  `/2/tweets/${ids['post']}/retweeted_by`,
  `/2/lists/${ids['list']}/members`,
  `/2/lists/${ids['list']}/followers`,
  ...['followers', 'following', 'blocking', 'muting'].map((name) => `/2/users/${ids['shop']}/${name}`),
];
const listReads = () => [
  `/2/lists/${ids['list']}`,
  ...['owned_lists', 'list_memberships', 'followed_lists', 'pinned_lists'].map(
    (name) => `/2/users/${ids['shop']}/${name}`,
  ),
];
const eventReads = () => [
  '/2/dm_events',
  `/2/dm_events/${ids['event']}`,
  `/2/dm_conversations/with/${ids['ann']}/dm_events`,
  `/2/dm_conversations/${ids['conversation']}/dm_events`,
];

describe('the answers of v2', () => {
  it('are described for every route that answers JSON', () => {
    const missing = x.routes
      .filter(({ url }) => url.startsWith('/2/') && !otherwise.test(url))
      .filter(({ method, url }) => !answerOf(method, url.replace(/:[A-Za-z_]+/g, ':'), 'tweets'));
    expect(missing).toEqual([]);
  });

  it.each(['tweets', 'posts'] as const)('have all their members, in the words of %s only', async (words) => {
    const { dm, dmExpansions: expansions, media, user, ...posts } = everything(words);
    const users = { ...posts, 'user.fields': user };
    const withFiles = { ...users, 'media.fields': media };
    const asked: [paths: string[], fields: Record<string, string>][] = [
      [postReads(), withFiles],
      [userReads(), users],
      [listReads(), { 'list.fields': 'created_at,description,follower_count,member_count,owner_id,private' }],
      [eventReads(), { ...withFiles, 'dm_event.fields': dm, expansions }],
    ];
    for (const [paths, fields] of asked)
      for (const path of paths) {
        const query = new URLSearchParams(fields);
        const { status, text } = await call(
          'GET',
          `${path}${path.includes('?') ? '&' : '?'}${query.toString()}`,
        );
        expect([path, status, status === 200 ? '' : text]).toEqual([path, 200, '']);
      }
    expect(check.faults).toEqual([]);
  });

  it('are right without a field asked for, and when they refuse', async () => {
    for (const path of [...postReads(), ...userReads(), ...listReads(), ...eventReads()]) {
      await call('GET', path);
      await call('GET', `${path}${path.includes('?') ? '&' : '?'}user.fields=tea`);
      await call('GET', path, undefined, 'nobody');
      await call('GET', path, undefined, 'AAAAanswers');
    }
    const statuses = new Set(seen.map(({ status }) => status));
    expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 400, 401, 403]));
    expect(check.faults).toEqual([]);
  });

  it('are found wanting when a member is missing, is wrong, or is one too many', () => {
    const good = seen.find(({ url, status }) => url === '/2/users/me' && status === 200);
    expect(good).toBeDefined();
    const faults = (data: object) => (good ? faultsOf({ ...good, body: { data } }) : []);
    expect(faults({ id: '1', name: 'n', username: 'u' })).toEqual([]);
    expect(faults({ id: '1', name: 'n' })).not.toEqual([]);
    expect(faults({ id: 1, name: 'n', username: 'u' })).not.toEqual([]);
    expect(faults({ id: '1', name: 'n', username: 'u', pinned_post_id: '2' })).not.toEqual([]);
    expect(
      faultsOf({
        url: '/2/users/me',
        route: '/2/users/me',
        method: 'GET',
        status: 404,
        headers: { 'content-type': 'application/json' },
        body: { errors: [] },
      }),
    ).not.toEqual([]);
  });
});
