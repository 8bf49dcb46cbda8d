import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EngagementCurve } from '../../../contract/control/engagement.ts';
import {
  type XEngagementGroup,
  type XEngagementType,
  analyticsMetrics,
  engagementTypes,
  groupDimensions,
} from '../../../contract/x/engagement.ts';
import { like, repost, unlike } from '../../acts/posts.ts';
import { presentPostMetrics } from '../../present/post-metrics.ts';
import { type Sim, createSim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';
import { presentAnalytics } from './analytics.ts';
import type { EngagementCall } from './engagement-route.ts';
import { answer28Hours, answerHistorical } from './series.ts';
import { bucketsOf } from './time-range.ts';
import { answerTotals } from './totals.ts';

const hourMs = 3_600_000;
const startAt = Date.UTC(2026, 4, 10, 9, 41, 7, 123);
const people = 6;

type Act = {
  kind: 'like' | 'unlike' | 'reply' | 'quote' | 'repost' | 'bookmark';
  who: number;
  waitMs: number;
};
interface Story {
  ageMs: number;
  text: string;
  curve: EngagementCurve | undefined;
  acts: Act[];
}

const anyBurst = fc.record({
  at: fc.integer({ min: startAt - 20 * 24 * hourMs, max: startAt + 10 * 24 * hourMs }),
  impressions: fc.integer({ min: 0, max: 50_000 }),
});
const anyGivenHour = fc.record({
  at: fc.integer({ min: startAt - 20 * 24 * hourMs, max: startAt + 4 * 24 * hourMs }),
  counts: fc.record(
    {
      impressions: fc.integer({ min: 0, max: 900 }),
      favorites: fc.integer({ min: 0, max: 50 }),
      url_clicks: fc.integer({ min: 0, max: 50 }),
    },
    { requiredKeys: [] },
  ),
});
const anyCurve: fc.Arbitrary<EngagementCurve> = fc.oneof(
  fc.record(
    {
      impressions: fc.integer({ min: 0, max: 2_000_000 }),
      halfLifeHours: fc.double({ min: 0.1, max: 300, noNaN: true }),
      promotedShare: fc.double({ min: 0, max: 0.95, noNaN: true }),
      crowd: fc.boolean(),
      bursts: fc.array(anyBurst, { maxLength: 3 }),
      seed: fc.integer({ min: 0, max: 1000 }),
    },
    { requiredKeys: [] },
  ),
  fc.record({ hours: fc.array(anyGivenHour, { maxLength: 12 }) }),
);
const anyAct: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('like', 'unlike', 'reply', 'quote', 'repost', 'bookmark'),
  who: fc.integer({ min: 0, max: people - 1 }),
  waitMs: fc.integer({ min: 0, max: 9 * hourMs }),
});
const anyStory: fc.Arbitrary<Story> = fc.record({
  // Young enough that four weeks hold the whole life of the post.
  ageMs: fc.integer({ min: 0, max: 20 * 24 * hourMs }),
  text: fc.constantFrom('Hello', 'Hello #tag', 'Look https://example.com/a'),
  curve: fc.option(anyCurve, { nil: undefined }),
  acts: fc.array(anyAct, { maxLength: 12 }),
});
const anyOrder = fc
  .shuffledSubarray([...groupDimensions], { minLength: 1, maxLength: 3 })
  .filter((by) => by.length < 4);

/** Tells the stories on a fresh X; the acts happen one after the other from `startAt` on. */
function live(stories: Story[]): { sim: Sim; posts: SimPost[]; call: EngagementCall } {
  const { sim } = createSim({ startAt });
  const app = sim.apps.create({ name: 'Reports', tier: 'enterprise' });
  const shop = sim.users.create({ username: 'shop', name: 'Shop' });
  const fans = Array.from({ length: people }, (_, index) =>
    sim.users.create({ username: `fan${index}`, name: `Fan ${index}` }),
  );
  sim.events.on('like.deleted', ({ post, at }) => sim.engagement.recordUnlike(post.id, at));
  const posts = stories.map(({ text, ageMs }) =>
    sim.posts.create({
      authorId: shop.id,
      text,
      createdAt: startAt - ageMs,
      ...(text.includes('https')
        ? {
            urls: [
              {
                start: 5,
                end: 26,
                url: 'https://t.co/a',
                expandedUrl: 'https://example.com/a',
                displayUrl: 'example.com/a',
              },
            ],
          }
        : {}),
    }),
  );
  for (const [index, story] of stories.entries()) {
    const post = posts[index];
    if (!post) continue;
    sim.engagement.setCurve(post.id, story.curve);
    for (const { kind, who, waitMs } of story.acts) {
      // The clock of a run stands still between acts, apart from the real milliseconds.
      sim.clock.advance(waitMs);
      const fan = fans[who]?.id ?? '';
      if (kind === 'like') like(sim, fan, post);
      else if (kind === 'unlike') unlike(sim, fan, post);
      else if (kind === 'repost') repost(sim, fan, post);
      else if (kind === 'bookmark') sim.bookmarks.add(fan, post.id);
      else if (kind === 'reply') sim.posts.create({ authorId: fan, text: 'Yes', inReplyToId: post.id });
      else sim.posts.create({ authorId: fan, text: 'See', quotedId: post.id });
    }
  }
  // A clock that stands makes every reading of one story speak of the same moment.
  sim.clock.setRate(0);
  const token = sim.tokens.issueAccess(app.id, shop.id, 'read', sim.clock.now());
  return { sim, posts, call: { caller: { kind: 'oauth1', app, user: shop, token, scopes: [] }, body: {} } };
}

