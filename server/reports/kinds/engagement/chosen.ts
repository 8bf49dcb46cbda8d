import type { Asked } from '../../kind.ts';
import { type Metric, metricsOf } from './metrics.ts';
import { type ReadPostIds, readPostIds } from './post-ids.ts';

export const dimensions = ['tweet', 'type', 'date', 'hour'] as const;
export type Dimension = (typeof dimensions)[number];

/** A day of the menus: its date, or how many days before today it lies. */
export type DayChoice =
  | { readonly kind: 'specific'; readonly date: string; readonly label: string }
  | { readonly kind: 'relative'; readonly daysBack: number; readonly label: string };

/** The menus, read: from here on there are no doubts. */
export interface Chosen {
  /** So many of the newest tweets, or these. */
  readonly tweets: { readonly newest: number } | ReadPostIds;
  readonly metrics: readonly Metric[];
  /** In the order in which they were chosen. */
  readonly groupBy: readonly Dimension[];
  readonly first: DayChoice;
  readonly last: DayChoice;
  readonly source: 'automatic' | 'engagement_api' | 'analytics';
  readonly tweetColumns: boolean;
}

/** What stands on the menus; also the words in which wrong values are told. */
export const labels = {
  tweetSelection: 'Tweet Selection',
  tweets: 'Tweets',
  metrics: 'Engagement Metrics',
  specificDate: 'Select Specific Date',
  daysBack: 'Days Back',
  specificStart: 'Select Specific Start Date',
  specificEnd: 'Select Specific End Date',
  daysBackFrom: 'Days Back to Start From',
  daysBackTo: 'Days Back to End At',
} as const;

export function readChosen({ options }: Pick<Asked, 'options'>): Chosen {
  const text = (key: string) => (typeof options[key] === 'string' ? options[key] : '');
  const number = (key: string) => (typeof options[key] === 'number' ? options[key] : 0);
  const list = (key: string): string[] => {
    const value = options[key];
    return Array.isArray(value) ? value : [];
  };
  const day = (how: string, dateKey: keyof typeof labels, backKey: keyof typeof labels): DayChoice =>
    text(how) === 'specific'
      ? { kind: 'specific', date: text(dateKey), label: labels[dateKey] }
      : { kind: 'relative', daysBack: number(backKey), label: labels[backKey] };
  const single = day('reportDate', 'specificDate', 'daysBack');
  const range =
    text('duration') === 'range'
      ? {
          first: day('startDate', 'specificStart', 'daysBackFrom'),
          last: day('endDate', 'specificEnd', 'daysBackTo'),
        }
      : { first: single, last: lastOfSingle(single, options['onlyThatDay'] === true) };
  const source = text('source');
  return {
    tweets:
      text('tweetSelection') === 'selected' ? readPostIds(list('tweets')) : { newest: number('tweetCount') },
    metrics: metricsOf(list('metrics')),
    groupBy: list('groupBy').flatMap((name) => dimensions.find((one) => one === name) ?? []),
    ...range,
    source: source === 'engagement_api' || source === 'analytics' ? source : 'automatic',
    tweetColumns: options['tweetColumns'] === true,
  };
}

/** "The number of past days that should appear": the last of them is yesterday. None: today. */
function lastOfSingle(day: DayChoice, onlyThatDay: boolean): DayChoice {
  if (day.kind === 'specific' || onlyThatDay) return day;
  return { ...day, daysBack: Math.min(day.daysBack, 1) };
}
