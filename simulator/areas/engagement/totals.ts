import type { XEngagementType } from '../../../contract/x/engagement.ts';
import type { Sim } from '../../sim.ts';
import { answerAsJson, olderThan } from './answer.ts';
import { sentenceError } from '../../core/errors.ts';
import type { EngagementCall } from './engagement-route.ts';
import { readAsked, totalsRules } from './read-request.ts';
import { selectPosts } from './select-posts.ts';

const ownersOnly: ReadonlySet<XEngagementType> = new Set(['impressions', 'engagements']);
const oldestDays = 90;
export const oldestVideoDays = 1800;

/**
 * Everything since a post was made. An app alone gets public counts of any post; a user's token gets them, and
 * impressions and engagements, of that user's posts only.
 * https://docs.x.com/x-api/enterprise-gnip-2.0/fundamentals/engagement-api#post-insights-engagement-totals
 */
export function answerTotals(sim: Sim, { caller, body }: EngagementCall): string {
  const { ids, types, groupings } = readAsked(body, totalsRules);
  const privately = types.filter((type) => ownersOnly.has(type));
  if (!caller.user && privately.length > 0)
    throw sentenceError(403, `Forbidden to access metrics: ${privately.join(', ')}`);
  const anyone =
    !caller.user || (privately.length === 0 && sim.engagement.settings().foreignTotals === 'answered');
  const { posts, unavailable } = selectPosts(sim, caller, ids, anyone);
  const now = sim.clock.now();
  const old = privately.length > 0 ? olderThan(posts, oldestDays, now) : [];
  const oldVideos = types.includes('video_views') ? olderThan(posts, oldestVideoDays, now) : [];
  const cells = {
    ids: posts.map(({ id }) => id),
    types,
    hours: 1,
    count(id: number, type: number) {
      const post = posts[id];
      const name = types[type];
      if (!post || !name) return [0];
      if (ownersOnly.has(name)) return [old.includes(post) ? 0 : sim.engagement.total(post, name)];
      if (name === 'video_views')
        return [oldVideos.includes(post) ? 0 : sim.engagement.videoViewsEverywhere(post)];
      return [sim.engagement.total(post, name)];
    },
  };
  const problems = {
    unavailable,
    old: old.map(({ id }) => id),
    oldVideos: oldVideos.map(({ id }) => id),
  };
  return answerAsJson(cells, groupings, problems, now);
}
