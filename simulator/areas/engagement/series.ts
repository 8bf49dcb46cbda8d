import type { XEngagementType } from '../../../contract/x/engagement.ts';
import type { Sim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';
import { answerAsJson, olderThan } from './answer.ts';
import type { EngagementCall } from './engagement-route.ts';
import { readAsked, seriesRules } from './read-request.ts';
import { selectPosts } from './select-posts.ts';
import { oldestVideoDays } from './totals.ts';
import { type HourWindow, historicalWindow, last28Hours } from './window.ts';

const hourMs = 3_600_000;
/** Three counters were not kept before this day, and are zero. */
const reactionsSince = Date.UTC(2015, 8, 15);
const reactions: ReadonlySet<XEngagementType> = new Set(['favorites', 'replies', 'retweets']);

/** Every counter by hour, for posts of the user whose token it is. */
export function answer28Hours(sim: Sim, call: EngagementCall): string {
  return answerSeries(sim, call, () => last28Hours(sim.clock.now()));
}

export function answerHistorical(sim: Sim, call: EngagementCall): string {
  return answerSeries(sim, call, () =>
    historicalWindow(call.body, sim.clock.now(), sim.engagement.settings().oldest),
  );
}

// https://docs.x.com/x-api/enterprise-gnip-2.0/fundamentals/engagement-api#post-insights-engagement-28hr
function answerSeries(sim: Sim, { caller, body }: EngagementCall, readWindow: () => HourWindow): string {
  const { ids, types, groupings } = readAsked(body, seriesRules);
  const window = readWindow();
  const { posts, unavailable } = selectPosts(sim, caller, ids, false);
  const now = sim.clock.now();
  const oldVideos = types.includes('video_views') ? olderThan(posts, oldestVideoDays, now) : [];
  const counts = posts.map((post) =>
    types.map((type) => hoursOf(sim, post, type, window, oldVideos.includes(post))),
  );
  const none = new Float64Array(window.hours);
  const cells = {
    ids: posts.map(({ id }) => id),
    types,
    from: window.from,
    hours: window.hours,
    count: (id: number, type: number) => counts[id]?.[type] ?? none,
  };
  const problems = { unavailable, old: [], oldVideos: oldVideos.map(({ id }) => id) };
  return answerAsJson(cells, groupings, problems, now, window);
}

function hoursOf(
  sim: Sim,
  post: SimPost,
  type: XEngagementType,
  { from, hours }: HourWindow,
  tooOld: boolean,
): Float64Array {
  if (type === 'video_views' && tooOld) return new Float64Array(hours);
  const counts = sim.engagement.hourly(post, type, from, hours);
  if (reactions.has(type) && from < reactionsSince)
    counts.fill(0, 0, Math.min(hours, (reactionsSince - from) / hourMs));
  return counts;
}
