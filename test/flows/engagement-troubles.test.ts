import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReportOptions } from '../../contract/api/index.ts';
import { engagement, listOwnPosts } from '../../server/reports/kinds/engagement/index.ts';
import { XProblem } from '../../server/x/index.ts';
import {
  type EngagementWorld,
  openEngagementWorld,
  type Owner,
  type Pulled,
  sumsOf,
} from './engagement-world.ts';

const NOW = Date.UTC(2026, 10, 12, 10, 20, 30);
let world: EngagementWorld;
beforeAll(async () => {
  world = await openEngagementWorld(NOW);
});
afterAll(() => world.close());

const selected = (ids: readonly string[], more: ReportOptions = {}): ReportOptions => ({
  tweetSelection: 'selected',
  tweets: [...ids],
  ...more,
});
const forty: ReportOptions = { duration: 'range', daysBackFrom: 40, daysBackTo: 0 };

/** Kills the run after each of its batches in turn, and lets another one go on from there. */
async function cutEverywhere(owner: Owner, options: ReportOptions, zone: string): Promise<Pulled> {
  const whole = await world.pull(owner, options, { zone });
  for (let cut = 1; cut < whole.batches.length; cut += 1) {
    const before = await world.pull(owner, options, { zone, batches: cut });
    const { checkpoint } = before;
    if (checkpoint === undefined) throw new Error('no checkpoint');
    const after = await world.pull(owner, options, { zone, checkpoint });
    expect([...before.rows, ...after.rows]).toEqual(whole.rows);
    expect([...before.unavailable, ...after.unavailable]).toEqual(whole.unavailable);
  }
  return whole;
}

describe.each(['engagement_api', 'analytics'] as const)('a run by %s that is cut', (source) => {
  let owner: Owner;
  let ids: string[];
  beforeAll(() => {
    owner = world.makeOwner(source === 'analytics' ? 'oauth2' : 'oauth1');
    ids = Array.from({ length: 27 }, (_, age) => world.post(owner.userId, 20 + age * 5).id);
    ids.splice(3, 0, world.post(world.makeOwner('oauth1').userId, 50).id, '1400000000000000000');
  });

  test.each([
    ['tweet, type, date', ['tweet', 'type', 'date']],
    ['tweet, hour', ['tweet', 'hour']],
    ['type, date, hour', ['type', 'date', 'hour']],
    ['type', ['type']],
  ])('goes on with the same rows, grouped by %s', async (_name, groupBy) => {
    // Long enough for three windows of each source, or two where sums are asked for.
    const daysBackFrom = source === 'analytics' ? (groupBy.length === 1 ? 400 : 70) : 40;
    const metrics = ['impressions', 'favorites'];
    const options = selected(ids, { ...forty, daysBackFrom, source, groupBy, metrics });
    const whole = await cutEverywhere(owner, options, 'Europe/Berlin');
    expect(whole.batches.length).toBeGreaterThanOrEqual(3);
    sumsOf(whole, groupBy.length);
    expect(new Set(whole.unavailable.map(([id]) => id))).toEqual(new Set(ids.slice(3, 5)));
  });
});

test('rows that fill several batches go on within a request', async () => {
  const owner = world.makeOwner('oauth1');
  for (let age = 0; age < 3; age += 1) world.post(owner.userId, 40 + age);
  const options: ReportOptions = {
    duration: 'range',
    daysBackFrom: 27,
    daysBackTo: 0,
    groupBy: ['hour', 'date', 'type', 'tweet'],
    metrics: ['impressions', 'engagements', 'favorites', 'retweets', 'replies', 'url_clicks'].concat(
      'hashtag_clicks',
      'detail_expands',
      'permalink_clicks',
      'app_opens',
      'email_tweet',
      'user_follows',
    ),
  };
  const whole = await cutEverywhere(owner, options, 'UTC');
  expect(whole.rows).toHaveLength(3 * 12 * (27 * 24 + 11));
  expect(whole.batches.length).toBe(4);
  expect(whole.batches.at(-1)?.expected).toBe(whole.rows.length);
});

test('posts of others and posts that are gone become rows of the companion table, the rest comes', async () => {
  const owner = world.makeOwner('oauth1');
  const own = world.post(owner.userId, 30).id;
  const foreign = world.post(world.makeOwner('oauth1').userId, 30).id;
  const gone = '1400000000000000001';
  for (const source of ['engagement_api', 'analytics']) {
    const { rows, unavailable, warnings } = await world.pull(
      owner,
      selected([foreign, own, gone], { source, groupBy: ['tweet'] }),
    );
    expect(rows.map(([id]) => id)).toEqual([own]);
    const reasons = new Map(unavailable.map(([id, reason]) => [id, String(reason)]));
    expect(new Set(reasons.keys())).toEqual(new Set([foreign, gone]));
    expect(reasons.get(foreign)).toMatch(/not a post of this account|not authorized/);
    expect(unavailable.every(([, , at]) => at === world.now.toISOString())).toBe(true);
    expect(warnings.join()).toContain('unavailable tweets');
  }
});