const ask = (
  answer: (sim: Sim, call: EngagementCall) => string,
  sim: Sim,
  call: EngagementCall,
  posts: SimPost[],
  types: readonly string[],
  groupings: Record<string, readonly string[]>,
  more: object = {},
): Record<string, XEngagementGroup> =>
  JSON.parse(
    answer(sim, {
      ...call,
      body: {
        tweet_ids: posts.map(({ id }) => id),
        engagement_types: [...types],
        groupings: Object.fromEntries(
          Object.entries(groupings).map(([name, by]) => [name, { group_by: [...by] }]),
        ),
        ...more,
      },
    }),
  );

/** Every value of a group with the names that lead to it. */
function* leaves(group: XEngagementGroup | string, path: string[] = []): Generator<[string[], number]> {
  if (typeof group === 'string') yield [path, Number(group)];
  else for (const [name, part] of Object.entries(group)) yield* leaves(part, [...path, name]);
}
const sumOf = (
  group: XEngagementGroup | undefined,
  wanted: (path: string[]) => boolean = () => true,
): number => {
  let sum = 0;
  for (const [path, count] of leaves(group ?? {})) if (wanted(path)) sum += count;
  return sum;
};

const stories = fc.array(anyStory, { minLength: 1, maxLength: 3 });
const runs = { numRuns: 40 };
const full = ['tweet.id', 'engagement.type', 'engagement.day', 'engagement.hour'] as const;

