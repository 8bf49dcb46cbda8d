import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPost, deletePost } from '../../simulator/acts/posts.ts';
import type { SimPost } from '../../simulator/state/posts.ts';
import { type World, startWorld } from './simulator-world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

type Page = { data?: { id: string }[]; meta: { result_count: number; next_token?: string } };
const write = (text: string, createdAt?: number): SimPost =>
  createPost(world.simulator.sim, { authorId: world.customer.id, text, createdAt });
const read = async (path: string): Promise<Page> => (await world.asApp('GET', path)).body as Page;
const hourMs = 3_600_000;

describe('recent search', () => {
  it('answers newest first, a page at a time, with the ends of the page', async () => {
    const posts = Array.from({ length: 12 }, (_, index) => write(`parcel number ${index}`));
    write('something else');
    const first = await read('/2/tweets/search/recent?query=parcel&tweet.fields=author_id');
    const ids = posts.map(({ id }) => id).reverse();
    expect(first).toMatchObject({
      data: ids.slice(0, 10).map((id) => ({ id, author_id: world.customer.id })),
      meta: { result_count: 10, newest_id: ids[0], oldest_id: ids[9], next_token: expect.any(String) },
    });
    write('parcel number 99');
    const second = await read(`/2/tweets/search/recent?query=parcel&next_token=${first.meta.next_token}`);
    expect(second).toMatchObject({ data: ids.slice(10).map((id) => ({ id })), meta: { result_count: 2 } });
    expect(second.meta.next_token).toBeUndefined();
    expect(await read('/2/tweets/search/recent?query=nothing')).toEqual({ meta: { result_count: 0 } });
  });

  it('reaches seven days back and keeps to the window that is asked for', async () => {
    const now = world.simulator.sim.clock.now();
    const [old, early, late] = [8 * 24, 30, 2].map((hours) => write(`tea at ${hours}`, now - hours * hourMs));
    const found = async (more: string) =>
      (await read(`/2/tweets/search/recent?query=tea${more}`)).data?.map(({ id }) => id);
    const at = (hours: number) => new Date(now - hours * hourMs).toISOString();
    expect(await found('')).toEqual([late?.id, early?.id]);
    expect(await found(`&start_time=${at(3)}`)).toEqual([late?.id]);
    expect(await found(`&end_time=${at(3)}`)).toEqual([early?.id]);
    expect(await found(`&since_id=${early?.id}`)).toEqual([late?.id]);
    expect(await found(`&until_id=${late?.id}`)).toEqual([early?.id]);
    const all = await read('/2/tweets/search/all?query=tea&max_results=500');
    expect(all.data?.map(({ id }) => id)).toEqual([late?.id, early?.id, old?.id]);
    for (const [query, message] of [
      [`tea&start_time=${at(24 * 9)}`, "'start_time' must be on or after"],
      [`tea&end_time=${at(-1)}`, 'must be a minimum of 10 seconds prior to the request time'],
      [`tea&since_id=${old?.id}`, "'since_id' must be a tweet id created after"],
      ['tea&start_time=yesterday', 'is not a valid RFC3339 date-time'],
      [`tea&start_time=${at(1)}&since_id=1`, 'At most one of'],
      [`tea&since_id=9&until_id=8`, 'must be before'],
      ['tea&max_results=9', 'is not between 10 and 100'],
      ['tea&next_token=abc', 'The `next_token` query parameter value [abc] is not valid'],
      ['has:links', 'at least one positive, non-stopword clause (at position 1)'],
      ['tea%20place:rome', "Reference to invalid operator 'place'"],
      [`${'x'.repeat(513)}`, 'is longer than 512 characters'],
      ['', 'can not be empty'],
    ] as const)
      expect({
        query,
        ...(await world.asApp('GET', `/2/tweets/search/recent?query=${query}`)),
      }).toMatchObject({
        query,
        status: 400,
        body: { title: 'Invalid Request', errors: [{ message: expect.stringContaining(message) }] },
      });
  });

  it('shows a protected author to followers only', async () => {
    const { sim } = world.simulator;
    const shy = sim.users.create({ username: 'shy', protected: true });
    const post = createPost(sim, { authorId: shy.id, text: 'whisper' });
    const path = '/2/tweets/search/recent?query=whisper';
    expect(await read(path)).toEqual({ meta: { result_count: 0 } });
    sim.follows.add(world.shop.id, shy.id);
    expect((await world.asUser(world.shop, 'GET', path)).body).toMatchObject({ data: [{ id: post.id }] });
  });

  it('counts by hours, days and minutes, cut at the ends of the window', async () => {
    const base = Math.floor(world.simulator.sim.clock.now() / hourMs) * hourMs - 5 * hourMs;
    for (const minutes of [10, 20, 70]) write('rain', base + minutes * 60_000);
    const at = (minutes: number) => new Date(base + minutes * 60_000).toISOString();
    const path = `/2/tweets/counts/recent?query=rain&start_time=${at(5)}&end_time=${at(130)}`;
    expect((await world.asApp('GET', path)).body).toEqual({
      data: [
        { start: at(5), end: at(60), tweet_count: 2 },
        { start: at(60), end: at(120), tweet_count: 1 },
        { start: at(120), end: at(130), tweet_count: 0 },
      ],
      meta: { total_tweet_count: 3 },
    });
    expect((await world.asApp('GET', `${path}&granularity=minute`)).body).toMatchObject({
      meta: { total_tweet_count: 3 },
    });
    const posts = await world.asApp(
      'GET',
      '/2/tweets/counts/recent?query=rain&search_count.fields=post_count',
    );
    expect(posts.body).toMatchObject({ meta: { total_post_count: 3 } });
    // Seven days and the hours that are cut at both ends.
    const { data } = (await read('/2/tweets/counts/recent?query=rain')) as { data: unknown[] };
    expect([168, 169]).toContain(data.length);
    expect((await world.asApp('GET', `${path}&granularity=week`)).status).toBe(400);
    expect((await world.asUser(world.shop, 'GET', path)).status).toBe(403);
  });
});

