import {
  asRecord,
  type EngagementAnswer,
  type EngagementLevel,
  getEngagementHistory,
  refusedPosts,
} from '../../../x/index.ts';
import { type Ask, HOUR_MS, type Missing, slotAt, type Told } from './ask.ts';
import { dayNumber } from './days.ts';

/** Metrics that X has only of posts younger than that. */
const AGES = [
  {
    list: 'withoutVideoViews',
    metrics: ['video_views'],
    reason: 'It is too old for video views: X has none of posts older than 1,800 days.',
  },
  {
    list: 'withoutImpressions',
    metrics: ['impressions', 'engagements'],
    reason: 'It is too old for impressions and engagements.',
  },
] as const;

/**
 * Asks the Engagement API. A post of somebody else, or a protected one, makes X refuse the whole request: it is taken
 * out and the rest is asked for again.
 */
export async function askEngagementApi(ask: Ask): Promise<Told> {
  const { context, window, plan } = ask;
  const missing: Missing[] = [];
  let ids = ask.ids;
  while (ids.length > 0) {
    try {
      // What these calls cost is in the contract, not on X's price list.
      const answer = await context.spend(
        { kind: 'analytics_read', units: 0 },
        () =>
          getEngagementHistory(
            context.client,
            {
              postIds: ids,
              types: plan.metrics.map(({ key }) => key),
              groupBy: levelsOf(ask),
              startMs: window.fromHour * HOUR_MS,
              endMs: ask.endMs,
            },
            { priority: 'automation' },
          ),
        () => 0,
      );
      return take(ask, ids, answer, missing);
    } catch (error) {
      const refused = refusedPosts(error);
      const out = ids.filter((id) => refused.ids.includes(id));
      if (out.length === 0) throw error;
      missing.push(...out.map((id) => ({ id, reason: refused.reason })));
      ids = ids.filter((id) => !out.includes(id));
    }
  }
  return { missing, partly: [] };
}

/** X adds up what the report does not tell apart; its days and hours are those of UTC, so hours bring their days. */
function levelsOf({ groupBy, plan }: Ask): EngagementLevel[] {
  const levels: EngagementLevel[] = [];
  if (groupBy.includes('tweet')) levels.push('tweet.id');
  if (groupBy.includes('type')) levels.push('engagement.type');
  if (plan.resolution !== 'none') levels.push('engagement.day');
  if (plan.resolution === 'hours') levels.push('engagement.hour');
  return levels;
}

function take(ask: Ask, ids: readonly string[], answer: EngagementAnswer, missing: Missing[]): Told {
  const byTweet = levelsOf(ask)[0] === 'tweet.id';
  missing.push(...answer.unavailable.map((id) => ({ id, reason: 'X says that it is not available.' })));
  const asked = new Set(ask.plan.metrics.map(({ key }) => key));
  const partly = AGES.filter(({ metrics }) => metrics.some((key) => asked.has(key))).flatMap(
    ({ list, reason }) => answer[list].map((id) => ({ id, reason })),
  );
  if (!byTweet) {
    takeMetrics(ask, 0, answer.counts, new Set());
    return { missing, partly };
  }
  const gone = new Set(missing.map(({ id }) => id));
  for (const id of ids) {
    const counts = answer.counts[id];
    if (counts === undefined && !gone.has(id)) missing.push({ id, reason: 'X did not tell anything of it.' });
    if (counts === undefined || gone.has(id)) continue;
    const untold = new Set<string>(
      AGES.flatMap(({ list, metrics }) => (answer[list].includes(id) ? metrics : [])),
    );
    takeMetrics(ask, ask.placeOf.get(id) ?? 0, counts, untold);
  }
  return { missing, partly };
}

function takeMetrics(ask: Ask, tweet: number, counts: unknown, untold: ReadonlySet<string>): void {
  if (!ask.groupBy.includes('type')) {
    takeTime(ask, tweet, 0, counts);
    return;
  }
  const byType = asRecord(counts);
  for (const [place, { key }] of ask.plan.metrics.entries()) {
    // X says "0" of what it does not know.
    if (!untold.has(key)) takeTime(ask, tweet, place, byType?.[key]);
  }
}

function takeTime(ask: Ask, tweet: number, metric: number, counts: unknown): void {
  if (ask.plan.resolution === 'none') {
    put(ask, tweet, metric, ask.window.fromHour, counts);
    return;
  }
  for (const [date, ofDay] of Object.entries(asRecord(counts) ?? {})) {
    const day = hourOfDate(date);
    if (ask.plan.resolution === 'days') {
      put(ask, tweet, metric, Math.max(day, ask.window.fromHour), ofDay);
      continue;
    }
    const byHour = asRecord(ofDay);
    if (!byHour) continue;
    for (const hour in byHour) put(ask, tweet, metric, day + Number(hour), byHour[hour]);
  }
}

function put(ask: Ask, tweet: number, metric: number, hour: number, count: unknown): void {
  const number = typeof count === 'string' || typeof count === 'number' ? Number(count) : Number.NaN;
  const slot = slotAt(ask, hour);
  if (slot >= 0 && Number.isSafeInteger(number)) ask.cells.add(tweet, metric, slot, number);
}

/** The first hour of a date; the same few come again for each tweet and metric. */
const known = new Map<string, number>();
function hourOfDate(date: string): number {
  let hour = known.get(date);
  if (hour === undefined) {
    if (known.size > 1_000) known.clear();
    known.set(date, (hour = dayNumber(date) * 24));
  }
  return hour;
}
