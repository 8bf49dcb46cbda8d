import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimUser } from '../../simulator/state/users.ts';
import { type World, startWorld } from './simulator-world.ts';

let world: World;
let shop: SimUser;
let ann: SimUser;

beforeAll(async () => {
  world = await startWorld();
  shop = world.shop;
  ann = world.customer;
});
afterAll(() => world.close());

const get = async (user: SimUser, path: string) => (await world.asUser(user, 'GET', path)).body;
const person = (username: string, more: Partial<SimUser> = {}) =>
  world.simulator.sim.users.create({ username, ...more });

describe('users', () => {
  it('are told with every field that is asked for', async () => {
    const { sim } = world.simulator;
    const boss = person('bigcorp', { verified: true, verifiedType: 'business' });
    const rep = person('rep', {
      name: 'A Rep',
      description: 'I help. #support @bigcorp https://example.com/help',
      url: 'https://example.com',
      location: 'Here',
      verified: true,
      verifiedType: 'blue',
      affiliation: { userId: boss.id, description: 'Big Corp', url: 'https://x.com/bigcorp' },
      parody: true,
      identityVerified: true,
      withheldIn: ['DE'],
      postCount: 10,
      listedCount: 2,
    });
    const pinned = sim.posts.create({ authorId: rep.id, text: 'Read me first' });
    const latest = sim.posts.create({ authorId: rep.id, text: 'News' });
    sim.users.update(rep.id, { pinnedPostId: pinned.id });
    sim.follows.add(boss.id, rep.id);
    sim.follows.add(ann.id, rep.id);
    const fields =
      'affiliation,connection_status,created_at,description,entities,is_identity_verified,location,most_recent_tweet_id,parody,pinned_tweet_id,profile_image_url,protected,public_metrics,receives_your_dm,subscription,url,verified,verified_followers_count,verified_type,withheld';
    const expansions = 'pinned_tweet_id,most_recent_tweet_id,affiliation.user_id';
    const seen = await get(
      ann,
      `/2/users/${rep.id}?user.fields=${fields}&expansions=${expansions}&tweet.fields=author_id`,
    );
    expect(seen).toMatchObject({
      data: {
        id: rep.id,
        affiliation: { description: 'Big Corp', url: 'https://x.com/bigcorp', user_id: [boss.id] },
        connection_status: ['following'],
        entities: {
          url: { urls: [{ expanded_url: 'https://example.com' }] },
          description: {
            hashtags: [{ start: 8, end: 16, tag: 'support' }],
            mentions: [{ username: 'bigcorp' }],
            urls: [{ expanded_url: 'https://example.com/help' }],
          },
        },
        is_identity_verified: true,
        most_recent_tweet_id: latest.id,
        parody: true,
        pinned_tweet_id: pinned.id,
        protected: false,
        public_metrics: { followers_count: 2, tweet_count: 12, listed_count: 2, media_count: 0 },
        receives_your_dm: true,
        verified: true,
        verified_followers_count: 1,
        verified_type: 'blue',
        withheld: { country_codes: ['DE'], scope: 'user' },
      },
      includes: {
        users: [{ id: boss.id }],
        tweets: [
          { id: pinned.id, author_id: rep.id },
          { id: latest.id, author_id: rep.id },
        ],
      },
    });
    const posts = await get(
      ann,
      `/2/users/by?usernames=Rep,nobody&expansions=pinned_post_id,affiliation&user.fields=public_metrics`,
    );
    expect(posts).toMatchObject({
      data: [{ id: rep.id, pinned_post_id: pinned.id, public_metrics: { post_count: 12 } }],
      includes: { posts: [{ id: pinned.id }], users: [{ id: boss.id }] },
      errors: [
        { parameter: 'usernames', value: 'nobody', type: 'https://api.x.com/2/problems/resource-not-found' },
      ],
    });
  });

  it('have every kind of connection with the one who asks', async () => {
    const { sim } = world.simulator;
    const all = person('all');
    sim.follows.add(shop.id, all.id);
    sim.follows.add(all.id, shop.id);
    sim.followRequests.add(shop.id, all.id);
    sim.followRequests.add(all.id, shop.id);
    sim.blocks.add(shop.id, all.id);
    sim.mutes.add(shop.id, all.id);
    const path = `/2/users/${all.id}?user.fields=connection_status`;
    expect(await get(shop, path)).toMatchObject({
      data: {
        connection_status: [
          'following',
          'followed_by',
          'follow_request_sent',
          'follow_request_received',
          'blocking',
          'muting',
        ],
      },
    });
    expect(((await world.asApp('GET', path)).body as { data: object }).data).not.toHaveProperty(
      'connection_status',
    );
  });

  it('are found by the beginnings of their names', async () => {
    person('zora_one', { name: 'Zora Neale' });
    person('zora_two', { name: 'Zora Hurston' });
    person('zora_gone', { name: 'Zora Gone', suspended: true });
    const first = await get(ann, '/2/users/search?query=zora&max_results=1');
    expect(first).toMatchObject({
      data: [{ username: 'zora_two' }],
      meta: { next_token: expect.any(String) },
    });
    const { next_token } = (first as { meta: { next_token: string } }).meta;
    const second = await get(ann, `/2/users/search?query=zora&next_token=${next_token}`);
    expect(second).toMatchObject({ data: [{ username: 'zora_one' }] });
    expect(await get(ann, '/2/users/search?query=zor%20hur')).toMatchObject({
      data: [{ username: 'zora_two' }],
    });
    expect(await get(ann, '/2/users/search?query=xyzzy')).toEqual({ meta: {} });
    expect((await world.asUser(ann, 'GET', '/2/users/search?query=%25')).status).toBe(400);
    expect((await world.asApp('GET', '/2/users/search?query=zora')).status).toBe(403);
  });
});

