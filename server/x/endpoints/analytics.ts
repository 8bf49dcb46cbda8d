import { xErrors } from '../../../contract/errors/x.ts';
import type { CallInput, XClient } from '../client.ts';
import { type Endpoint, perUser } from '../endpoint.ts';
import { asList, asRecord, asText, asXId } from '../json.ts';
import type { Priority } from '../limits/limit-book.ts';
import { XProblem } from '../problem.ts';
import type { XAnswer } from '../requests.ts';
import type { XSite } from '../site.ts';
import { readMissing } from './posts.ts';

/**
 * https://docs.x.com/x-api/posts/get-post-analytics: own posts of a user, with the sign-in of that user. An answer by
 * hours is about 500 bytes for each hour of a post.
 */
export const analyticsEndpoint: Endpoint = {
  name: 'posts_analytics',
  method: 'GET',
  host: 'api',
  path: '/2/tweets/analytics',
  auth: ['oauth2', 'oauth1'],
  limits: [perUser(300)],
  cost: { kind: 'analytics_read', units: countPosts },
  timeoutMs: 60_000,
  maxBytes: 64_000_000,
};

/** X's description of a `total` answer, and of the newer form of the others, puts counts on the item itself. */
export interface XAnalyticsPoint {
  /** As X spells it: the start of the hour or day; absent for a total. */
  readonly at: string | undefined;
  /** Counts by X's names; a count can be null. */
  readonly counts: Readonly<Record<string, unknown>>;
}
export interface XAnalyticsOfPost {
  readonly postId: string;
  readonly points: readonly XAnalyticsPoint[];
}
export interface XAnalyticsAnswer {
  readonly posts: readonly XAnalyticsOfPost[];
  readonly missing: readonly { readonly id: string; readonly reason: string }[];
  /** What X charges for. */
  readonly units: number;
}

export interface AnalyticsAsk {
  /** At most 100. */
  readonly postIds: readonly string[];
  readonly metrics: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
  readonly granularity: 'hourly' | 'daily' | 'total';
}

const SERIES = 'timestamped_metrics';
/** Those who know the description before 2.167 do not know the series as a field, and answer it unasked. */
const withoutSeriesField = new WeakSet<XSite>();

/** @throws XProblem */
export async function getPostAnalytics(
  client: XClient,
  ask: AnalyticsAsk,
  options: { readonly priority?: Priority } = {},
): Promise<XAnalyticsAnswer> {
  const { body } = await callWithFields(client, (fields) => ({
    query: {
      ids: ask.postIds.join(','),
      start_time: rfc3339(ask.startMs),
      end_time: rfc3339(ask.endMs),
      granularity: ask.granularity,
      'analytics.fields': ['id', ...fields, ...ask.metrics].join(','),
    },
    ...options,
  }));
  const answer = asRecord(body);
  return {
    posts: readPosts(asList(answer?.['data'])),
    missing: readMissing(answer?.['errors']),
    units: countPosts(body),
  };
}

async function callWithFields(
  client: XClient,
  inputWith: (fields: readonly string[]) => CallInput,
): Promise<XAnswer> {
  if (withoutSeriesField.has(client.site)) return client.call(analyticsEndpoint, inputWith(['timestamp']));
  try {
    return await client.call(analyticsEndpoint, inputWith([SERIES]));
  } catch (error) {
    const isAboutField =
      error instanceof XProblem &&
      error.code === xErrors.x_invalid_request.code &&
      /analytics\.fields/.test(error.xBody ?? '');
    if (!isAboutField) throw error;
    const answer = await client.call(analyticsEndpoint, inputWith(['timestamp']));
    withoutSeriesField.add(client.site);
    return answer;
  }
}

/** Three forms: a series in each item, one item for each point, or counts on the item and nothing else. */
function readPosts(data: readonly unknown[]): XAnalyticsOfPost[] {
  const byPost = new Map<string, XAnalyticsPoint[]>();
  for (const item of data) {
    const raw = asRecord(item);
    const postId = asXId(raw?.['id']);
    if (!raw || postId === undefined) continue;
    let points = byPost.get(postId);
    if (!points) byPost.set(postId, (points = []));
    if (!Array.isArray(raw[SERIES])) {
      points.push({ at: asText(raw['timestamp']), counts: raw });
      continue;
    }
    for (const entry of asList(raw[SERIES])) {
      const point = asRecord(entry);
      points.push({ at: asText(point?.['timestamp']), counts: asRecord(point?.['metrics']) ?? {} });
    }
  }
  return [...byPost].map(([postId, points]) => ({ postId, points }));
}

/** In the words for posts the same counts may be called otherwise. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  retweets: 'reposts',
  quote_tweets: 'quote_posts',
  email_tweet: 'email_post',
};

/** A count by X's name for it; null when X says that it has none, undefined when it does not say. */
export function analyticsCount(counts: XAnalyticsPoint['counts'], metric: string): number | null | undefined {
  const named = counts[metric];
  const value = named === undefined ? counts[OTHER_NAMES[metric] ?? metric] : named;
  if (typeof value === 'number' || value === null) return value;
  const text = asText(value);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function countPosts(body: unknown): number {
  return new Set(asList(asRecord(body)?.['data']).map((item) => asXId(asRecord(item)?.['id']))).size;
}

/** Whole seconds, as the documentation writes times. */
export const rfc3339 = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
