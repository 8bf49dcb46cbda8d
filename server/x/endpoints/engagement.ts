import type { XClient } from '../client.ts';
import type { Endpoint } from '../endpoint.ts';
import { asList, asRecord, asText, asXId, parseJson } from '../json.ts';
import type { Priority } from '../limits/limit-book.ts';
import { XProblem } from '../problem.ts';
import { unreadable } from '../requests.ts';
import { rfc3339 } from './analytics.ts';

/**
 * https://docs.x.com/x-api/enterprise-gnip-2.0/fundamentals/engagement-api: by contract, billed by contract, and limited
 * by the minute as the contract says. A whole answer (25 posts, 17 types, four weeks of hours) is about 4 MB.
 */
export const engagementHistoryEndpoint: Endpoint = {
  name: 'engagement_historical',
  method: 'POST',
  host: 'data',
  path: '/insights/engagement/historical',
  auth: ['oauth1'],
  limits: [],
  changes: false,
  timeoutMs: 60_000,
  maxBytes: 32_000_000,
};

export const MOST_ENGAGEMENT_POSTS = 25;

export type EngagementLevel = 'tweet.id' | 'engagement.type' | 'engagement.day' | 'engagement.hour';

export interface EngagementAsk {
  /** At most 25. */
  readonly postIds: readonly string[];
  readonly types: readonly string[];
  readonly groupBy: readonly EngagementLevel[];
  readonly startMs: number;
  /** At most four weeks later, and not in the future. X rounds both outward to whole hours. */
  readonly endMs: number;
}

export interface EngagementAnswer {
  /** Nested as `groupBy` says; the innermost values are numbers as text. */
  readonly counts: Readonly<Record<string, unknown>>;
  readonly unavailable: readonly string[];
  /** Too old: X says "0". */
  readonly withoutVideoViews: readonly string[];
  readonly withoutImpressions: readonly string[];
}

const GROUPING = 'counts';

/** @throws XProblem; see `refusedPosts` for those that are about single posts */
export async function getEngagementHistory(
  client: XClient,
  ask: EngagementAsk,
  options: { readonly priority?: Priority } = {},
): Promise<EngagementAnswer> {
  const answer = await client.call(engagementHistoryEndpoint, {
    json: {
      start: rfc3339(ask.startMs),
      end: rfc3339(ask.endMs),
      tweet_ids: ask.postIds,
      engagement_types: ask.types,
      groupings: { [GROUPING]: { group_by: ask.groupBy } },
    },
    ...options,
  });
  const body = asRecord(answer.body);
  const counts = asRecord(body?.[GROUPING]);
  const unavailable = idsIn(body?.['unavailable_tweet_ids']);
  // Where no post is left, X may leave the grouping out.
  if (!counts && unavailable.length === 0) throw unreadable(false, JSON.stringify(answer.body));
  return {
    counts: counts ?? {},
    unavailable,
    withoutVideoViews: idsIn(body?.['unsupported_for_video_views_tweet_ids']),
    withoutImpressions: idsIn(body?.['unsupported_for_impressions_engagements_tweet_ids']),
  };
}

/**
 * The posts for which X refused a whole request of the Engagement API: of others (403, named in the sentence), or
 * protected ones (400, named beside it). Empty for every other problem.
 */
export function refusedPosts(problem: unknown): { readonly ids: readonly string[]; readonly reason: string } {
  const none = { ids: [], reason: '' };
  if (!(problem instanceof XProblem) || problem.xBody === undefined) return none;
  const body = asRecord(parsed(problem.xBody));
  const sentence =
    asList(body?.['errors'])
      .map(asText)
      .find((text) => text !== undefined) ?? '';
  const foreign = /^Forbidden to access tweets:(.*)$/is.exec(sentence)?.[1];
  if (problem.xStatus === 403 && foreign !== undefined) {
    return { ids: foreign.match(/\d{1,20}/g) ?? [], reason: 'It is not a post of this account.' };
  }
  const ids = idsIn(body?.['unavailable_tweet_ids']);
  return problem.xStatus === 400 ? { ids, reason: sentence } : none;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The documentation has ids as text, and as numbers too. */
const idsIn = (list: unknown): string[] => asList(list).flatMap((id) => asXId(id) ?? []);
