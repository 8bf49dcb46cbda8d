import { request as httpRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { body, dayMs, fourItems, given, hourMs, nowOf, path, posted } from './simulator-engagement-world.ts';
import { type World, startWorld } from './simulator-world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ tier: 'enterprise' });
});
afterEach(() => world.close());

describe('what is answered', () => {
  test('groups nest in the order of group_by, with zeros, as strings', async () => {
    const [a, b] = [posted(world, 'One', 3 * dayMs), posted(world, 'Two', 3 * dayMs)];
    await given(world, a, [
      { ago: 30, counts: { impressions: 551, url_clicks: 3 } },
      { ago: 5, counts: { impressions: 12 } },
    ]);
    await given(world, b, [{ ago: 30, counts: { impressions: 7 } }]);
    const at = (ago: number) => new Date(nowOf(world) - ago * hourMs).toISOString();
    const groupings = {
      'Grand Totals': { group_by: ['engagement.type'] },
      'Type, then post': { group_by: ['engagement.type', 'tweet.id'] },
      hours: { group_by: ['tweet.id', 'engagement.hour'] },
    };
    const answer = await world.asUser(
      world.shop,
      'POST',
      path('historical'),
      body([a, b], ['impressions', 'url_clicks'], { groupings }),
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      'Grand Totals': { impressions: '570', url_clicks: '3' },
      'Type, then post': {
        impressions: { [a.id]: '563', [b.id]: '7' },
        url_clicks: { [a.id]: '3', [b.id]: '0' },
      },
      hours: {
        [a.id]: {
          [at(30).slice(0, 10)]: { [at(30).slice(11, 13)]: '554' },
          [at(5).slice(0, 10)]: { [at(5).slice(11, 13)]: '12' },
        },
      },
    });
    // Each full day has all its hours, in their order, also in the text.
    const { hours } = answer.body as { hours: Record<string, Record<string, Record<string, string>>> };
    const yesterday = new Date(nowOf(world) - dayMs).toISOString().slice(0, 10);
    expect(Object.keys(hours[b.id]?.[yesterday] ?? {})).toHaveLength(24);
    expect(answer.text).toMatch(/"00":"\d+","01":"\d+","02":"\d+"/);
    expect(answer.text.indexOf('"09":')).toBeLessThan(
      answer.text.indexOf('"10":', answer.text.indexOf('"09":')),
    );
  });

  test('four items come in both orders', async () => {
    const post = posted(world);
    await given(world, post, [{ ago: 1, counts: { impressions: 4 } }]);
    const at = new Date(nowOf(world) - hourMs).toISOString();
    const [day, hour] = [at.slice(0, 10), at.slice(11, 13)];
    const ask = (group_by: string[]) =>
      world.asUser(
        world.shop,
        'POST',
        path('28hr'),
        body([post], ['impressions'], { groupings: { g: { group_by } } }),
      );
    expect((await ask(fourItems)).body).toMatchObject({
      g: { [post.id]: { impressions: { [day]: { [hour]: '4' } } } },
    });
    const other = ['engagement.type', 'tweet.id', 'engagement.day', 'engagement.hour'];
    expect((await ask(other)).body).toMatchObject({
      g: { impressions: { [post.id]: { [day]: { [hour]: '4' } } } },
    });
  });

  test('the last 28 hours are told from the first hour they touch to the last', async () => {
    const { sim } = world.simulator;
    const post = posted(world);
    sim.clock.setRate(0);
    sim.clock.set(Date.UTC(2026, 8, 15, 21, 30));
    const answer = await world.asUser(
      world.shop,
      'POST',
      path('28hr'),
      body([post], ['favorites'], { groupings: { h: { group_by: ['engagement.hour'] } } }),
    );
    expect(answer.body).toMatchObject({ start: '2026-09-14T17:00:00Z', end: '2026-09-15T22:00:00Z' });
    const { h } = answer.body as { h: Record<string, Record<string, string>> };
    expect(Object.keys(h)).toEqual(['2026-09-14', '2026-09-15']);
    expect(Object.keys(h['2026-09-14'] ?? {}).sort()).toEqual(['17', '18', '19', '20', '21', '22', '23']);
    expect(Object.keys(h['2026-09-15'] ?? {})).toHaveLength(22);
  });

  test('start and end are rounded outward to hours, and default to four weeks', async () => {
    const { sim } = world.simulator;
    const post = posted(world, 'Old', 60 * dayMs);
    sim.clock.setRate(0);
    sim.clock.set(Date.UTC(2026, 6, 20, 10, 0));
    const times = async (more: object) => {
      const answer = await world.asUser(
        world.shop,
        'POST',
        path('historical'),
        body([post], ['favorites'], more),
      );
      const { start, end } = answer.body as { start: string; end: string };
      return [start, end];
    };
    expect(await times({ start: '2026-07-01T12:24:00Z', end: '2026-07-10T08:37:00Z' })).toEqual([
      '2026-07-01T12:00:00Z',
      '2026-07-10T09:00:00Z',
    ]);
    expect(await times({ start: '2026-07-01', end: '2026-07-15' })).toEqual([
      '2026-07-01T00:00:00Z',
      '2026-07-15T00:00:00Z',
    ]);
    expect(await times({})).toEqual(['2026-06-22T10:00:00Z', '2026-07-20T10:00:00Z']);
    // One of the two alone is completed.
    expect(await times({ start: '2026-07-19' })).toEqual(['2026-07-19T00:00:00Z', '2026-07-20T10:00:00Z']);
    expect(await times({ end: '2026-07-19' })).toEqual(['2026-06-21T00:00:00Z', '2026-07-19T00:00:00Z']);
  });

  test('likes, answers and reposts were not counted before 15 September 2015', async () => {
    const { sim } = world.simulator;
    const post = sim.posts.create({
      authorId: world.shop.id,
      text: 'Old',
      createdAt: Date.UTC(2015, 8, 14, 20),
    });
    const counts = { impressions: 10, favorites: 3, replies: 2, retweets: 1 };
    await world.control('PUT', `/posts/${post.id}/engagement`, {
      hours: [
        { at: Date.UTC(2015, 8, 14, 23), counts },
        { at: Date.UTC(2015, 8, 15, 0), counts },
      ],
    });
    const answer = await world.asUser(
      world.shop,
      'POST',
      path('historical'),
      body([post], ['impressions', 'favorites', 'replies', 'retweets'], {
        start: '2015-09-14',
        end: '2015-09-16',
        groupings: { days: { group_by: ['engagement.type', 'engagement.day'] } },
      }),
    );
    expect(answer.body).toMatchObject({
      days: {
        impressions: { '2015-09-14': '10', '2015-09-15': '10' },
        favorites: { '2015-09-14': '0', '2015-09-15': '3' },
        replies: { '2015-09-14': '0', '2015-09-15': '2' },
        retweets: { '2015-09-14': '0', '2015-09-15': '1' },
      },
    });
  });

  test('deleted posts and posts of suspended authors are named beside the counts of the others', async () => {
    const [here, gone] = [posted(world, 'Here'), posted(world, 'Gone')];
    await given(world, here, [{ ago: 2, counts: { impressions: 8 } }]);
    await world.control('DELETE', `/posts/${gone.id}`);
    const answer = await world.asUser(world.shop, 'POST', path('28hr'), body([here, gone], ['impressions']));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      errors: ['1 Tweet ID(s) are unavailable'],
      unavailable_tweet_ids: [gone.id],
      'by type': { [here.id]: { impressions: '8' } },
    });
    await world.control('PATCH', `/users/${world.shop.id}`, { suspended: true });
    expect((await world.asApp('POST', path('totals'), body([here], ['favorites']))).body).toEqual({
      errors: ['1 Tweet ID(s) are unavailable'],
      unavailable_tweet_ids: [here.id],
      'by type': {},
    });
  });

  test('posts of a protected account are refused, also to their owner', async () => {
    const post = posted(world);
    await world.control('PATCH', `/users/${world.shop.id}`, { protected: true });
    for (const answer of [
      await world.asUser(world.shop, 'POST', path('historical'), body([post], ['impressions'])),
      await world.asApp('POST', path('totals'), body([post], ['favorites'])),
    ])
      expect(answer).toMatchObject({
        status: 400,
        body: { errors: ['Tweet ID(s) are unavailable'], unavailable_tweet_ids: [post.id] },
      });
  });

  test('posts older than 90 days have no total of impressions, but all their public ones', async () => {
    const [old, young] = [posted(world, 'Old', 91 * dayMs), posted(world, 'Young', 89 * dayMs)];
    for (const post of [old, young])
      await given(world, post, [{ ago: 10, counts: { impressions: 9, favorites: 2 } }]);
    const answer = await world.asUser(
      world.shop,
      'POST',
      path('totals'),
      body([old, young], ['impressions', 'engagements', 'favorites']),
    );
    expect(answer.body).toMatchObject({
      errors: [
        expect.stringMatching(
          /^Impressions & engagements for tweets older than 90 days \(.+\) are not supported$/,
        ),
      ],
      unsupported_for_impressions_engagements_tweet_ids: [old.id],
      'by type': {
        [old.id]: { impressions: '0', engagements: '0', favorites: '2' },
        [young.id]: { impressions: '9', engagements: '2', favorites: '2' },
      },
    });
    const publicly = await world.asApp('POST', path('totals'), body([old], ['favorites']));
    expect(publicly.body).toEqual({ 'by type': { [old.id]: { favorites: '2' } } });
  });

  test('posts older than 1800 days have no video views', async () => {
    const old = posted(world, 'Old', 1801 * dayMs);
    await given(world, old, [{ ago: 1800 * 24, counts: { video_views: 44, favorites: 2 } }]);
    const expected = {
      unsupported_for_video_views_tweet_ids: [old.id],
      'by type': { [old.id]: { favorites: '2', video_views: '0' } },
    };
    const answer = await world.asApp('POST', path('totals'), body([old], ['favorites', 'video_views']));
    expect(answer.body).toEqual(expected);
  });

  test('a video is counted for its post in series, and wherever it was posted in totals', async () => {
    const { sim } = world.simulator;
    const video = await world.control('POST', '/media', {
      owner: '@shop',
      category: 'dm_video',
      bytes: Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex').toString('base64'),
    });
    const { id } = video.body as { id: string };
    const make = () =>
      sim.posts.create({
        authorId: world.shop.id,
        text: 'Film',
        mediaIds: [id],
        createdAt: nowOf(world) - dayMs,
      });
    const [first, second] = [make(), make()];
    await given(world, first, [{ ago: 3, counts: { video_views: 30 } }]);
    await given(world, second, [{ ago: 3, counts: { video_views: 12 } }]);
    const totals = await world.asApp('POST', path('totals'), body([first], ['video_views']));
    expect(totals.body).toEqual({ 'by type': { [first.id]: { video_views: '42' } } });
    const series = await world.asUser(world.shop, 'POST', path('28hr'), body([first], ['video_views']));
    expect(series.body).toMatchObject({ 'by type': { [first.id]: { video_views: '30' } } });
  });

  test('what people do here is counted in its hour, and engagements with it', async () => {
    const { sim } = world.simulator;
    sim.clock.setRate(0);
    sim.clock.set(Date.UTC(2026, 4, 4, 8, 15));
    const made = await world.asUser(world.shop, 'POST', '/2/tweets', { text: 'Open today' });
    const { id } = (made.body as { data: { id: string } }).data;
    await world.control('PUT', `/posts/${id}/engagement`, { impressions: 0 });
    sim.clock.set(Date.UTC(2026, 4, 4, 10, 20));
    expect(
      (await world.asUser(world.customer, 'POST', `/2/users/${world.customer.id}/likes`, { tweet_id: id }))
        .status,
    ).toBe(200);
    sim.clock.set(Date.UTC(2026, 4, 4, 11, 5));
    await world.asUser(world.customer, 'POST', `/2/users/${world.customer.id}/retweets`, { tweet_id: id });
    await world.asUser(world.customer, 'POST', '/2/tweets', {
      text: 'Nice',
      reply: { in_reply_to_tweet_id: id },
    });
    const answer = await world.asUser(
      world.shop,
      'POST',
      path('28hr'),
      body([id], ['favorites', 'retweets', 'replies', 'engagements'], {
        groupings: { g: { group_by: ['engagement.type', 'engagement.hour'] } },
      }),
    );
    const day = '2026-05-04';
    expect(answer.body).toMatchObject({
      g: {
        favorites: { [day]: { '10': '1', '11': '0' } },
        retweets: { [day]: { '10': '0', '11': '1' } },
        replies: { [day]: { '11': '1' } },
        engagements: { [day]: { '09': '0', '10': '1', '11': '2' } },
      },
    });
    await world.asUser(world.customer, 'DELETE', `/2/users/${world.customer.id}/likes/${id}`);
    const after = await world.asApp('POST', path('totals'), body([id], ['favorites', 'retweets']));
    expect(after.body).toEqual({ 'by type': { [id]: { favorites: '0', retweets: '1' } } });
  });

  test('answers are zipped for those who take it, refusals too, and plain for others', async () => {
    const raw = (encoding: string, text: string) =>
      new Promise<{ encoding: string | undefined; bytes: Buffer }>((resolve, reject) => {
        const request = httpRequest(
          `${world.simulator.url}${path('totals')}`,
          {
            method: 'POST',
            headers: {
              authorization: `Bearer ${world.bearer}`,
              'content-type': 'application/json',
              'accept-encoding': encoding,
            },
          },
          (response) => {
            const parts: Buffer[] = [];
            response.on('data', (part: Buffer) => parts.push(part));
            response.on('end', () =>
              resolve({ encoding: response.headers['content-encoding'], bytes: Buffer.concat(parts) }),
            );
          },
        );
        request.on('error', reject);
        request.end(text);
      });
    const post = posted(world);
    const asked = JSON.stringify(body([post], ['favorites']));
    const plain = await raw('identity', asked);
    expect(plain.encoding).toBeUndefined();
    const zipped = await raw('gzip', asked);
    expect(zipped.encoding).toBe('gzip');
    expect(gunzipSync(zipped.bytes)).toEqual(plain.bytes);
    expect(JSON.parse(gunzipSync((await raw('deflate, gzip;q=0.5', '{')).bytes).toString())).toHaveProperty(
      'errors',
    );
    expect((await raw('gzip;q=0', asked)).encoding).toBeUndefined();
  });

  test('a path that is none of the three is not there', async () => {
    expect((await world.asApp('POST', path('weekly'), {})).status).toBe(404);
    expect((await world.asApp('GET', path('totals'))).status).toBe(404);
  });
});
