import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngagementCounter } from '../../contract/control/engagement.ts';
import type { ReportOptions } from '../../contract/api/index.ts';
import type { SimPost } from '../../simulator/state/posts.ts';
import { type EngagementWorld, openEngagementWorld, type Owner, sumsOf } from './engagement-world.ts';

/** A Thursday; the clocks of Berlin went back eighteen days before, those of New York eleven. */
const NOW = Date.UTC(2026, 10, 12, 10, 20, 30);
type Dimension = 'tweet' | 'type' | 'date' | 'hour';

let world: EngagementWorld;
const owners = new Map<string, { owner: Owner; posts: SimPost[] }>();

beforeAll(async () => {
  world = await openEngagementWorld(NOW);
  for (const source of ['engagement_api', 'analytics'] as const) {
    const owner = world.makeOwner(source === 'analytics' ? 'oauth2' : 'oauth1');
    const posts = [
      world.post(owner.userId, 900),
      world.post(owner.userId, 400, { promotedShare: 0.4 }),
      world.post(owner.userId, 30),
    ];
    owners.set(source, { owner, posts });
  }
});
afterAll(() => world.close());

const counters: Readonly<Record<string, EngagementCounter>> = {
  impressions: 'impressions',
  favorites: 'favorites',
  url_clicks: 'url_clicks',
  detail_expands: 'detail_expands',
};
const all = ['tweet', 'type', 'date', 'hour'] as const;
const range = (start: object, end: object) => ({
  duration: 'range',
  ...(('specificStart' in start ? { startDate: 'specific' } : { startDate: 'relative' }) as object),
  ...('specificEnd' in end ? { endDate: 'specific' } : { endDate: 'relative' }),
  ...start,
  ...end,
});

/** Menus, then the days that they mean. */
const menus: readonly [
  name: string,
  options: object,
  by: readonly Dimension[],
  zone: string,
  first: string,
  last: string,
][] = [
  [
    'Report Date specific',
    { duration: 'single', reportDate: 'specific', specificDate: '2026-11-05' },
    all,
    'UTC',
    '2026-11-05',
    '2026-11-05',
  ],
  [
    'Days Back 1 is yesterday',
    { duration: 'single', reportDate: 'relative', daysBack: 1 },
    all,
    'UTC',
    '2026-11-11',
    '2026-11-11',
  ],
  [
    'Days Back 5 is the five past days',
    { duration: 'single', reportDate: 'relative', daysBack: 5 },
    ['tweet', 'type', 'date'],
    'UTC',
    '2026-11-07',
    '2026-11-11',
  ],
  [
    'Days Back 5, only that day',
    { duration: 'single', reportDate: 'relative', daysBack: 5, onlyThatDay: true },
    ['tweet', 'type', 'date'],
    'UTC',
    '2026-11-07',
    '2026-11-07',
  ],
  [
    'Days Back 0 is today so far',
    { duration: 'single', reportDate: 'relative', daysBack: 0 },
    all,
    'UTC',
    '2026-11-12',
    '2026-11-12',
  ],
  [
    'ten to five days back',
    range({ daysBackFrom: 10 }, { daysBackTo: 5 }),
    ['tweet', 'type', 'date'],
    'UTC',
    '2026-11-02',
    '2026-11-07',
  ],
  [
    'specific to specific',
    range({ specificStart: '2026-10-20' }, { specificEnd: '2026-11-03' }),
    ['type', 'date'],
    'UTC',
    '2026-10-20',
    '2026-11-03',
  ],
  [
    'specific start, relative end',
    range({ specificStart: '2026-11-01' }, { daysBackTo: 2 }),
    ['tweet', 'type', 'date'],
    'UTC',
    '2026-11-01',
    '2026-11-10',
  ],
  [
    'relative start, specific end',
    range({ daysBackFrom: 9 }, { specificEnd: '2026-11-06' }),
    ['tweet', 'type'],
    'UTC',
    '2026-11-03',
    '2026-11-06',
  ],
  [
    'by type, hour and tweet in that order',
    range({ daysBackFrom: 3 }, { daysBackTo: 1 }),
    ['type', 'hour', 'tweet'],
    'UTC',
    '2026-11-09',
    '2026-11-11',
  ],
  [
    'by hour alone over forty days',
    range({ daysBackFrom: 40 }, { daysBackTo: 1 }),
    ['hour'],
    'UTC',
    '2026-10-03',
    '2026-11-11',
  ],
  [
    'by tweet alone over forty days',
    range({ daysBackFrom: 40 }, { daysBackTo: 1 }),
    ['tweet'],
    'UTC',
    '2026-10-03',
    '2026-11-11',
  ],
  [
    'by type alone over forty days',
    range({ daysBackFrom: 40 }, { daysBackTo: 0 }),
    ['type'],
    'UTC',
    '2026-10-03',
    '2026-11-12',
  ],
  [
    'by tweet and hour over forty days',
    range({ daysBackFrom: 40 }, { daysBackTo: 1 }),
    ['tweet', 'hour'],
    'Europe/Berlin',
    '2026-10-03',
    '2026-11-11',
  ],
  [
    'by date alone over forty days',
    range({ daysBackFrom: 40 }, { daysBackTo: 1 }),
    ['date'],
    'Europe/Berlin',
    '2026-10-03',
    '2026-11-11',
  ],
  [
    'every hour of forty days',
    range({ daysBackFrom: 40 }, { daysBackTo: 1 }),
    all,
    'America/New_York',
    '2026-10-03',
    '2026-11-11',
  ],
  [
    'the day of 25 hours',
    { duration: 'single', reportDate: 'specific', specificDate: '2026-10-25' },
    all,
    'Europe/Berlin',
    '2026-10-25',
    '2026-10-25',
  ],
  [
    'today where the day has begun before',
    { duration: 'single', reportDate: 'relative', daysBack: 0 },
    ['hour', 'tweet', 'type', 'date'],
    'Pacific/Auckland',
    '2026-11-12',
    '2026-11-12',
  ],
  [
    'yesterday where it is yesterday still',
    { duration: 'single', reportDate: 'relative', daysBack: 1 },
    ['date', 'hour'],
    'Pacific/Honolulu',
    '2026-11-11',
    '2026-11-11',
  ],
];

