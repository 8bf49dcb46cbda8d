import type { EngagementCounter } from '../../contract/control/engagement.ts';
import type { XProblem } from '../../contract/x/problems.ts';
import { problemType } from '../core/errors.ts';
import type { Vocabulary } from '../core/vocabulary.ts';
import type { Sim } from '../sim.ts';
import type { SimMedia } from '../state/media.ts';
import type { SimPost } from '../state/posts.ts';
import type { SimUser } from '../state/users.ts';

/** How metrics are asked for, and how an error names where. */
export interface MetricsView {
  /** `tweet.fields` or `post.fields`. */
  fields: ReadonlySet<string>;
  /** The user whose token it is; absent for an app alone. */
  viewer?: SimUser;
  vocabulary: Vocabulary;
  /** The parameter that led to the post: `id`, `ids`, `referenced_tweets.id` … */
  parameter: string;
  section: 'data' | 'includes';
}

export type MetricGroup = Record<string, number>;
export interface PostMetrics {
  public_metrics?: MetricGroup;
  non_public_metrics?: MetricGroup;
  organic_metrics?: MetricGroup;
  promoted_metrics?: MetricGroup;
}

export interface PresentedMetrics {
  /** Members of the post. */
  metrics: PostMetrics;
  /** Members of the answer's `errors`. */
  errors: XProblem[];
  /** The post is left out of the answer: X does not show a post beside a field that the caller may not see. */
  hidden: boolean;
}

const privateGroups = {
  non_public_metrics: ['impression_count', 'url_link_clicks', 'user_profile_clicks', 'engagements'],
  organic_metrics: [
    'impression_count',
    'like_count',
    'reply_count',
    'retweet_count',
    'url_link_clicks',
    'user_profile_clicks',
  ],
  promoted_metrics: [
    'impression_count',
    'like_count',
    'reply_count',
    'retweet_count',
    'url_link_clicks',
    'user_profile_clicks',
  ],
} as const;
type PrivateGroup = keyof typeof privateGroups;
type Metric = (typeof privateGroups)[PrivateGroup][number];

const countersOf: Record<Metric, EngagementCounter> = {
  impression_count: 'impressions',
  like_count: 'favorites',
  reply_count: 'replies',
  retweet_count: 'retweets',
  url_link_clicks: 'url_clicks',
  user_profile_clicks: 'user_profile_clicks',
  engagements: 'engagements',
};

/** Private metrics are kept for posts younger than this. https://docs.x.com/x-api/fundamentals/metrics */
const privateForMs = 30 * 24 * 3_600_000;

/**
 * The metrics that `fields` ask for. Private ones are for the author's own token and posts of the last 30 days; a
 * refused field is told in `errors`, one entry for each.
 * https://docs.x.com/x-api/fundamentals/metrics
 */
export function presentPostMetrics(sim: Sim, post: SimPost, view: MetricsView): PresentedMetrics {
  const metrics: PostMetrics = {};
  const errors: XProblem[] = [];
  let hidden = false;
  if (view.fields.has('public_metrics')) metrics.public_metrics = publicMetrics(sim, post, view.vocabulary);
  // Object.keys gives the record's own keys.
  for (const group of Object.keys(privateGroups) as PrivateGroup[]) {
    if (!view.fields.has(group)) continue;
    const refusal = refusalOf(sim, post, group, view);
    if (refusal) {
      hidden ||= view.viewer?.id !== post.authorId;
      errors.push(
        ...privateGroups[group].map((metric) => fieldProblem(post, `${group}.${metric}`, refusal, view)),
      );
    } else metrics[group] = privateMetrics(sim, post, group, view.vocabulary);
  }
  return { metrics, errors, hidden };
}

const repostCount = (vocabulary: Vocabulary) => (vocabulary === 'posts' ? 'repost_count' : 'retweet_count');

/** A repost shows how often the original was reposted, and nothing of its own. */
function publicMetrics(sim: Sim, post: SimPost, vocabulary: Vocabulary): MetricGroup {
  const original = post.repostOfId === undefined ? undefined : sim.posts.find(post.repostOfId);
  const total = (counter: EngagementCounter) => sim.engagement.total(post, counter);
  return {
    [repostCount(vocabulary)]: sim.engagement.total(original ?? post, 'retweets'),
    reply_count: total('replies'),
    like_count: total('favorites'),
    quote_count: total('quote_tweets'),
    bookmark_count: total('bookmarks'),
    impression_count: total('impressions') + total('promoted_impressions'),
  };
}

