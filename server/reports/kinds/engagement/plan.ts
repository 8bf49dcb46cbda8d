import type { Chosen } from './chosen.ts';
import { type DayRange, isUtc } from './days.ts';
import { countsIn, type Metric, type Source } from './metrics.ts';
import { hoursThatAre, type Window, windowsOf } from './windows.ts';

/** How finely X is asked: what the grouping does not need is added up by X. */
export type Resolution = 'hours' | 'days' | 'none';

/**
 * The requests of a run, in order. Those whose counts go into the same rows follow each other and are a section: when it
 * is over, its rows are complete.
 */
export interface Plan {
  readonly source: Source;
  readonly resolution: Resolution;
  readonly windows: readonly Window[];
  readonly metrics: readonly Metric[];
  /** Tweets of one request. */
  readonly perRequest: number;
  readonly chunks: number;
  readonly steps: number;
  readonly perSection: number;
  /** Hours that rows can have, where hours are grouped without dates. */
  readonly hours: ReadonlySet<number> | undefined;
  /** About so many rows come of it. */
  readonly rows: number;
}

const DAY_HOURS = 24;
/** The Engagement API takes four weeks and 25 tweets at once. */
const ENGAGEMENT_HOURS = 28 * DAY_HOURS;
const ENGAGEMENT_TWEETS = 25;
/** What analytics take is not published. X charges for each tweet of an answer, so long windows are the cheap ones. */
const ANALYTICS_HOURS = { hours: 28 * DAY_HOURS, days: 364 * DAY_HOURS, none: 364 * DAY_HOURS } as const;
const ANALYTICS_TWEETS = 100;
/** A point of analytics takes up to 600 bytes of the answer: this many are about 15 MB. */
const ANALYTICS_POINTS = 25_000;
/** While tweets are added up over windows, their sums are kept in the checkpoint. */
const SUMMED_TWEETS = 25;

export function planOf(
  chosen: Pick<Chosen, 'groupBy' | 'metrics'>,
  range: DayRange,
  { source, tweets, untilHour }: { source: Source; tweets: number; untilHour: number },
): Plan {
  const byTweet = chosen.groupBy.includes('tweet');
  const byDate = chosen.groupBy.includes('date');
  const byHour = chosen.groupBy.includes('hour');
  const resolution = byHour ? 'hours' : byDate ? (isUtc(range) ? 'days' : 'hours') : 'none';
  const mostHours = source === 'analytics' ? ANALYTICS_HOURS[resolution] : ENGAGEMENT_HOURS;
  const windows = windowsOf(range, untilHour, mostHours, byDate);
  const perRequest =
    source === 'analytics'
      ? analyticsTweets(resolution, windows, byTweet && byHour && !byDate)
      : ENGAGEMENT_TWEETS;
  const chunks = Math.ceil(tweets / perRequest);
  const metrics = chosen.metrics.filter((metric) => countsIn(source, metric));
  const hours = byHour && !byDate ? hoursThatAre(range, untilHour) : undefined;
  return {
    source,
    resolution,
    windows,
    metrics,
    perRequest,
    chunks,
    steps: chunks * windows.length,
    perSection: byDate ? (byTweet ? 1 : chunks) : byTweet ? windows.length : chunks * windows.length,
    hours,
    rows:
      (byTweet ? tweets : 1) *
      (chosen.groupBy.includes('type') ? metrics.length : 1) *
      slotsOf(windows, byDate, byHour, hours),
  };
}

/** Dates outside, so that each window is complete by itself; else tweets outside, so that each tweet is. */
export function stepOf(
  plan: Plan,
  byDate: boolean,
  step: number,
): { readonly window: Window | undefined; readonly chunk: number } {
  const { chunks, windows } = plan;
  return byDate
    ? { window: windows[Math.floor(step / chunks)], chunk: step % chunks }
    : { window: windows[step % windows.length], chunk: Math.floor(step / windows.length) };
}

function analyticsTweets(resolution: Resolution, windows: readonly Window[], summed: boolean): number {
  const longest = Math.max(1, ...windows.map(({ fromHour, untilHour }) => untilHour - fromHour));
  const points = { hours: longest, days: Math.ceil(longest / DAY_HOURS), none: 1 }[resolution];
  const most = summed && windows.length > 1 ? SUMMED_TWEETS : ANALYTICS_TWEETS;
  return Math.max(1, Math.min(most, Math.floor(ANALYTICS_POINTS / points)));
}

function slotsOf(
  windows: readonly Window[],
  byDate: boolean,
  byHour: boolean,
  hours: ReadonlySet<number> | undefined,
): number {
  if (!byDate) return hours?.size ?? 1;
  return windows.reduce(
    (sum, window) =>
      sum + (byHour ? window.untilHour - window.fromHour : window.lastDay - window.firstDay + 1),
    0,
  );
}
