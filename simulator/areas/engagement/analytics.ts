import type { FastifyInstance } from 'fastify';
import type { EngagementCounter } from '../../../contract/control/engagement.ts';
import {
  type XAnalytics,
  type XAnalyticsMetric,
  type XAnalyticsMetrics,
  analyticsFields,
  analyticsMetrics,
} from '../../../contract/x/engagement.ts';
import { type JsonObject, invalidRequest } from '../../core/errors.ts';
import { fieldsParameter, listParameter, onlyParameters, textParameter } from '../../core/query.ts';
import { type UserCall, userRoute } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';
import { isoSeconds } from './window.ts';
import { ownPosts } from './own-posts.ts';
import { type Bucket, bucketsOf, checkLength, readTimeRange } from './time-range.ts';

const maxIds = 100;
const granularities = ['hourly', 'weekly', 'daily', 'total'] as const;
type Granularity = (typeof granularities)[number];

/** The two vocabularies of the same counters; views include those that were paid for. */
const countersOf: Record<XAnalyticsMetric, readonly EngagementCounter[]> = {
  app_install_attempts: ['app_install_attempts'],
  app_opens: ['app_opens'],
  bookmarks: ['bookmarks'],
  detail_expands: ['detail_expands'],
  email_tweet: ['email_tweet'],
  engagements: ['engagements'],
  follows: ['user_follows'],
  hashtag_clicks: ['hashtag_clicks'],
  impressions: ['impressions', 'promoted_impressions'],
  likes: ['favorites'],
  media_views: ['media_views'],
  permalink_clicks: ['permalink_clicks'],
  quote_tweets: ['quote_tweets'],
  replies: ['replies'],
  retweets: ['retweets'],
  shares: ['shares'],
  unfollows: ['user_unfollows'],
  unlikes: ['unlikes'],
  url_clicks: ['url_clicks'],
  user_profile_clicks: ['user_profile_clicks'],
};

/** https://docs.x.com/x-api/posts/get-posts-analytics */
export function registerAnalytics(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'GET',
    url: '/2/tweets/analytics',
    allow: { oauth2: ['tweet.read', 'users.read'], oauth1: 'read' },
    handle: (call) => answer(sim, call),
  });
}

function answer(sim: Sim, call: UserCall): JsonObject {
  const { query } = call;
  onlyParameters(query, ['ids', 'start_time', 'end_time', 'granularity', 'analytics.fields']);
  const ids = readIds(query);
  const range = readTimeRange(query);
  const granularity = readGranularity(query);
  checkLength(range, query);
  const fields = fieldsParameter(query, 'analytics.fields', analyticsFields);
  const { posts, errors } = ownPosts(sim, call, ids, 'ids');
  const buckets = bucketsOf(range, granularity);
  const data = posts.flatMap((post) => presentAnalytics(sim, post, buckets, fields));
  return { ...(data.length > 0 ? { data } : {}), ...(errors.length > 0 ? { errors } : {}) };
}

/**
 * One item per post with its buckets. Those who name `timestamped_metrics` speak OpenAPI 2.167, which has the counters
 * on the item too: there they are the sums of the range. `flat` is one item per post and bucket.
 */
export function presentAnalytics(
  sim: Sim,
  post: SimPost,
  buckets: readonly Bucket[],
  fields: ReadonlySet<string>,
): XAnalytics[] {
  const named = analyticsMetrics.filter((metric) => fields.has(metric));
  const metrics = named.length > 0 ? named : analyticsMetrics;
  const series = buckets.map((bucket) => ({
    timestamp: isoSeconds(bucket.at),
    metrics: metricsOf(sim, post, bucket, metrics),
  }));
  const shape = sim.engagement.settings().analyticsShape;
  if (shape === 'flat')
    return series.map(({ timestamp, metrics: counts }) => ({ id: post.id, timestamp, ...counts }));
  const flat = shape === 'by-request' && fields.has('timestamped_metrics') ? sumOf(series, named) : {};
  return [{ id: post.id, ...flat, timestamped_metrics: series }];
}

function metricsOf(
  sim: Sim,
  post: SimPost,
  { from, to }: Bucket,
  metrics: readonly XAnalyticsMetric[],
): XAnalyticsMetrics {
  const counts: XAnalyticsMetrics = {};
  for (const metric of metrics)
    counts[metric] = countersOf[metric].reduce(
      (sum, counter) => sum + sim.engagement.between(post, counter, from, to),
      0,
    );
  return counts;
}

function sumOf(
  series: readonly { metrics: XAnalyticsMetrics }[],
  metrics: readonly XAnalyticsMetric[],
): XAnalyticsMetrics {
  const counts: XAnalyticsMetrics = {};
  for (const metric of metrics)
    counts[metric] = series.reduce((sum, bucket) => sum + (bucket.metrics[metric] ?? 0), 0);
  return counts;
}

function readIds(query: Record<string, string>): string[] {
  const ids = listParameter(query, 'ids');
  if (ids.length === 0) throw invalidRequest({ ids: [''] }, 'The `ids` query parameter can not be empty');
  if (ids.length > maxIds)
    throw invalidRequest(
      { ids: [ids.join(',')] },
      `The number of values in the \`ids\` query parameter list [${ids.length}] is not between 1 and ${maxIds}`,
    );
  for (const id of ids)
    if (!/^[0-9]{1,19}$/.test(id))
      throw invalidRequest(
        { ids: [ids.join(',')] },
        `The \`ids\` query parameter value [${id}] does not match ^[0-9]{1,19}$`,
      );
  return ids;
}

function readGranularity(query: Record<string, string>): Granularity {
  const text = textParameter(query, 'granularity') ?? 'total';
  const known = granularities.find((name) => name === text);
  if (known) return known;
  throw invalidRequest(
    { granularity: [text] },
    `The \`granularity\` query parameter value [${text}] is not one of [${granularities.join(',')}]`,
  );
}
