import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs, given, hourMs, nowOf, posted } from './simulator-engagement-world.ts';
import { type World, startWorld } from './simulator-world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

type Problem = Record<string, string>;
type Lookup = { data?: Record<string, unknown>[]; errors?: Problem[]; includes?: Record<string, unknown[]> };
const privateFields = 'non_public_metrics,organic_metrics,promoted_metrics';

const lookUp = async (as: 'shop' | 'customer' | 'app', query: string): Promise<Lookup> => {
  const path = `/2/tweets?${query}`;
  const answer = await (as === 'app' ? world.asApp('GET', path) : world.asUser(world[as], 'GET', path));
  expect(answer.status).toBe(200);
  return answer.body as Lookup;
};

describe('metrics of a post', () => {
  test('public ones are there for everybody, in the words of the request', async () => {
    const post = posted(world);
    await given(world, post, [{ ago: 3, counts: { impressions: 40, favorites: 4, bookmarks: 2 } }]);
    const { sim } = world.simulator;
    sim.likes.add(world.customer.id, post.id);
    sim.posts.create({ authorId: world.customer.id, text: 'Yes', inReplyToId: post.id });
    sim.posts.create({ authorId: world.customer.id, text: 'See', quotedId: post.id });
    const rest = { reply_count: 1, like_count: 5, quote_count: 1, bookmark_count: 2, impression_count: 40 };
    const tweets = await lookUp('app', `ids=${post.id}&tweet.fields=public_metrics`);
    expect(tweets.data?.[0]).toMatchObject({ public_metrics: { retweet_count: 0, ...rest } });
    const posts = await lookUp('app', `ids=${post.id}&post.fields=public_metrics`);
    expect(posts.data?.[0]?.public_metrics).toEqual({ repost_count: 0, ...rest });
  });

  test('private ones are there for the author, split by what was paid for', async () => {
    const post = posted(world, 'Look https://example.com/a', 20 * dayMs);
    await world.control('PUT', `/posts/${post.id}/engagement`, {
      impressions: 9000,
      crowd: true,
      promotedShare: 0.25,
    });
    const { data, errors } = await lookUp(
      'shop',
      `ids=${post.id}&tweet.fields=public_metrics,${privateFields}`,
    );
    expect(errors).toBeUndefined();
    const shown = data?.[0] as Record<string, Record<string, number>>;
    const { public_metrics: open = {}, organic_metrics: organic = {}, promoted_metrics: paid = {} } = shown;
    expect(open.impression_count).toBeGreaterThan(11_000);
    expect(paid.impression_count).toBe((open.impression_count ?? 0) - (organic.impression_count ?? 0));
    expect((paid.impression_count ?? 0) / (open.impression_count ?? 1)).toBeCloseTo(0.25, 2);
    expect(paid.like_count).toBe((open.like_count ?? 0) - (organic.like_count ?? 0));
    expect(Object.keys(shown.non_public_metrics ?? {}).sort()).toEqual([
      'engagements',
      'impression_count',
      'url_link_clicks',
      'user_profile_clicks',
    ]);
    expect(Object.keys(organic)).toEqual(Object.keys(paid));
  });

  test('somebody else, and an app alone, get a problem for each field instead of the post', async () => {
    const post = posted(world);
    for (const as of ['customer', 'app'] as const) {
      const { data, errors = [] } = await lookUp(as, `ids=${post.id}&tweet.fields=${privateFields}`);
      expect(data).toBeUndefined();
      expect(errors).toHaveLength(4 + 6 + 6);
      expect(errors[0]).toEqual({
        resource_type: 'tweet',
        field: 'non_public_metrics.impression_count',
        parameter: 'ids',
        resource_id: post.id,
        title: 'Field Authorization Error',
        section: 'data',
        detail: `Sorry, you are not authorized to access 'non_public_metrics.impression_count' on the Tweet with ids : [${post.id}].`,
        value: post.id,
        type: 'https://api.twitter.com/2/problems/not-authorized-for-field',
      });
    }
  });

  test('a page of one’s own posts does not lose them because one points at a foreign post', async () => {
    const { sim } = world.simulator;
    const foreign = sim.posts.create({ authorId: world.customer.id, text: 'Original' });
    const quote = sim.posts.create({ authorId: world.shop.id, text: 'Look', quotedId: foreign.id });
    const answer = await world.asUser(
      world.shop,
      'GET',
      `/2/users/${world.shop.id}/tweets?tweet.fields=non_public_metrics&expansions=referenced_tweets.id`,
    );
    const { data = [], errors = [], includes } = answer.body as Lookup;
    expect(data.map(({ id }) => id)).toEqual([quote.id]);
    expect(data[0]).toHaveProperty('non_public_metrics');
    expect(includes?.tweets).toBeUndefined();
    expect(errors[0]).toMatchObject({
      section: 'includes',
      parameter: 'referenced_tweets.id',
      resource_id: foreign.id,
    });
  });

  test('after 30 days the post stays, without its private metrics', async () => {
    const { sim } = world.simulator;
    const post = posted(world, 'Hello', 30 * dayMs - hourMs);
    const ask = () => lookUp('shop', `ids=${post.id}&tweet.fields=public_metrics,non_public_metrics`);
    expect((await ask()).errors).toBeUndefined();
    sim.clock.advance(hourMs + 1000);
    const { data, errors = [] } = await ask();
    expect(data?.[0]).toHaveProperty('public_metrics');
    expect(data?.[0]).not.toHaveProperty('non_public_metrics');
    expect(errors).toHaveLength(4);
    expect(errors[0]).toMatchObject({
      title: 'Disallowed Resource',
      resource_type: 'tweet',
      detail:
        "The 'non_public_metrics.impression_count' field cannot be queried for Tweets older than 30 days.",
      type: 'https://api.twitter.com/2/problems/disallowed-resource',
    });
    await world.control('POST', '/engagement', { oldMetrics: 'not-authorized-for-field' });
    expect((await ask()).errors?.[0]).toMatchObject({ title: 'Field Authorization Error' });
  });

  test('posts that were not advertised have no promoted metrics, reposts none of their own', async () => {
    const { sim } = world.simulator;
    const post = posted(world);
    const { data, errors = [] } = await lookUp('shop', `ids=${post.id}&tweet.fields=${privateFields}`);
    expect(data?.[0]).toHaveProperty('organic_metrics');
    expect(errors.map(({ detail }) => detail)).toContain(
      "The 'promoted_metrics.impression_count' field cannot be queried for this resource.",
    );
    const repost = sim.posts.create({ authorId: world.shop.id, text: 'RT @shop: …', repostOfId: post.id });
    const again = await lookUp('shop', `ids=${repost.id}&tweet.fields=public_metrics,non_public_metrics`);
    expect(again.data?.[0]?.public_metrics).toMatchObject({ retweet_count: 1, impression_count: 0 });
    expect(again.errors?.[0]?.detail).toBe(
      "The 'non_public_metrics.impression_count' field cannot be queried for Retweets.",
    );
  });
});

