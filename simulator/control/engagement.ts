import type { FastifyInstance } from 'fastify';
import {
  type ControlEngagement,
  ControlEngagementQuery,
  type ControlPostEngagement,
  EngagementCurve,
  type EngagementCounts,
  EngagementSettingsChange,
  engagementCounters,
} from '../../contract/control/engagement.ts';
import type { Sim } from '../sim.ts';
import { latestBurstMs } from '../state/engagement-curve.ts';
import type { SimPost } from '../state/posts.ts';
import { ControlError, controlRoute } from './control-route.ts';

const hourMs = 3_600_000;
const mostEntries = 20_000;
/** Longer times are told by day unless hours are asked for. */
const hoursUpToMs = 92 * 24 * hourMs;

/** Curves of posts, their series for a chart, and what the Engagement API does where X's documents disagree. */
export function controlEngagement(app: FastifyInstance, sim: Sim): void {
  const url = '/posts/:id/engagement';

  controlRoute(app, {
    method: 'GET',
    url,
    query: ControlEngagementQuery,
    handle: ({ params, query }) => show(sim, getPost(sim, params.id ?? ''), query),
  });

  for (const method of ['POST', 'PUT'] as const)
    controlRoute(app, {
      method,
      url,
      body: EngagementCurve,
      handle: ({ params, body }) => {
        const post = getPost(sim, params.id ?? '');
        checkCurve(post, body);
        sim.engagement.setCurve(post.id, body);
        return show(sim, post, {});
      },
    });

  controlRoute(app, {
    method: 'DELETE',
    url,
    handle: ({ params }) => {
      const post = getPost(sim, params.id ?? '');
      sim.engagement.setCurve(post.id, undefined);
      return show(sim, post, {});
    },
  });

  const overview = (): ControlEngagement => ({
    settings: sim.engagement.settings(),
    handles: sim.engagement.handles(),
  });
  controlRoute(app, { method: 'GET', url: '/engagement', handle: overview });
  controlRoute(app, {
    method: 'POST',
    url: '/engagement',
    body: EngagementSettingsChange,
    handle: ({ body }) => {
      sim.engagement.changeSettings(body);
      return overview();
    },
  });
}

function getPost(sim: Sim, id: string): SimPost {
  const post = sim.posts.find(id);
  if (!post) throw new ControlError(404, `there is no post ${id}`);
  return post;
}

function checkCurve(post: SimPost, { hours, bursts, impressions, ...rest }: EngagementCurve): void {
  if (hours && (bursts ?? impressions) !== undefined)
    throw new ControlError(400, 'hours are given instead of a curve, not beside impressions and bursts');
  const last = post.createdAt + latestBurstMs;
  if (bursts?.some(({ at }) => at > last))
    throw new ControlError(400, 'a burst comes within five years of its post');
  if (rest.ratesPerThousand?.impressions !== undefined || rest.ratesPerThousand?.engagements !== undefined)
    throw new ControlError(
      400,
      'impressions are what rates are of, and engagements are the sum of their parts',
    );
}

function show(
  sim: Sim,
  post: SimPost,
  { from, to, step: askedStep }: ControlEngagementQuery,
): ControlPostEngagement {
  const end = Math.min(to ?? Infinity, sim.clock.now() + 1);
  const step = askedStep ?? (end - (from ?? post.createdAt) <= hoursUpToMs ? 'hour' : 'day');
  const stepMs = step === 'hour' ? hourMs : 24 * hourMs;
  const first = Math.floor((from ?? post.createdAt) / stepMs) * stepMs;
  const entries = Math.max(0, Math.ceil((end - first) / stepMs));
  if (entries > mostEntries)
    throw new ControlError(400, `that is more than ${mostEntries} entries: ask for days, or for less time`);
  const hours = (entries * stepMs) / hourMs;
  const counts = new Map(
    engagementCounters.map((counter) => [counter, sim.engagement.hourly(post, counter, first, hours)]),
  );
  const sumOf = (counter: (typeof engagementCounters)[number], entry: number) => {
    const perEntry = stepMs / hourMs;
    return (counts.get(counter) ?? new Float64Array())
      .subarray(entry * perEntry, (entry + 1) * perEntry)
      .reduce((sum, count) => sum + count, 0);
  };
  return {
    postId: post.id,
    ...sim.engagement.curveOf(post.id),
    totals: countsOf((counter) => sim.engagement.total(post, counter)),
    step,
    series: Array.from({ length: entries }, (_, entry) => ({
      at: first + entry * stepMs,
      ...countsOf((counter) => sumOf(counter, entry)),
    })),
  };
}

function countsOf(count: (counter: (typeof engagementCounters)[number]) => number): EngagementCounts {
  // Every counter is in the list, so the record is complete.
  return Object.fromEntries(engagementCounters.map((name) => [name, count(name)])) as EngagementCounts;
}