function privateMetrics(sim: Sim, post: SimPost, group: PrivateGroup, vocabulary: Vocabulary): MetricGroup {
  const found: MetricGroup = {};
  for (const metric of privateGroups[group]) {
    const name = metric === 'retweet_count' ? repostCount(vocabulary) : metric;
    found[name] = countIn(sim, post, group, countersOf[metric]);
  }
  return found;
}

/** Organic and promoted counts add up to the public one. */
function countIn(sim: Sim, post: SimPost, group: PrivateGroup, counter: EngagementCounter): number {
  const promoted = sim.engagement.promoted(post, counter);
  if (group === 'promoted_metrics') return promoted;
  const total = sim.engagement.total(post, counter);
  if (counter === 'impressions') return group === 'organic_metrics' ? total : total + promoted;
  return group === 'organic_metrics' ? total - promoted : total;
}

interface Refusal {
  kind: 'not-authorized-for-field' | 'disallowed-resource';
  /** What the field cannot be queried for. */
  what: string;
}

function refusalOf(
  sim: Sim,
  post: SimPost,
  group: PrivateGroup,
  { viewer }: MetricsView,
): Refusal | undefined {
  if (viewer?.id !== post.authorId) return { kind: 'not-authorized-for-field', what: '' };
  // These three are answers of the live API in 2026, as clients match them: see simulator/DIFFERENCES.md.
  if (post.repostOfId !== undefined) return { kind: 'disallowed-resource', what: 'Retweets' };
  if (post.createdAt < sim.clock.now() - privateForMs)
    return { kind: sim.engagement.settings().oldMetrics, what: 'Tweets older than 30 days' };
  if (group === 'promoted_metrics' && !sim.engagement.isPromoted(post))
    return { kind: 'disallowed-resource', what: 'this resource' };
  return undefined;
}

function fieldProblem(
  post: SimPost,
  field: string,
  { kind, what }: Refusal,
  { parameter, section, vocabulary }: MetricsView,
): XProblem {
  const about = {
    resource_id: post.id,
    resource_type: 'tweet',
    section,
    type: problemType(kind, vocabulary),
  };
  // Only the second kind has members for the field and the parameter (OpenAPI 2.167).
  if (kind === 'disallowed-resource')
    return {
      ...about,
      title: 'Disallowed Resource',
      detail: `The '${field}' field cannot be queried for ${what}.`,
    };
  return {
    ...about,
    title: 'Field Authorization Error',
    detail: `Sorry, you are not authorized to access '${field}' on the Tweet with ${parameter} : [${post.id}].`,
    field,
    parameter,
    value: post.id,
  };
}

/** How many of a thousand that start a video still watch at each quarter. */
export const playback = { 0: 1000, 25: 740, 50: 560, 75: 430, 100: 310 };

/**
 * Metrics of a video: how often it was watched, wherever it was posted, and for its owner how far.
 * https://docs.x.com/x-api/fundamentals/metrics#media-metrics-videos
 */
export function presentMediaMetrics(
  sim: Sim,
  media: SimMedia,
  { fields, viewer }: { fields: ReadonlySet<string>; viewer?: SimUser },
): PostMetrics {
  if (media.kind !== 'video') return {};
  const views = sim.engagement.videoViewsOf(media.id);
  const quarters = Object.fromEntries(
    Object.entries(playback).map(([part, of]) => [`playback_${part}_count`, Math.floor((views * of) / 1000)]),
  );
  const owned = viewer?.id === media.ownerId;
  return {
    ...(fields.has('public_metrics') ? { public_metrics: { view_count: views } } : {}),
    ...(owned && fields.has('non_public_metrics') ? { non_public_metrics: quarters } : {}),
    ...(owned && fields.has('organic_metrics')
      ? { organic_metrics: { view_count: views, ...quarters } }
      : {}),
  };
}