describe('following, blocking and muting', () => {
  it('follows at once, and asks a protected user', async () => {
    const { sim } = world.simulator;
    const eve = person('eve');
    const open = person('open');
    const shy = person('shy', { protected: true });
    const at = `/2/users/${eve.id}/following`;
    const follow = (user: SimUser) => world.asUser(eve, 'POST', at, { target_user_id: user.id });
    expect((await follow(open)).body).toEqual({ data: { following: true, pending_follow: false } });
    expect((await follow(shy)).body).toEqual({ data: { following: false, pending_follow: true } });
    expect(sim.follows.has(eve.id, shy.id)).toBe(false);
    await world.control('POST', '/follow-requests/accept', { source: '@eve', target: '@shy' });
    expect(await get(eve, at)).toMatchObject({ data: [{ id: shy.id }, { id: open.id }] });
    expect(await get(eve, `/2/users/${open.id}/followers?user.fields=verified`)).toMatchObject({
      data: [{ id: eve.id, verified: false }],
      meta: { result_count: 1 },
    });
    expect((await world.asUser(eve, 'DELETE', `${at}/${open.id}`)).body).toEqual({
      data: { following: false },
    });
    expect(await get(eve, `/2/users/${open.id}/followers`)).toEqual({ meta: { result_count: 0 } });
  });

  it('refuses to act for others, to follow oneself or whoever blocks', async () => {
    const foe = person('foe');
    await world.control('POST', '/blocks', { source: '@foe', target: '@ann' });
    const follow = (id: string, target_user_id: string) =>
      world.asUser(ann, 'POST', `/2/users/${id}/following`, { target_user_id });
    expect(await follow(shop.id, foe.id)).toMatchObject({
      status: 400,
      body: {
        errors: [
          {
            message: `The \`id\` query parameter value [${shop.id}] must be the same as the authenticating user [${ann.id}]`,
          },
        ],
      },
    });
    expect((await follow(ann.id, ann.id)).status).toBe(400);
    expect((await follow(ann.id, foe.id)).status).toBe(403);
    expect((await follow(ann.id, '404')).status).toBe(404);
    expect((await follow(ann.id, 'x')).status).toBe(400);
  });

  it('mutes and tells whom one mutes and blocks, to oneself only', async () => {
    const quiet = person('quiet');
    const loud = person('loud');
    const at = `/2/users/${quiet.id}/muting`;
    expect((await world.asUser(quiet, 'POST', at, { target_user_id: loud.id })).body).toEqual({
      data: { muting: true },
    });
    expect(await get(quiet, at)).toMatchObject({ data: [{ id: loud.id }] });
    await world.control('POST', '/blocks', { source: '@quiet', target: '@loud' });
    expect(await get(quiet, `/2/users/${quiet.id}/blocking`)).toMatchObject({ data: [{ id: loud.id }] });
    expect((await world.asUser(ann, 'GET', at)).status).toBe(400);
    expect((await world.asUser(quiet, 'DELETE', `${at}/${loud.id}`)).body).toEqual({
      data: { muting: false },
    });
    expect(await get(quiet, at)).toEqual({ meta: { result_count: 0 } });
  });
});
