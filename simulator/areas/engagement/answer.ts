import type { SimPost } from '../../state/posts.ts';
import { type Cells, groupAsJson } from './group.ts';
import type { Grouping } from './read-request.ts';
import { type HourWindow, isoSeconds } from './window.ts';

const dayMs = 24 * 3_600_000;

export interface Problems {
  unavailable: readonly string[];
  /** Too old for impressions and engagements. */
  old: readonly string[];
  /** Too old for video views. */
  oldVideos: readonly string[];
}

/** Posts made more than this many days ago. */
export function olderThan(posts: readonly SimPost[], days: number, now: number): SimPost[] {
  return posts.filter(({ createdAt }) => createdAt < now - days * dayMs);
}

/**
 * The answer as text: when, what could not be told, then each grouping under its own name.
 * https://docs.x.com/x-api/enterprise-gnip-2.0/fundamentals/engagement-api#error-messages
 */
export function answerAsJson(
  cells: Cells,
  groupings: readonly Grouping[],
  problems: Problems,
  now: number,
  window?: HourWindow,
): string {
  const { unavailable, old, oldVideos } = problems;
  const errors: string[] = [];
  if (unavailable.length > 0) errors.push(`${unavailable.length} Tweet ID(s) are unavailable`);
  if (old.length > 0)
    errors.push(
      `Impressions & engagements for tweets older than 90 days (${isoSeconds(now - 90 * dayMs)}) are not supported`,
    );
  const members: [string, unknown][] = [];
  if (window) members.push(['start', isoSeconds(window.from)], ['end', isoSeconds(window.to)]);
  if (errors.length > 0) members.push(['errors', errors]);
  if (unavailable.length > 0) members.push(['unavailable_tweet_ids', unavailable]);
  if (old.length > 0) members.push(['unsupported_for_impressions_engagements_tweet_ids', old]);
  if (oldVideos.length > 0) members.push(['unsupported_for_video_views_tweet_ids', oldVideos]);
  const parts = [
    ...members.map(([name, value]) => `"${name}":${JSON.stringify(value)}`),
    ...groupings.map(({ name, by }) => `${JSON.stringify(name)}:${groupAsJson(cells, by)}`),
  ];
  return `{${parts.join(',')}}`;
}