test('all posts protected: no rows, and each says so', async () => {
  const owner = world.makeOwner('oauth1');
  const post = world.post(owner.userId, 30);
  const user = world.sim.users.find(owner.userId);
  if (!user) throw new Error('no user');
  world.sim.users.update(user.id, { protected: true });
  const { rows, unavailable } = await world.pull(owner, { source: 'engagement_api', groupBy: ['tweet'] });
  expect([rows, unavailable.map(([id]) => id)]).toEqual([[], [post.id]]);
});

test('a metric that a post is too old for is empty, not 0', async () => {
  const owner = world.makeOwner('oauth1');
  const old = world.post(owner.userId, 24 * 1_900);
  const young = world.post(owner.userId, 48);
  const { rows, unavailable } = await world.pull(
    owner,
    selected([old.id, young.id], {
      source: 'engagement_api',
      groupBy: ['tweet', 'type'],
      metrics: ['video_views', 'impressions'],
    }),
  );
  const value = (id: string, type: string) => rows.find((row) => row[0] === id && row[1] === type)?.[2];
  expect([value(old.id, 'video_views'), value(young.id, 'video_views')]).toEqual([null, 0]);
  expect(value(old.id, 'impressions')).toBe(0);
  expect(unavailable.map(([id, reason]) => [id, reason])).toEqual([
    [old.id, expect.stringContaining('too old for video views')],
  ]);
});

describe('the source', () => {
  const metrics = ['impressions', 'video_views'];

  test('automatic is the Engagement API where the app has a contract', async () => {
    const owner = world.makeOwner('oauth1');
    world.post(owner.userId, 30);
    const { notes, warnings, units, rows } = await world.pull(owner, { groupBy: ['type'], metrics });
    expect([notes.join(), warnings, rows.length]).toEqual([expect.stringContaining('Engagement API'), [], 2]);
    // Its calls are not on the price list; the post that was listed is.
    expect(units).toBe(1);
  });

  test('automatic turns to analytics where it has none, says so, and leaves out what they lack', async () => {
    const owner = world.makeOwner('oauth1', 'pay-per-use');
    world.post(owner.userId, 30);
    const { warnings, rows } = await world.pull(owner, { groupBy: ['type'], metrics });
    expect(rows.map(([type]) => type)).toEqual(['impressions']);
    expect(warnings.join()).toMatch(/does not let the app use the Engagement API.*Video views/);
    await expect(world.pull(owner, { groupBy: ['type'], metrics: ['video_views'] })).rejects.toMatchObject({
      code: 'x_no_engagement_contract',
    });
  });

  test('chosen by hand it stays, and X’s refusal is the run’s', async () => {
    const owner = world.makeOwner('oauth1', 'pay-per-use');
    world.post(owner.userId, 30);
    await expect(world.pull(owner, { source: 'engagement_api' })).rejects.toMatchObject({
      code: 'x_no_engagement_contract',
    });
  });

  test('automatic is analytics at once where only they count what was chosen', async () => {
    const owner = world.makeOwner('oauth1');
    world.post(owner.userId, 30);
    const { notes, rows } = await world.pull(owner, { groupBy: ['type'], metrics: ['bookmarks', 'shares'] });
    expect([notes.join(), rows.length]).toEqual([expect.stringContaining('by analytics'), 2]);
  });

  test('a metric that the account cannot have is greyed out with the reason, and others are refused', async () => {
    const [one, two] = [world.makeOwner('oauth1'), world.makeOwner('oauth2')];
    const unavailable = (owner: Owner | undefined) =>
      engagement
        .options(owner?.facts)
        .flatMap((field) =>
          field.kind === 'choices' || field.kind === 'choice'
            ? field.choices.filter((choice) => choice.unavailable !== undefined).map(({ value }) => value)
            : [],
        );
    expect([unavailable(undefined), unavailable(one)]).toEqual([[], []]);
    expect(unavailable(two)).toEqual(['video_views', 'media_engagements', 'engagement_api']);
    await expect(world.pull(two, { metrics: ['video_views'] })).rejects.toThrow('OAuth 1.0a');
    const says = (owner: Owner, options: ReportOptions) => engagement.check?.(world.askedOf(owner, options));
    expect(says(one, { source: 'engagement_api', metrics: ['bookmarks'] })).toMatch(/“Bookmarks”/);
    expect(says(one, { source: 'analytics', metrics: ['video_views'] })).toMatch(/“Video views”/);
    expect(says(one, { metrics: ['bookmarks', 'video_views'] })).toMatch(/two reports/);
    expect(says(one, selected(['https://x.com/shop']))).toMatch(/“https:\/\/x.com\/shop” is neither the id/);
    const ids = Array.from({ length: 101 }, (_, index) => String(index + 1));
    expect(() => says(one, selected(ids))).toThrow(/at most 100/);
    expect(says(one, selected([ids.join(' ')]))).toMatch(/at most 100 can be chosen; these are 101/);
    expect(says(one, selected(ids.slice(1)))).toBeUndefined();
  });
});

