import type { FastifyInstance } from 'fastify';
import type { EngagementCounter } from '../../../contract/control/engagement.ts';
import { type JsonObject, invalidRequest, pageNotFound } from '../../core/errors.ts';
import { listParameter, onlyParameters, textParameter } from '../../core/query.ts';
import { type UserCall, userRoute } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';
import { ownPosts } from './own-posts.ts';
import { type Bucket, bucketsOf, checkLength, readTimeRange } from './time-range.ts';
import { isoSeconds, last28Hours } from './window.ts';

const maxIds = 25;

/** In the words of OpenAPI 2.166. What nothing here counts stays zero. */
const countersOf: Record<string, readonly EngagementCounter[]> = {
  AppInstallAttempts: ['app_install_attempts'],
  AppOpens: ['app_opens'],
  DetailExpands: ['detail_expands'],
  EmailTweet: ['email_tweet'],
  Engagements: ['engagements'],
  Follows: ['user_follows'],
  HashtagClicks: ['hashtag_clicks'],
  Impressions: ['impressions', 'promoted_impressions'],
  Likes: ['favorites'],
  LinkClicks: ['url_clicks'],
  MediaEngagements: ['media_engagements'],
  MediaViews: ['media_views'],
  PermalinkClicks: ['permalink_clicks'],
  ProfileVisits: ['user_profile_clicks'],
  QuoteTweets: ['quote_tweets'],
  Replies: ['replies'],
  Retweets: ['retweets'],
  UniqueVideoViews: [],
  UrlClicks: ['url_clicks'],
  UserProfileClicks: ['user_profile_clicks'],
  VideoCompletions: [],
  VideoPlayed25Percent: [],
  VideoPlayed50Percent: [],
  VideoPlayed75Percent: [],
  VideoStarts: [],
  VideoViews: ['video_views'],
};
const granularities = { Hourly: 'hourly', Daily: 'daily', Weekly: 'weekly', Total: 'total' } as const;

/**
 * `/2/insights/28hr` and `/2/insights/historical`, which are in OpenAPI 2.166 and no longer in 2.167: unknown paths
 * unless the setting `v2Insights` brings them back. https://docs.x.com/x-api/posts/get-last-28hr-metrics-for-posts
 */
export function registerInsights(app: FastifyInstance, sim: Sim): void {
  app.addHook('onRequest', async (request) => {
    if (!sim.engagement.settings().v2Insights) throw pageNotFound(request.url);
  });
  const allow = { oauth2: ['tweet.read'], oauth1: 'read' } as const;
  const known = ['tweet_ids', 'granularity', 'requested_metrics', 'engagement.fields'];

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/insights/28hr',
    allow,
    handle: (call) => {
      onlyParameters(call.query, known);
      return answer(sim, call, last28Hours(sim.clock.now()));
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/insights/historical',
    allow,
    handle: (call) => {
      onlyParameters(call.query, [...known, 'start_time', 'end_time']);
      const range = readTimeRange(call.query);
      checkLength(range, call.query);
      return answer(sim, call, range);
    },
  });
}

function answer(sim: Sim, call: UserCall, range: { from: number; to: number }): JsonObject {
  const ids = readIds(call.query);
  const metrics = readMetrics(call.query);
  const granularity = readGranularity(call.query);
  const { posts, errors } = ownPosts(sim, call, ids, 'tweet_ids');
  const buckets = bucketsOf(range, granularity);
  const count = (postId: string, metric: string, { from, to }: Pick<Bucket, 'from' | 'to'>) => {
    const post = sim.posts.find(postId);
    const counters = countersOf[metric] ?? [];
    return post ? counters.reduce((sum, name) => sum + sim.engagement.between(post, name, from, to), 0) : 0;
  };
  const values = (postId: string, bucket: Pick<Bucket, 'from' | 'to'>) =>
    metrics.map((metric) => ({ metric_type: metric, metric_value: count(postId, metric, bucket) }));
  const measurement = {
    metrics_total: posts.map(({ id }) => ({ tweet_id: id, value: values(id, range) })),
    ...(granularity === 'total'
      ? {}
      : {
          metrics_time_series: posts.flatMap(({ id }) =>
            buckets.map((bucket) => ({
              tweet_id: id,
              value: {
                timestamp: { iso8601_time: isoSeconds(bucket.at) },
                metric_values: values(id, bucket),
              },
            })),
          ),
        }),
  };
  return {
    ...(posts.length > 0 ? { data: [{ errors: [], measurement }] } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  };
}

function readIds(query: Record<string, string>): string[] {
  const ids = listParameter(query, 'tweet_ids');
  if (ids.length === 0 || ids.length > maxIds)
    throw invalidRequest(
      { tweet_ids: [ids.join(',')] },
      `The number of values in the \`tweet_ids\` query parameter list [${ids.length}] is not between 1 and ${maxIds}`,
    );
  for (const id of ids)
    if (!/^[0-9]{1,19}$/.test(id))
      throw invalidRequest(
        { tweet_ids: [ids.join(',')] },
        `The \`tweet_ids\` query parameter value [${id}] does not match ^[0-9]{1,19}$`,
      );
  return ids;
}

function readMetrics(query: Record<string, string>): string[] {
  const metrics = listParameter(query, 'requested_metrics');
  const unknown = metrics.find((metric) => !Object.hasOwn(countersOf, metric));
  if (metrics.length > 0 && unknown === undefined) return [...new Set(metrics)];
  throw invalidRequest(
    { requested_metrics: [metrics.join(',')] },
    `The \`requested_metrics\` query parameter value [${unknown ?? ''}] is not one of [${Object.keys(countersOf).join(',')}]`,
  );
}

function readGranularity(query: Record<string, string>): 'hourly' | 'daily' | 'weekly' | 'total' {
  const text = textParameter(query, 'granularity') ?? '';
  const found = Object.entries(granularities).find(([name]) => name === text);
  if (found) return found[1];
  throw invalidRequest(
    { granularity: [text] },
    `The \`granularity\` query parameter value [${text}] is not one of [${Object.keys(granularities).join(',')}]`,
  );
}