describe('one series stands behind every number about a post', () => {
  test('the hours of four weeks add up to the totals', () => {
    fc.assert(
      fc.property(stories, (told) => {
        const { sim, posts, call } = live(told);
        const types = ['impressions', 'engagements', 'favorites', 'retweets', 'replies'];
        const { all } = ask(answerHistorical, sim, call, posts, types, { all: full });
        const { sums } = ask(answerTotals, sim, call, posts, types, {
          sums: ['tweet.id', 'engagement.type'],
        });
        for (const [[id, type], total] of leaves(sums ?? {}))
          expect(sumOf(all, (path) => path[0] === id && path[1] === type)).toBe(total);
      }),
      runs,
    );
  });

  test('any order of grouping tells the same counts', () => {
    fc.assert(
      fc.property(stories, anyOrder, (told, by) => {
        const { sim, posts, call } = live(told);
        const types = ['impressions', 'engagements', 'url_clicks'];
        const { all, some } = ask(answerHistorical, sim, call, posts, types, { all: full, some: by });
        expect(sumOf(some)).toBe(sumOf(all));
        // Names come in the order of the levels; an hour without a day brings its day along.
        const levels = by.flatMap((level) =>
          level === 'engagement.hour' && !by.includes('engagement.day') ? ['engagement.day', level] : [level],
        );
        const expected = new Map<string, number>();
        for (const [whole, count] of leaves(all ?? {})) {
          const name = levels.map((level) => whole[full.findIndex((item) => item === level)]).join();
          expected.set(name, (expected.get(name) ?? 0) + count);
        }
        expect(new Map([...leaves(some ?? {})].map(([path, count]) => [path.join(), count]))).toEqual(
          expected,
        );
      }),
      runs,
    );
  });

  test('the last 28 hours are part of the four weeks', () => {
    fc.assert(
      fc.property(stories, (told) => {
        const { sim, posts, call } = live(told);
        const { all } = ask(answerHistorical, sim, call, posts, engagementTypes, { all: full });
        const { last } = ask(answer28Hours, sim, call, posts, engagementTypes, { last: full });
        const known = new Map([...leaves(all ?? {})].map(([path, count]) => [path.join(), count]));
        let seen = 0;
        for (const [path, count] of leaves(last ?? {})) {
          expect(known.get(path.join())).toBe(count);
          seen++;
        }
        expect(seen).toBe(posts.length * engagementTypes.length * 29);
      }),
      { numRuns: 15 },
    );
  });

  test('analytics by hour, day, week and in total agree with each other and with the Engagement API', () => {
    fc.assert(
      fc.property(stories, fc.integer({ min: 1, max: 400 }), (told, hours) => {
        const { sim, posts, call } = live(told);
        const to = Math.ceil(sim.clock.now() / hourMs) * hourMs;
        const range = { from: to - hours * hourMs, to };
        const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
        const { sums } = ask(
          answerHistorical,
          sim,
          call,
          posts,
          ['impressions', 'engagements', 'favorites', 'url_clicks', 'user_profile_clicks'],
          { sums: ['tweet.id', 'engagement.type'] },
          // An end that is not over yet is rounded to the same hour.
          { start: iso(range.from), end: iso(sim.clock.now()) },
        );
        for (const post of posts) {
          const add = (granularity: 'hourly' | 'daily' | 'weekly' | 'total') => {
            const sum: Record<string, number> = {};
            for (const { timestamped_metrics: series = [] } of presentAnalytics(
              sim,
              post,
              bucketsOf(range, granularity),
              new Set(),
            ))
              for (const { metrics } of series)
                for (const metric of analyticsMetrics)
                  sum[metric] = (sum[metric] ?? 0) + (metrics[metric] ?? 0);
            return sum;
          };
          const total = add('total');
          expect(add('hourly')).toEqual(total);
          expect(add('daily')).toEqual(total);
          expect(add('weekly')).toEqual(total);
          const same = (type: XEngagementType, metric: (typeof analyticsMetrics)[number]) =>
            expect(sumOf(sums, ([id, name]) => id === post.id && name === type)).toBe(total[metric]);
          same('engagements', 'engagements');
          same('favorites', 'likes');
          same('url_clicks', 'url_clicks');
          same('user_profile_clicks', 'user_profile_clicks');
          if (!sim.engagement.isPromoted(post)) same('impressions', 'impressions');
        }
      }),
      { numRuns: 25 },
    );
  });

  test('the metrics of a post are its totals, and organic and promoted ones add up to the public ones', () => {
    fc.assert(
      fc.property(stories, (told) => {
        const { sim, posts, call } = live(told);
        const { sums = {} } = ask(
          answerTotals,
          sim,
          call,
          posts,
          ['impressions', 'engagements', 'favorites', 'retweets', 'replies', 'quote_tweets'],
          { sums: ['tweet.id', 'engagement.type'] },
        );
        for (const post of posts) {
          const total = (type: string) => sumOf(sums, ([id, name]) => id === post.id && name === type);
          const { metrics } = presentPostMetrics(sim, post, {
            fields: new Set(['public_metrics', 'non_public_metrics', 'organic_metrics', 'promoted_metrics']),
            viewer: call.caller.user,
            vocabulary: 'tweets',
            parameter: 'ids',
            section: 'data',
          });
          const {
            public_metrics: open = {},
            non_public_metrics: own,
            organic_metrics: organic = {},
          } = metrics;
          expect(open.like_count).toBe(total('favorites'));
          expect(open.retweet_count).toBe(total('retweets'));
          expect(open.reply_count).toBe(total('replies'));
          expect(open.quote_count).toBe(total('quote_tweets'));
          expect(organic.impression_count).toBe(total('impressions'));
          expect(own?.impression_count).toBe(open.impression_count);
          expect(own?.engagements).toBe(total('engagements'));
          const { promoted_metrics: paid } = metrics;
          const names = ['impression_count', 'like_count', 'reply_count', 'retweet_count'];
          for (const name of paid ? names : [])
            expect((organic[name] ?? 0) + (paid?.[name] ?? 0)).toBe(open[name]);
        }
      }),
      runs,
    );
  });

  test('what was counted for an hour that is over never changes, and totals never fall without anybody taking back', () => {
    fc.assert(
      fc.property(
        anyStory,
        fc.array(fc.integer({ min: 0, max: 40 * hourMs }), { maxLength: 5 }),
        (told, waits) => {
          const { sim, posts } = live([{ ...told, acts: told.acts.filter(({ kind }) => kind !== 'unlike') }]);
          const [post] = posts;
          if (!post) throw new Error('one story makes one post');
          let past: number[] = [];
          let before = 0;
          for (const wait of waits) {
            sim.clock.advance(wait);
            const over = Math.floor(
              (sim.clock.now() - Math.floor(post.createdAt / hourMs) * hourMs) / hourMs,
            );
            const hours = [
              ...sim.engagement.hourly(
                post,
                'engagements',
                Math.floor(post.createdAt / hourMs) * hourMs,
                over,
              ),
            ];
            expect(hours.slice(0, past.length)).toEqual(past);
            const total = sim.engagement.total(post, 'engagements');
            expect(total).toBeGreaterThanOrEqual(before);
            expect(hours.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
            past = hours;
            before = total;
          }
        },
      ),
      runs,
    );
  });
});
