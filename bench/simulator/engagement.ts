import { type Figure, ofRuns, percentile } from '../figures.ts';
import { CONNECTIONS, RUN_MS, furnish } from './furnish.ts';
import { openBenchX, runSignedLoad } from './local-x.ts';

const RUNS = 3;
const POSTS = 25;
const DAY_MS = 86_400_000;
const DAYS = 28;
const TYPES = [
  'impressions',
  'engagements',
  'favorites',
  'retweets',
  'replies',
  'media_views',
  'url_clicks',
  'detail_expands',
  'user_profile_clicks',
];

/** Historical engagement of 25 posts over 28 days, by post, type, day and hour. */
export async function measureEngagement(): Promise<Figure[]> {
  const x = await openBenchX();
  try {
    const { shop, load } = await furnish(x, 1);
    const nowMs = (await x.control<{ now: number }>('GET', '/time')).now;
    const ids: string[] = [];
    for (let n = 0; n < POSTS; n += 1) {
      const post = { author: shop.id, text: `Post ${n} of the bench`, at: nowMs - (DAYS + 1) * DAY_MS + n };
      ids.push((await x.control<{ id: string }>('POST', '/posts', post)).id);
    }
    const hour = (ms: number) => `${new Date(ms).toISOString().slice(0, 13)}:00:00Z`;
    const body = JSON.stringify({
      start: hour(nowMs - DAYS * DAY_MS),
      end: hour(nowMs),
      tweet_ids: ids,
      engagement_types: TYPES,
      groupings: {
        hourly: { group_by: ['tweet.id', 'engagement.type', 'engagement.day', 'engagement.hour'] },
      },
    });
    const rates: number[] = [];
    const p50: number[] = [];
    for (let run = -1; run < RUNS; run += 1) {
      const { answered, tookMs, latenciesMs } = await runSignedLoad({
        ...load,
        paths: ['/insights/engagement/historical'],
        body,
        connections: CONNECTIONS / 4,
        durationMs: RUN_MS,
        expect: 200,
      });
      if (run < 0) continue;
      rates.push((answered / tookMs) * 1_000);
      p50.push(percentile(latenciesMs, 0.5));
    }
    const what = `engagement of ${POSTS} posts × ${DAYS} days hourly, ${TYPES.length} types`;
    return [ofRuns(`${what}, per second`, '/s', rates), ofRuns(`${what}, p50`, 'ms', p50)];
  } finally {
    await x.close();
  }
}