test.each(['by-request', 'timestamped', 'flat'] as const)(
  'analytics are understood in the form “%s”',
  async (shape) => {
    const owner = world.makeOwner('oauth2');
    const posts = [world.post(owner.userId, 60), world.post(owner.userId, 20)];
    world.sim.engagement.changeSettings({ analyticsShape: shape });
    try {
      for (const groupBy of [
        ['tweet', 'type'],
        ['tweet', 'type', 'date'],
        ['tweet', 'type', 'hour'],
      ] as const) {
        const pulled = await world.pull(owner, {
          groupBy: [...groupBy],
          metrics: ['favorites', 'user_follows'],
          daysBack: 3,
        });
        const days = { zone: 'UTC', first: '2026-11-09', last: '2026-11-11', paid: true };
        const counters = { favorites: 'favorites', user_follows: 'user_follows' } as const;
        expect(sumsOf(pulled, groupBy.length)).toEqual(world.expected(posts, counters, groupBy, days));
      }
    } finally {
      world.sim.engagement.changeSettings({ analyticsShape: 'by-request' });
    }
  },
);

test('a limit by the minute is told as one, and the run goes on behind it where it was', async () => {
  const owner = world.makeOwner('oauth1');
  for (let age = 0; age < 30; age += 1) world.post(owner.userId, 20 + age);
  const options: ReportOptions = { tweetCount: 30, groupBy: ['type', 'date', 'hour'], ...forty };
  const whole = await world.pull(owner, options);
  const { limits } = world.sim;
  limits.override('POST /insights/engagement', { app: 3, windowMs: 60_000 });
  limits.enabled = true;
  try {
    const before = await world.pull(owner, options, { batches: 3 });
    await world.pull(owner, options, { checkpoint: before.checkpoint ?? null, batches: 1 });
    const refused = world.pull(owner, options, { checkpoint: before.checkpoint ?? null });
    await expect(refused).rejects.toMatchObject({ kind: 'limited', retryable: true });
    const problem = await refused.catch((error: unknown) => error);
    // X tells the end in whole seconds.
    expect(problem instanceof XProblem && problem.retryAfterMs).toBeLessThanOrEqual(61_000);
    limits.clearUsage();
    const after = await world.pull(owner, options, { checkpoint: before.checkpoint ?? null });
    expect([...before.rows, ...after.rows]).toEqual(whole.rows);
  } finally {
    limits.enabled = false;
    limits.override('POST /insights/engagement', null);
  }
});

test('a preview asks for no more tweets than it shows, and an estimate is never passed', async () => {
  const owner = world.makeOwner('oauth2');
  for (let age = 0; age < 30; age += 1) world.post(owner.userId, 20 + age);
  const options: ReportOptions = { tweetCount: 30, groupBy: ['tweet', 'type'] };
  const preview = await world.pull(
    owner,
    { ...options, metrics: ['impressions', 'favorites'] },
    { enough: 6 },
  );
  expect(preview.rows.length).toBeGreaterThanOrEqual(6);
  // Three tweets of two metrics, and two more; each is listed and counted.
  expect(preview.units).toBe(2 * 5);
  const whole = await world.pull(owner, { ...options, ...forty, groupBy: ['tweet', 'date', 'hour'] });
  const asked = world.askedOf(owner, { ...options, ...forty, groupBy: ['tweet', 'date', 'hour'] });
  const estimate = await engagement.estimate(asked, {
    countMessages: () => Promise.resolve(0),
    inputRows: () => Promise.resolve(0),
  });
  expect(estimate.requests).toBe(whole.calls);
  expect(estimate.microUsd).toBe(whole.units * 5_000);
});

test('an account without tweets gives no rows and says why', async () => {
  const owner = world.makeOwner('oauth1');
  const none = await world.pull(owner, {});
  expect([none.rows, none.warnings.join()]).toEqual([[], expect.stringContaining('no tweets')]);
});

test('the picker lists own posts page by page, and of given ids only own ones', async () => {
  const owner = world.makeOwner('oauth2');
  const made = Array.from({ length: 130 }, (_, age) => world.post(owner.userId, 200 - age).id).toReversed();
  const foreign = world.post(world.makeOwner('oauth2').userId, 5).id;
  const first = await listOwnPosts(owner.client, {});
  const second = await listOwnPosts(owner.client, { token: first.next ?? '' });
  expect([...first.posts, ...second.posts].map(({ id }) => id)).toEqual(made);
  expect([first.posts.length, second.next]).toEqual([100, null]);
  expect(first.posts[0]).toMatchObject({
    text: '71 hours ago #sale',
    createdAt: expect.stringContaining('2026'),
  });
  const found = await listOwnPosts(owner.client, {
    ids: [`https://x.com/shop/status/${made[4]}`, foreign, '1400000000000000002', 'nonsense'],
  });
  expect(found.posts.map(({ id }) => id)).toEqual([made[4]]);
});