describe('analytics', () => {
  const iso = (at: number) => new Date(at).toISOString();
  const ask = (ids: string, more: string, start = nowOf(world) - 3 * dayMs, end = nowOf(world)) =>
    world.asUser(
      world.shop,
      'GET',
      `/2/tweets/analytics?ids=${ids}&start_time=${iso(start)}&end_time=${iso(end)}${more}`,
    );
  type Series = { id: string; timestamped_metrics: { timestamp: string; metrics: Record<string, number> }[] };
  const seriesOf = (answer: { body: unknown }) => (answer.body as { data: Series[] }).data[0];

  test('tell hours, days, weeks and everything, and the sums agree', async () => {
    const { sim } = world.simulator;
    sim.clock.setRate(0);
    sim.clock.set(Date.UTC(2026, 8, 20, 12));
    const post = posted(world, 'Hello', 12 * dayMs);
    await given(world, post, [
      { ago: 200, counts: { impressions: 100, favorites: 3 } },
      { ago: 30, counts: { impressions: 7 } },
    ]);
    const from = Date.UTC(2026, 8, 8);
    const lengths = { hourly: 24 * 12 + 12, daily: 13, weekly: 2, total: 1 };
    for (const [granularity, length] of Object.entries(lengths)) {
      const series = seriesOf(
        await ask(post.id, `&granularity=${granularity}&analytics.fields=impressions,likes`, from),
      );
      expect(series?.timestamped_metrics).toHaveLength(length);
      expect(series?.timestamped_metrics[0]?.timestamp).toBe('2026-09-08T00:00:00Z');
      const sum = (name: string) =>
        series?.timestamped_metrics.reduce((total, { metrics }) => total + (metrics[name] ?? 0), 0);
      expect([sum('impressions'), sum('likes')]).toEqual([107, 3]);
    }
    const total = await ask(post.id, '', from);
    expect(Object.keys(seriesOf(total)?.timestamped_metrics[0]?.metrics ?? {})).toHaveLength(20);
  });

  test('come flat beside the series for those who name it, and flat alone by a switch', async () => {
    const post = posted(world);
    await given(world, post, [{ ago: 2, counts: { impressions: 9 } }]);
    const named = await ask(post.id, '&granularity=daily&analytics.fields=impressions,timestamped_metrics');
    expect(seriesOf(named)).toMatchObject({ id: post.id, impressions: 9 });
    expect(seriesOf(named)?.timestamped_metrics.length).toBeGreaterThan(1);
    const older = await ask(post.id, '&analytics.fields=impressions');
    expect(seriesOf(older)).not.toHaveProperty('impressions');
    await world.control('POST', '/engagement', { analyticsShape: 'flat' });
    const flat = await ask(post.id, '&analytics.fields=impressions');
    expect(flat.body).toEqual({
      data: [{ id: post.id, timestamp: expect.stringMatching(/Z$/), impressions: 9 }],
    });
  });

  test('name foreign posts and unknown ones beside one’s own', async () => {
    const { sim } = world.simulator;
    const mine = posted(world);
    const foreign = sim.posts.create({ authorId: world.customer.id, text: 'Mine' });
    const { data, errors } = (await ask(`${mine.id},${foreign.id},17`, '')).body as {
      data: Series[];
      errors: Problem[];
    };
    expect(data.map(({ id }) => id)).toEqual([mine.id]);
    expect(errors).toMatchObject([
      {
        resource_id: foreign.id,
        parameter: 'ids',
        type: 'https://api.twitter.com/2/problems/not-authorized-for-resource',
      },
      { resource_id: '17', type: 'https://api.twitter.com/2/problems/resource-not-found' },
    ]);
  });

  test.each([
    ['ids=', 'can not be empty'],
    [`ids=${Array.from({ length: 101 }, (_, index) => index).join()}`, 'not between 1 and 100'],
    ['ids=abc', 'does not match'],
    ['ids=1&start_time=yesterday', 'not a valid RFC3339'],
    ['ids=1&start_time=2026-02-30T00:00:00Z', 'not a valid RFC3339'],
    ['ids=1&end_time=2026-01-01T00:00:00Z', 'must be later'],
    ['ids=1&granularity=yearly', 'not one of [hourly,weekly,daily,total]'],
    ['ids=1&analytics.fields=smiles', 'not one of'],
    ['ids=1&start_time=2020-01-01T00:00:00Z', 'longer than 366 days'],
    ['ids=1&max_results=5', 'not one of'],
  ])('refuse %s', async (asked, complaint) => {
    const query = new URLSearchParams({
      start_time: '2026-03-01T00:00:00Z',
      end_time: '2026-03-02T00:00:00Z',
    });
    for (const [name, value] of new URLSearchParams(asked)) query.set(name, value);
    const answer = await world.asUser(world.shop, 'GET', `/2/tweets/analytics?${query.toString()}`);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(complaint);
  });

  test('want a user, and both times', async () => {
    expect((await world.asApp('GET', '/2/tweets/analytics?ids=1')).status).toBe(403);
    const answer = await world.asUser(world.shop, 'GET', '/2/tweets/analytics?ids=1');
    expect(answer).toMatchObject({ status: 400, body: { title: 'Invalid Request' } });
    expect(answer.headers.get('x-rate-limit-limit')).toBe('300');
  });
});

