import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { body, dayMs, fourItems, nowOf, path, posted, send } from './simulator-engagement-world.ts';
import { type World, oauthHeader, startWorld } from './simulator-world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ tier: 'enterprise' });
});
afterEach(() => world.close());

describe('who may ask the Engagement API', () => {
  test('an app alone gets public counts of anybody’s posts, by bearer token or signed with its key only', async () => {
    const post = posted(world);
    const { sim } = world.simulator;
    sim.likes.add(world.customer.id, post.id);
    const asked = body([post], ['favorites', 'retweets', 'quote_tweets', 'replies', 'video_views']);
    const counts = { favorites: '1', retweets: '0', quote_tweets: '0', replies: '0', video_views: '0' };
    const bearer = await world.asApp('POST', path('totals'), asked);
    expect(bearer).toMatchObject({ status: 200, body: { 'by type': { [post.id]: counts } } });
    expect(bearer.body).not.toHaveProperty('start');
    const url = `${world.simulator.url}${path('totals')}`;
    const signed = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: oauthHeader(world.app, undefined, 'POST', url),
        'content-type': 'application/json',
      },
      body: JSON.stringify(asked),
    });
    expect(await signed.json()).toEqual(bearer.body);
  });

  test('an app alone gets nothing private, and no series', async () => {
    const post = posted(world);
    const impressions = await world.asApp('POST', path('totals'), body([post], ['impressions', 'favorites']));
    expect(impressions).toMatchObject({
      status: 403,
      body: { errors: ['Forbidden to access metrics: impressions'] },
    });
    for (const name of ['28hr', 'historical'])
      expect(await world.asApp('POST', path(name), body([post], ['favorites']))).toMatchObject({
        status: 403,
        body: { errors: [`Forbidden to access tweets: ${post.id}`] },
      });
  });

  test('one post of somebody else refuses the whole request of a user’s token', async () => {
    const mine = posted(world);
    const { sim } = world.simulator;
    const foreign = [1, 2].map((id) => sim.posts.create({ authorId: world.customer.id, text: `Mine ${id}` }));
    const ids = foreign.map(({ id }) => id).join(', ');
    const asked = body([mine, ...foreign], ['favorites']);
    for (const name of ['totals', '28hr', 'historical'])
      expect(await world.asUser(world.shop, 'POST', path(name), asked)).toMatchObject({
        status: 403,
        body: { errors: [`Forbidden to access tweets: ${ids}`] },
      });
    await world.control('POST', '/engagement', { foreignTotals: 'answered' });
    expect((await world.asUser(world.shop, 'POST', path('totals'), asked)).status).toBe(200);
    const privately = body([mine, ...foreign], ['favorites', 'engagements']);
    expect((await world.asUser(world.shop, 'POST', path('totals'), privately)).status).toBe(403);
  });

  test('what is no credential is told why, as a sentence', async () => {
    const post = posted(world);
    const asked = JSON.stringify(body([post], ['favorites']));
    const refused = async (headers: Record<string, string>) => {
      const answer = await send(world, asked, headers);
      return { status: answer.status, body: await answer.json() };
    };
    const because = (reason: string) => ({
      status: 401,
      body: { errors: [`Your account could not be authenticated. Reason: ${reason}`] },
    });
    expect(await refused({ authorization: '' })).toEqual(because('Unknown Authorization Type'));
    expect(await refused({ authorization: 'Basic YTpi' })).toEqual(because('Unknown Authorization Type'));
    expect(await refused({ authorization: 'Bearer nobody' })).toEqual(because('Access token not found'));
    const url = `${world.simulator.url}${path('totals')}`;
    const unknown = oauthHeader(world.app, { token: '1-unknown', secret: 'x' }, 'POST', url);
    expect(await refused({ authorization: unknown })).toEqual(because('Access token not found'));
    const { sim } = world.simulator;
    const token = sim.tokens.issueAccess(world.app.id, world.shop.id, 'read', nowOf(world));
    const forged = oauthHeader(world.app, { ...token, secret: 'guessed' }, 'POST', url);
    expect(await refused({ authorization: forged })).toEqual(because('Could not authenticate you'));
    const { access } = sim.tokens.issuePair(
      { appId: world.app.id, userId: world.shop.id, scopes: ['tweet.read'], ttlMs: dayMs },
      nowOf(world),
    );
    expect(await refused({ authorization: `Bearer ${access.token}` })).toEqual(
      because('Unknown Authorization Type'),
    );
  });

  test('faults of X come as sentences too', async () => {
    const post = posted(world);
    for (const status of [429, 503])
      await world.control('POST', '/faults', {
        on: 'request',
        kind: 'status',
        path: '/insights/engagement/*',
        status,
        count: 1,
      });
    const answers = [
      await world.asApp('POST', path('totals'), body([post], ['favorites'])),
      await world.asApp('POST', path('totals'), body([post], ['favorites'])),
    ];
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([429, 503]));
    for (const answer of answers) expect(answer.body).toEqual({ errors: [expect.any(String)] });
    expect((await world.asApp('POST', path('totals'), body([post], ['favorites']))).status).toBe(200);
  });

  test('an app that was not allow-listed is refused', async () => {
    const post = posted(world);
    await world.control('PATCH', `/apps/${world.app.id}`, { tier: 'pay-per-use' });
    expect(await world.asApp('POST', path('totals'), body([post], ['favorites']))).toMatchObject({
      status: 403,
      body: { errors: ['Your application id is not authorized.'] },
    });
  });

  test('whose posts an app asked for is written down by month', async () => {
    await world.asUser(world.shop, 'POST', path('28hr'), body([posted(world)], ['favorites']));
    await world.asUser(world.shop, 'POST', path('totals'), body([posted(world)], ['favorites']));
    const month = new Date(nowOf(world)).toISOString().slice(0, 7);
    expect((await world.control('GET', '/engagement')).body).toMatchObject({
      handles: [{ appId: world.app.id, month, userIds: [world.shop.id] }],
    });
  });

  test('the minute’s allowance is told, refused when it is gone, settable per app, and comes back', async () => {
    await world.control('POST', '/limits', {
      key: 'POST /insights/engagement',
      rule: { app: 2, windowMs: 60_000 },
      appId: world.app.id,
    });
    const asked = body([posted(world)], ['favorites']);
    const first = await world.asApp('POST', path('totals'), asked);
    expect(first.headers.get('x-per-minute-limit')).toBe('2');
    expect(first.headers.get('x-per-minute-remaining')).toBe('1');
    // The three endpoints share it.
    expect((await world.asUser(world.shop, 'POST', path('28hr'), asked)).status).toBe(200);
    const third = await world.asApp('POST', path('totals'), asked);
    expect(third.status).toBe(429);
    expect(third.headers.get('x-per-minute-remaining')).toBe('0');
    expect(third.text.toLowerCase()).toContain('rate limit');
    world.simulator.sim.clock.advance(60_000);
    expect((await world.asApp('POST', path('totals'), asked)).status).toBe(200);
  });
});

