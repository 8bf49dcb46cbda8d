import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PostFacts, hourMs, makeCurve } from './engagement-curve.ts';

const createdAt = Date.UTC(2026, 5, 1, 10, 40);
const facts: PostFacts = {
  id: '1930000000000000000',
  authorId: '1000',
  createdAt,
  isRepost: false,
  hasLinks: true,
  hasTags: false,
  media: 'none',
};
const after = (hours: number) => createdAt + hours * hourMs;

test('the same post and settings give the same numbers, another seed the same size in another shape', () => {
  const settings = { impressions: 10_000, halfLifeHours: 8 };
  const [one, same, other] = [0, 0, 5].map((seed) => makeCurve(facts, { ...settings, seed }));
  const hours = Array.from({ length: 60 }, (_, hour) => after(hour));
  const read = (curve: typeof one) => hours.map((at) => curve?.before('impressions', at));
  expect(read(same)).toEqual(read(one));
  expect(read(other)).not.toEqual(read(one));
  for (const curve of [one, other]) expect(curve?.before('impressions', after(5000))).toBe(10_000);
});

test('nothing before the post, all of it in the end, and in an hour’s first minutes little', () => {
  const curve = makeCurve(facts, { impressions: 8000, halfLifeHours: 2 });
  expect(curve.before('impressions', createdAt)).toBe(0);
  const firstMinutes = curve.before('impressions', after(5 / 60));
  const firstHour = curve.before('impressions', Date.UTC(2026, 5, 1, 11));
  expect(firstMinutes).toBeGreaterThan(0);
  expect(firstMinutes / firstHour).toBeCloseTo(1 / 4, 1);
  expect(curve.before('impressions', curve.endsAt)).toBe(8000);
});

test('counts are whole and never fall', () => {
  fc.assert(
    fc.property(
      fc.record({
        impressions: fc.integer({ min: 0, max: 1_000_000_000 }),
        halfLifeHours: fc.double({ min: 0.1, max: 720, noNaN: true }),
        crowd: fc.boolean(),
        promotedShare: fc.double({ min: 0, max: 0.95, noNaN: true }),
        bursts: fc.array(
          fc.record({ at: fc.integer({ min: 0, max: 4e12 }), impressions: fc.integer({ min: 0, max: 1e6 }) }),
          { maxLength: 3 },
        ),
      }),
      fc.array(fc.integer({ min: -5, max: 5000 }), { minLength: 2, maxLength: 40 }),
      (settings, moments) => {
        const curve = makeCurve(facts, settings);
        const inOrder = moments.map((hours) => after(hours / 3)).toSorted((a, b) => a - b);
        for (const counter of curve.counters) {
          const counts = inOrder.map((at) => curve.before(counter, at));
          expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
          expect(counts).toEqual(counts.toSorted((a, b) => a - b));
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('what a post does not have cannot be clicked, and people who are here are not made up', () => {
  const counters = (more: Partial<PostFacts>, crowd = false) =>
    new Set(makeCurve({ ...facts, ...more }, { impressions: 100_000, crowd }).counters);
  expect(counters({}).has('url_clicks')).toBe(true);
  expect(counters({ hasLinks: false }).has('url_clicks')).toBe(false);
  expect(counters({}).has('hashtag_clicks')).toBe(false);
  expect(counters({ hasTags: true }).has('hashtag_clicks')).toBe(true);
  expect([counters({}).has('media_views'), counters({ media: 'image' }).has('media_views')]).toEqual([
    false,
    true,
  ]);
  expect([
    counters({ media: 'image' }).has('video_views'),
    counters({ media: 'video' }).has('video_views'),
  ]).toEqual([false, true]);
  for (const counter of ['favorites', 'retweets', 'replies', 'quote_tweets', 'bookmarks'] as const)
    expect([counters({}).has(counter), counters({}, true).has(counter)]).toEqual([false, true]);
  expect(counters({ isRepost: true }).size).toBe(0);
});

test('given hours count whole as soon as they begin, and nothing else does', () => {
  const hour = Date.UTC(2026, 5, 1, 15);
  const curve = makeCurve(facts, {
    hours: [
      { at: hour + 59_000, counts: { impressions: 7 } },
      { at: hour, counts: { impressions: 3, engagements: 2 } },
      { at: 0, counts: { impressions: 1 } },
    ],
  });
  // What lies before the post is counted in its first hour.
  expect(curve.before('impressions', hour)).toBe(1);
  expect(curve.before('impressions', hour + 1)).toBe(11);
  expect([curve.before('engagements', hour + 1), curve.givesEngagements]).toEqual([2, true]);
  expect(curve.counters).toHaveLength(2);
});