describe('analytics of videos', () => {
  test('count a video wherever it was posted, for its owner, and agree with its metrics', async () => {
    const { sim } = world.simulator;
    const file = await world.control('POST', '/media', {
      owner: '@shop',
      category: 'dm_video',
      bytes: Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex').toString('base64'),
    });
    const { id, mediaKey } = file.body as { id: string; mediaKey: string };
    const make = () =>
      sim.posts.create({
        authorId: world.shop.id,
        text: 'Film',
        mediaIds: [id],
        createdAt: nowOf(world) - 3 * dayMs,
      });
    const [first, second] = [make(), make()];
    await given(world, first, [{ ago: 30, counts: { video_views: 37 } }]);
    await given(world, second, [{ ago: 2, counts: { video_views: 12 } }]);
    const times = `start_time=${new Date(nowOf(world) - 4 * dayMs).toISOString()}&end_time=${new Date(nowOf(world)).toISOString()}`;
    const path = (granularity: string) =>
      `/2/media/analytics?media_keys=${mediaKey},7_1&${times}&granularity=${granularity}&media_analytics.fields=video_views,playback25,timestamped_metrics`;
    const sums = { media_key: mediaKey, video_views: 49, playback25: 36 };
    for (const granularity of ['hourly', 'daily', 'total']) {
      const { body } = await world.asUser(world.shop, 'GET', path(granularity));
      expect(body).toMatchObject({ data: [sums], errors: [{ resource_id: '7_1', resource_type: 'media' }] });
    }
    expect((await world.asUser(world.customer, 'GET', path('total'))).body).not.toHaveProperty('data');
    expect((await world.asUser(world.shop, 'GET', path('weekly'))).status).toBe(400);
    const shown = await lookUp(
      'shop',
      `ids=${first.id}&expansions=attachments.media_keys&media.fields=public_metrics,non_public_metrics`,
    );
    expect(shown.includes?.media?.[0]).toMatchObject({
      public_metrics: { view_count: 49 },
      non_public_metrics: { playback_0_count: 49, playback_25_count: 36 },
    });
  });
});