describe('reading timelines and searches while others post and delete', () => {
  it('returns whatever was there all the time exactly once', async () => {
    const { sim } = world.simulator;
    // Limits are not what is tried here.
    sim.limits.enabled = false;
    const step = fc.array(fc.record({ remove: fc.boolean(), pick: fc.nat() }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 30 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(5, 7, 10),
        fc.constantFrom('tweets', 'mentions', 'search'),
        async (count, steps, size, list) => {
          const author = sim.users.create({ username: `w${sim.ids.next().slice(-12)}` });
          const word = `topic${author.id}`;
          const add = () =>
            createPost(sim, { authorId: author.id, text: `@${author.username} ${word} ${sim.ids.next()}` });
          const always = new Map(Array.from({ length: count }, () => add()).map((post) => [post.id, post]));
          const base =
            list === 'search'
              ? `/2/tweets/search/recent?query=${word}&max_results=10`
              : `/2/users/${author.id}/${list}?max_results=${size}`;
          const seen: string[] = [];
          let token: string | undefined;
          for (let turn = 0; ; turn++) {
            const page = await read(token === undefined ? base : `${base}&pagination_token=${token}`);
            seen.push(...(page.data ?? []).map(({ id }) => id));
            token = page.meta.next_token;
            if (token === undefined) break;
            for (const { remove, pick } of steps[turn % steps.length] ?? []) {
              const there = sim.posts.byAuthor(author.id);
              const post = there[pick % there.length];
              if (remove && post) {
                deletePost(sim, post);
                always.delete(post.id);
              } else add();
            }
          }
          expect(seen.filter((id) => always.has(id)).sort()).toEqual([...always.keys()].sort());
          expect(new Set(seen).size).toBe(seen.length);
        },
      ),
      { numRuns: 40 },
    );
  });
});