describe('what may be asked', () => {
  const complaint = async (name: string, asked: object): Promise<string> => {
    const answer = await world.asUser(world.shop, 'POST', path(name), asked);
    expect(answer.status).toBe(400);
    return (answer.body as { errors: [string] }).errors[0];
  };

  test('250 ids for totals and 25 for series, and not one more', async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => String(1000 + index));
    const limits: [string, number][] = [
      ['totals', 250],
      ['28hr', 25],
      ['historical', 25],
    ];
    for (const [name, most] of limits) {
      const asked = (count: number) => body(ids(count), ['favorites']);
      expect((await world.asUser(world.shop, 'POST', path(name), asked(most))).status).toBe(200);
      expect(await complaint(name, asked(most + 1))).toContain(`the maximum is ${most}`);
    }
  });

  test('ids may be numbers of any length, and keep every digit', async () => {
    const post = posted(world, 'Long id', dayMs, '1260294888811347969');
    const answer = await send(
      world,
      `{"tweet_ids":[1260294888811347969, 850006245121695744],"engagement_types":["retweets"],"groupings":{"engagement-types-by-id":{"group_by":["Tweet.id","engagement.type"]}}}`,
    );
    expect(await answer.json()).toEqual({
      errors: ['1 Tweet ID(s) are unavailable'],
      unavailable_tweet_ids: ['850006245121695744'],
      'engagement-types-by-id': { [post.id]: { retweets: '0' } },
    });
  });

  test('a body that is no JSON object is refused', async () => {
    for (const text of ['', '{"tweet_ids":', '[]', '7', 'null', 'tweet_ids=1']) {
      const answer = await send(world, text);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ errors: [expect.stringContaining('valid JSON')] });
    }
  });

  test('types belong to their endpoint', async () => {
    const post = posted(world);
    expect(await complaint('totals', body([post], ['media_views']))).toContain('"media_views"');
    expect(await complaint('28hr', body([post], ['quote_tweets']))).toContain('"quote_tweets"');
    expect(await complaint('historical', body([post], ['likes']))).toContain('"likes"');
    expect(await complaint('historical', body([post], []))).toContain('engagement_types');
    expect(
      await complaint('totals', { ...body([post], ['favorites']), engagement_types: 'favorites' }),
    ).toContain('engagement_types');
  });

  test.each([
    ['no groupings', {}],
    ['a list of groupings', [{ group_by: ['tweet.id'] }]],
    [
      'four groupings',
      {
        a: { group_by: ['tweet.id'] },
        b: { group_by: ['tweet.id'] },
        c: { group_by: ['tweet.id'] },
        d: { group_by: ['tweet.id'] },
      },
    ],
    ['a grouping without items', { a: { group_by: [] } }],
    ['a grouping that is text', { a: 'tweet.id' }],
    ['an unknown item', { a: { group_by: ['engagement.month'] } }],
    ['an item twice', { a: { group_by: ['tweet.id', 'Tweet.id'] } }],
    [
      'four items in a third order',
      { a: { group_by: ['engagement.day', 'tweet.id', 'engagement.type', 'engagement.hour'] } },
    ],
    ['two groupings of four items', { a: { group_by: fourItems }, b: { group_by: fourItems } }],
    ['a grouping called like a member of the answer', { start: { group_by: ['tweet.id'] } }],
  ])('%s are refused', async (_name, groupings) => {
    expect(await complaint('historical', body([posted(world)], ['favorites'], { groupings }))).not.toBe('');
  });

  test('totals know no time', async () => {
    for (const item of ['engagement.day', 'engagement.hour'])
      expect(
        await complaint(
          'totals',
          body([posted(world)], ['favorites'], { groupings: { a: { group_by: [item] } } }),
        ),
      ).toContain(item);
  });

  test('ids must be ids', async () => {
    for (const id of ['', 'abc', '12345678901234567890', -1, 1.5, null, ['1']])
      expect(await complaint('totals', { ...body([], ['favorites']), tweet_ids: [id] })).toContain(
        'Invalid Tweet ID',
      );
    expect(await complaint('totals', body([], ['favorites']))).toContain('tweet_ids');
  });

  test('the time of a series has its bounds', async () => {
    const asked = (start: unknown, end: unknown) => body([posted(world)], ['favorites'], { start, end });
    const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
    expect(
      await complaint('historical', asked(iso(nowOf(world) - dayMs), iso(nowOf(world) + 2000))),
    ).toContain('future');
    expect(await complaint('historical', asked('2026-03-02', '2026-03-02'))).toContain('before end');
    expect(await complaint('historical', asked('2026-03-01', '2026-03-29T00:00:01Z'))).toContain('4 weeks');
    expect(await complaint('historical', asked('2014-08-31', '2014-09-10'))).toContain('2014-09-01');
    for (const date of ['2026-02-30', '2026-13-01', '01.03.2026', '2026-03-01 12:00', 20_260_301])
      expect(await complaint('historical', asked(date, '2026-03-05'))).toContain('must be a date');
    expect(
      (await world.asUser(world.shop, 'POST', path('historical'), asked('2014-09-01', '2014-09-29'))).status,
    ).toBe(200);
    await world.control('POST', '/engagement', { oldest: 'year' });
    const long = nowOf(world) - 366 * dayMs;
    expect(await complaint('historical', asked(iso(long), iso(long + dayMs)))).toContain(
      'must not be before',
    );
  });
});