describe('the insights that X removed', () => {
  const query = (id: string) => `tweet_ids=${id}&granularity=Daily&requested_metrics=Impressions,Likes`;

  test('are unknown paths until they are switched on', async () => {
    const post = posted(world);
    await given(world, post, [{ ago: 3, counts: { impressions: 6, favorites: 1 } }]);
    const path = `/2/insights/28hr?${query(post.id)}`;
    expect(await world.asUser(world.shop, 'GET', path)).toMatchObject({ status: 404, text: '' });
    await world.control('POST', '/engagement', { v2Insights: true });
    const { data } = (await world.asUser(world.shop, 'GET', path)).body as {
      data: { measurement: { metrics_total: unknown; metrics_time_series: unknown[] } }[];
    };
    expect(data[0]?.measurement.metrics_total).toEqual([
      {
        tweet_id: post.id,
        value: [
          { metric_type: 'Impressions', metric_value: 6 },
          { metric_type: 'Likes', metric_value: 1 },
        ],
      },
    ]);
    expect(data[0]?.measurement.metrics_time_series.length).toBeGreaterThanOrEqual(2);
    const wrong = await world.asUser(
      world.shop,
      'GET',
      `/2/insights/28hr?tweet_ids=${post.id}&granularity=daily`,
    );
    expect(wrong.status).toBe(400);
    const times = `start_time=${new Date(nowOf(world) - dayMs).toISOString()}&end_time=${new Date(nowOf(world)).toISOString()}`;
    const historical = await world.asUser(
      world.shop,
      'GET',
      `/2/insights/historical?${query(post.id)}&${times}`,
    );
    expect(historical.text).toContain('"metric_value":6');
  });
});

