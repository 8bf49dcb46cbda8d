import { analyticsCount, getPostAnalytics, type XAnalyticsPoint } from '../../../x/index.ts';
import { type Ask, HOUR_MS, slotAt, type Told } from './ask.ts';

const GRANULARITY = { hours: 'hourly', days: 'daily', none: 'total' } as const;

/** Asks the analytics that every account has of its own posts. */
export async function askAnalytics(ask: Ask): Promise<Told> {
  const { context, plan, window } = ask;
  const names = plan.metrics.map(({ inAnalytics }) => inAnalytics ?? '');
  const answer = await context.spend(
    { kind: 'analytics_read', units: ask.ids.length },
    () =>
      getPostAnalytics(
        context.client,
        {
          postIds: ask.ids,
          metrics: names,
          startMs: window.fromHour * HOUR_MS,
          endMs: ask.endMs,
          granularity: GRANULARITY[plan.resolution],
        },
        { priority: 'automation' },
      ),
    ({ units }) => units,
  );
  const missing = answer.missing.filter(({ id }) => ask.placeOf.has(id));
  const told = new Set(missing.map(({ id }) => id));
  const hours = new Map<string | undefined, number>();
  for (const { postId, points } of answer.posts) {
    const tweet = ask.placeOf.get(postId);
    if (tweet === undefined) continue;
    told.add(postId);
    for (const point of points) takePoint(ask, tweet, point, hourOf(ask, point.at, hours), names);
  }
  const silent = ask.ids.filter((id) => !told.has(id));
  return {
    missing: [...missing, ...silent.map((id) => ({ id, reason: 'X did not tell anything of it.' }))],
    partly: [],
  };
}

function takePoint(
  ask: Ask,
  tweet: number,
  point: XAnalyticsPoint,
  hour: number,
  names: readonly string[],
): void {
  const slot = slotAt(ask, hour);
  if (slot < 0) return;
  for (let metric = 0; metric < names.length; metric += 1) {
    const count = analyticsCount(point.counts, names[metric] ?? '');
    if (typeof count === 'number') ask.cells.add(tweet, metric, slot, count);
  }
}

/** All tweets of an answer have the same times: each is read once. A day may begin before the window does. */
function hourOf(
  { plan, window }: Ask,
  at: string | undefined,
  known: Map<string | undefined, number>,
): number {
  let hour = known.get(at);
  if (hour === undefined) {
    const read = at === undefined ? Number.NaN : Math.floor(Date.parse(at) / HOUR_MS);
    hour =
      plan.resolution === 'none' || Number.isNaN(read) ? window.fromHour : Math.max(read, window.fromHour);
    known.set(at, hour);
  }
  return hour;
}
