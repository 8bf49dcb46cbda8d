import type { FastifyInstance } from 'fastify';
import {
  type XMediaAnalyticsMetric,
  mediaAnalyticsFields,
  mediaAnalyticsMetrics,
} from '../../../contract/x/engagement.ts';
import type { XProblem } from '../../../contract/x/problems.ts';
import { type JsonObject, invalidRequest, notFoundItem } from '../../core/errors.ts';
import { fieldsParameter, listParameter, onlyParameters, textParameter } from '../../core/query.ts';
import { type UserCall, userRoute } from '../../core/route.ts';
import { playback } from '../../present/post-metrics.ts';
import type { Sim } from '../../sim.ts';
import type { SimMedia } from '../../state/media.ts';
import { type Bucket, bucketsOf, checkLength, readTimeRange } from './time-range.ts';
import { isoSeconds } from './window.ts';

const maxKeys = 100;
const granularities = ['hourly', 'daily', 'total'] as const;

/** How often the caller's videos were watched, wherever they were posted. https://docs.x.com/x-api/media/get-media-analytics */
export function registerMediaAnalytics(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'GET',
    url: '/2/media/analytics',
    allow: { oauth2: ['tweet.read'], oauth1: 'read' },
    handle: (call) => answer(sim, call),
  });
}

function answer(sim: Sim, call: UserCall): JsonObject {
  const { query } = call;
  onlyParameters(query, ['media_keys', 'start_time', 'end_time', 'granularity', 'media_analytics.fields']);
  const keys = readKeys(query);
  const range = readTimeRange(query);
  const buckets = bucketsOf(range, readGranularity(query));
  checkLength(range, query);
  const fields = fieldsParameter(query, 'media_analytics.fields', mediaAnalyticsFields);
  const data: JsonObject[] = [];
  const errors: XProblem[] = [];
  for (const key of new Set(keys)) {
    const media = sim.media.findByKey(key);
    if (media?.kind === 'video' && media.ownerId === call.user.id)
      data.push(presentVideo(sim, media, buckets, fields));
    else errors.push(notFoundItem('media', 'media_keys', key, call.vocabulary));
  }
  return { ...(data.length > 0 ? { data } : {}), ...(errors.length > 0 ? { errors } : {}) };
}

function presentVideo(
  sim: Sim,
  media: SimMedia,
  buckets: readonly Bucket[],
  fields: ReadonlySet<string>,
): JsonObject {
  const named = mediaAnalyticsMetrics.filter((metric) => fields.has(metric));
  const metrics = named.length > 0 ? named : mediaAnalyticsMetrics;
  const series = buckets.map((bucket) => ({
    timestamp: isoSeconds(bucket.at),
    metrics: metricsOf(sim, media, bucket, metrics),
  }));
  const sum = (metric: XMediaAnalyticsMetric) =>
    series.reduce((total, bucket) => total + (bucket.metrics[metric] ?? 0), 0);
  // As in the analytics of posts: flat counters for those who name the series as a field.
  const flat = fields.has('timestamped_metrics') ? named.map((metric) => [metric, sum(metric)]) : [];
  return { media_key: media.mediaKey, ...Object.fromEntries(flat), timestamped_metrics: series };
}

/** Up to a moment, so that differences of them add up whatever the buckets are. */
function metricsOf(
  sim: Sim,
  media: SimMedia,
  { from, to }: Bucket,
  metrics: readonly XMediaAnalyticsMetric[],
): Partial<Record<XMediaAnalyticsMetric, number>> {
  const viewsUntil = (at: number) => sim.engagement.videoViewsOf(media.id, undefined, at);
  const [before, after] = [viewsUntil(from), viewsUntil(to)];
  return Object.fromEntries(
    metrics.map((metric) => [metric, reached(metric, after, media) - reached(metric, before, media)]),
  );
}

/** What so many views amount to; on average a third of a video is watched. */
function reached(metric: XMediaAnalyticsMetric, views: number, { durationMs = 0 }: SimMedia): number {
  const part = (thousandths: number) => Math.floor((views * thousandths) / 1000);
  switch (metric) {
    case 'video_views':
    case 'playback_start':
      return views;
    case 'playback25':
      return part(playback[25]);
    case 'playback50':
      return part(playback[50]);
    case 'playback75':
      return part(playback[75]);
    case 'playback_complete':
      return part(playback[100]);
    case 'play_from_tap':
      return part(80);
    case 'watch_time_ms':
      return Math.floor((views * durationMs) / 3);
    case 'cta_url_clicks':
    case 'cta_watch_clicks':
      return 0;
  }
}

function readKeys(query: Record<string, string>): string[] {
  const keys = listParameter(query, 'media_keys');
  if (keys.length === 0 || keys.length > maxKeys)
    throw invalidRequest(
      { media_keys: [keys.join(',')] },
      `The number of values in the \`media_keys\` query parameter list [${keys.length}] is not between 1 and ${maxKeys}`,
    );
  for (const key of keys)
    if (!/^[0-9]+_[0-9]+$/.test(key))
      throw invalidRequest(
        { media_keys: [keys.join(',')] },
        `The \`media_keys\` query parameter value [${key}] does not match ^([0-9]+)_([0-9]+)$`,
      );
  return keys;
}

function readGranularity(query: Record<string, string>): (typeof granularities)[number] {
  const text = textParameter(query, 'granularity') ?? 'daily';
  const known = granularities.find((name) => name === text);
  if (known) return known;
  throw invalidRequest(
    { granularity: [text] },
    `The \`granularity\` query parameter value [${text}] is not one of [${granularities.join(',')}]`,
  );
}