describe('the control of engagement', () => {
  test('a curve can be set, read as a chart, and taken back', async () => {
    const post = posted(world, 'Hello', 10 * dayMs);
    const url = `/posts/${post.id}/engagement`;
    const curve = { impressions: 50_000, halfLifeHours: 5, crowd: true };
    expect((await world.control('POST', url, curve)).body).toMatchObject({ curve, isDefault: false });
    type Chart = { totals: Record<string, number>; series: ({ at: number } & Record<string, number>)[] };
    const hours = (await world.control('GET', `${url}?step=hour`)).body as Chart;
    const days = (await world.control('GET', `${url}?step=day`)).body as Chart;
    for (const { totals, series } of [hours, days])
      for (const [name, total] of Object.entries(totals))
        expect([name, series.reduce((sum, entry) => sum + (entry[name] ?? 0), 0)]).toEqual([name, total]);
    expect(hours.totals.impressions).toBeGreaterThan(45_000);
    // Half of what comes soon is there after the half-life, give or take a night.
    const early = hours.series.slice(0, 48).reduce((sum, entry) => sum + (entry.impressions ?? 0), 0);
    expect(early / (hours.totals.impressions ?? 1)).toBeGreaterThan(0.8);
    expect((await world.control('DELETE', url)).body).toMatchObject({ curve: {}, isDefault: true });
  });

  test('a burst lifts its hours', async () => {
    const post = posted(world, 'Hello', 5 * dayMs);
    const at = nowOf(world) - 2 * dayMs;
    const curve = {
      impressions: 100,
      halfLifeHours: 1,
      bursts: [{ at, impressions: 8000, halfLifeHours: 2 }],
    };
    const { body } = await world.control('PUT', `/posts/${post.id}/engagement`, curve);
    const { series } = body as { series: { at: number; impressions: number }[] };
    const top = series.reduce((best, entry) => (entry.impressions > best.impressions ? entry : best));
    expect(top.at).toBeGreaterThan(at - hourMs);
    expect(top.at).toBeLessThan(at + 4 * hourMs);
  });

  test.each([
    ['a share above all', { promotedShare: 1 }],
    ['a counter that is none', { hours: [{ at: 1, counts: { smiles: 1 } }] }],
    ['half an impression', { impressions: 0.5 }],
    ['numbers and a curve', { hours: [], impressions: 5 }],
    ['a rate of impressions', { ratesPerThousand: { impressions: 5 } }],
    ['a burst in a far future', { bursts: [{ at: 4e12, impressions: 1 }] }],
  ])('%s is refused and changes nothing', async (_name, curve) => {
    const post = posted(world);
    expect((await world.control('PUT', `/posts/${post.id}/engagement`, curve)).status).toBe(400);
    expect((await world.control('GET', `/posts/${post.id}/engagement`)).body).toMatchObject({
      isDefault: true,
    });
  });

  test('curves and settings go with dump and load, and reset forgets them', async () => {
    const post = posted(world);
    await given(world, post, [{ ago: 2, counts: { impressions: 77 } }]);
    await world.control('POST', '/engagement', { defaultCurve: { impressions: 5 }, oldest: 'year' });
    const dump = await world.control('GET', '/dump');
    const read = async () => (await world.control('GET', `/posts/${post.id}/engagement`)).body;
    const before = await read();
    await world.control('POST', '/reset');
    expect((await world.control('GET', '/engagement')).body).toMatchObject({
      settings: { defaultCurve: {}, oldest: '2014' },
      handles: [],
    });
    await world.control('POST', '/load', dump.body);
    expect(await read()).toMatchObject({ totals: (before as { totals: object }).totals });
    expect((await world.control('GET', '/engagement')).body).toMatchObject({ settings: { oldest: 'year' } });
  });

  test('a post without a curve has a few views, and no likes but those of people here', async () => {
    const post = posted(world, 'Hello', 30 * dayMs);
    const { body } = await world.control('GET', `/posts/${post.id}/engagement?step=day`);
    const { totals } = body as { totals: Record<string, number> };
    expect(totals.impressions).toBeGreaterThan(39);
    expect([totals.favorites, totals.retweets, totals.replies, totals.url_clicks]).toEqual([0, 0, 0, 0]);
    expect((await world.control('GET', '/posts/17/engagement')).status).toBe(404);
  });
});