describe.each(['engagement_api', 'analytics'] as const)('Historical Engagement by %s', (source) => {
  const known = () => {
    const found = owners.get(source);
    if (!found) throw new Error('no owner');
    return found;
  };

  test.each(menus)('%s', async (_name, options, by, zone, first, last) => {
    const { owner, posts } = known();
    const pulled = await world.pull(
      owner,
      { ...options, source, metrics: Object.keys(counters), groupBy: [...by] } as ReportOptions,
      { zone },
    );
    const names = { tweet: 'tweet_id', type: 'engagement_type', date: 'date', hour: 'hour' };
    const times = by.includes('date') ? [] : ['start_time', 'end_time'];
    expect(pulled.columns).toEqual([...by.map((one) => names[one]), 'value', ...times, 'account_id']);
    expect(pulled.rows.every((row) => row.length === pulled.columns.length)).toBe(true);
    const paid = source === 'analytics';
    const sums = world.expected(posts, counters, by, { zone, first, last, paid });
    expect([...sums.values()].some((sum) => sum > 0)).toBe(true);
    expect(sumsOf(pulled, by.length)).toEqual(sums);
    expect([pulled.warnings, pulled.unavailable]).toEqual([[], []]);
  });

  test('Number of Tweets takes the newest, reposts of others not among them', async () => {
    const { owner, posts } = known();
    const pulled = await world.pull(owner, { source, tweetCount: 2, groupBy: ['tweet'], daysBack: 3 });
    expect(pulled.rows.map(([id]) => id)).toEqual([posts[2]?.id, posts[1]?.id]);
  });

  test('Select tweets takes ids and addresses, each once', async () => {
    const { owner, posts } = known();
    const [old, , young] = posts.map(({ id }) => id);
    const pulled = await world.pull(owner, {
      source,
      tweetSelection: 'selected',
      tweets: [`https://x.com/shop/status/${young}?s=20`, old ?? '', young ?? ''],
      groupBy: ['tweet'],
    });
    expect(pulled.rows.map(([id]) => id)).toEqual([young, old]);
  });

  test('the columns of the tweet are its own', async () => {
    const { owner, posts } = known();
    const [old] = posts;
    const options: ReportOptions = {
      source,
      tweetSelection: 'selected',
      tweets: [old?.id ?? ''],
      groupBy: ['tweet'],
      metrics: ['impressions'],
      tweetColumns: true,
    };
    const { columns, rows } = await world.pull(owner, options);
    expect(columns.slice(0, 5)).toEqual(['tweet_id', 'tweet_text', 'tweet_created_at', 'tweet_url', 'value']);
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      [
        old?.id,
        '900 hours ago #sale',
        new Date(old?.createdAt ?? 0).toISOString(),
        `https://x.com/${owner.facts.username}/status/${old?.id}`,
      ],
    ]);
  });

  test('in a zone half an hour off the range is rounded outward, and that is said', async () => {
    const { owner, posts } = known();
    const pulled = await world.pull(
      owner,
      {
        source,
        reportDate: 'specific',
        specificDate: '2026-11-05',
        groupBy: ['type'],
        metrics: ['impressions'],
      },
      { zone: 'Asia/Kolkata' },
    );
    const from = Date.UTC(2026, 10, 4, 18);
    const sum = posts
      .flatMap((post) => [
        ...world.sim.engagement.hourly(post, 'impressions', from, 25),
        ...(source === 'analytics'
          ? world.sim.engagement.hourly(post, 'promoted_impressions', from, 25)
          : []),
      ])
      .reduce((a, b) => a + b, 0);
    expect(pulled.rows.map((row) => row[1])).toEqual([sum]);
    expect(pulled.warnings.join()).toContain('Asia/Kolkata');
  });
});
