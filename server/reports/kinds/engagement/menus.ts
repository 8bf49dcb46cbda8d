import type { OptionField, OptionWhen } from '../../../../contract/api/index.ts';
import type { AccountFacts } from '../../kind.ts';
import { labels } from './chosen.ts';
import { countsIn, type Metric, metrics } from './metrics.ts';
import { canAskEngagementApi } from './source.ts';

/** So far back X lists the posts of a user. */
const MOST_NEWEST = 3_200;
export const MOST_CHOSEN = 100;
/** To September 2014 and some years on. */
const MOST_DAYS_BACK = 10_000;

const NO_OAUTH1 =
  'The Engagement API takes an account that was connected with OAuth 1.0a, and a contract of its app with X.';
const NO_SCOPE = 'Its sign-in may not read posts: reconnect the account.';

/** The menus of the connector, in their order. */
export function menusOf(account: AccountFacts | undefined): readonly OptionField[] {
  return [
    choice('report', 'Report', [
      [
        'historical_engagement',
        'Historical Engagement',
        'Engagement metrics by tweet, engagement type, date and hour of the day.',
      ],
    ]),
    choice('tweetSelection', labels.tweetSelection, [
      ['recent', 'Number of recent tweets'],
      ['selected', 'Select tweets'],
    ]),
    {
      kind: 'number',
      key: 'tweetCount',
      label: 'Number of Tweets',
      help: 'So many of the newest tweets, answers among them; what the account repeats of others is not counted.',
      when: [is('tweetSelection', 'recent')],
      least: 1,
      most: MOST_NEWEST,
      default: 20,
      unit: 'tweets',
    },
    {
      kind: 'posts',
      key: 'tweets',
      label: labels.tweets,
      help: 'Pick them, or paste ids or addresses: up to 100 tweets of this account.',
      when: [is('tweetSelection', 'selected')],
      most: MOST_CHOSEN,
    },
    {
      kind: 'choices',
      key: 'metrics',
      label: labels.metrics,
      choices: metrics.map((metric) => metricChoice(metric, account)),
      default: ['impressions', 'engagements', 'favorites', 'retweets', 'replies', 'url_clicks'],
      least: 1,
    },
    {
      kind: 'choices',
      key: 'groupBy',
      label: 'Group By',
      help: 'One row for each combination, with its columns in this order. Without the engagement type, the chosen metrics are added up.',
      choices: [
        { value: 'tweet', label: 'Tweet' },
        { value: 'type', label: 'Engagement type' },
        { value: 'date', label: 'Date' },
        {
          value: 'hour',
          label: 'Hour',
          help: 'Of the report’s time zone. An hour that comes twice when the clocks change is one.',
        },
      ],
      default: ['tweet', 'type', 'date'],
      least: 1,
    },
    choice('duration', 'Duration', [
      ['single', 'Single date'],
      ['range', 'Date range'],
    ]),
    ...dateMenus,
    ...sourceMenus(account),
  ];
}

const POINTS = [
  ['relative', 'Relative date'],
  ['specific', 'Specific date'],
] as const;
const single = is('duration', 'single');
const range = is('duration', 'range');

const dateMenus: readonly OptionField[] = [
  { ...choice('reportDate', 'Report Date', POINTS), when: [single] },
  {
    kind: 'date',
    key: 'specificDate',
    label: labels.specificDate,
    when: [single, is('reportDate', 'specific')],
  },
  {
    ...days('daysBack', labels.daysBack, 1),
    help: 'The number of past days in the report, of which yesterday is the last; 0 is today, as far as it has come.',
    when: [single, is('reportDate', 'relative')],
  },
  {
    kind: 'switch',
    key: 'onlyThatDay',
    label: 'Only that day',
    help: 'The one day that lies so many days back, without those after it.',
    when: [single, is('reportDate', 'relative')],
    default: false,
  },
  { ...choice('startDate', 'Start Date', POINTS), when: [range] },
  { ...choice('endDate', 'End Date', POINTS), when: [range] },
  {
    kind: 'date',
    key: 'specificStart',
    label: labels.specificStart,
    when: [range, is('startDate', 'specific')],
  },
  {
    kind: 'date',
    key: 'specificEnd',
    label: labels.specificEnd,
    help: 'It belongs to the report.',
    when: [range, is('endDate', 'specific')],
  },
  {
    ...days('daysBackFrom', labels.daysBackFrom, 7),
    help: 'The farthest day back; 10 and 5 are six days, from 10 days ago to 5 days ago. It counts from today in the report’s time zone.',
    when: [range, is('startDate', 'relative')],
  },
  {
    ...days('daysBackTo', labels.daysBackTo, 1),
    help: 'The nearest day back, which belongs to the report; 0 is today, as far as it has come.',
    when: [range, is('endDate', 'relative')],
  },
];

function sourceMenus(account: AccountFacts | undefined): OptionField[] {
  const noAnalytics = whyNoAnalytics(account);
  const noEngagement = canAskEngagementApi(account) ? undefined : NO_OAUTH1;
  const source = (value: string, label: string, help: string, unavailable: string | undefined) => ({
    value,
    label,
    help,
    ...(unavailable !== undefined && { unavailable }),
  });
  return [
    {
      kind: 'choice',
      key: 'source',
      label: 'Source',
      choices: [
        source(
          'automatic',
          'Automatic',
          'The Engagement API where the account and its app can use it, else analytics. The run says which it was.',
          noEngagement === undefined ? undefined : noAnalytics,
        ),
        source(
          'engagement_api',
          'Engagement API (contract)',
          'Takes a contract with X and OAuth 1.0a. Its impressions leave out those that were paid for.',
          noEngagement,
        ),
        source(
          'analytics',
          'Analytics for everyone',
          'X charges for each tweet, once in a day of UTC.',
          noAnalytics,
        ),
      ],
      default: 'automatic',
    },
    {
      kind: 'switch',
      key: 'tweetColumns',
      label: 'Columns of the tweet',
      help: 'Its text, its time and its address in each row.',
      when: [is('groupBy', 'tweet')],
      default: false,
    },
  ];
}

function whyNoAnalytics(account: AccountFacts | undefined): string | undefined {
  if (account === undefined || account.authKind === 'oauth1') return undefined;
  if (account.authKind === 'app') return 'It takes the account of a user, not that of an app.';
  const mayRead = ['tweet.read', 'users.read'].every((scope) => account.scopes.includes(scope));
  return mayRead ? undefined : NO_SCOPE;
}

/** What the sources of this account do not count is told, not counted as zero. */
function metricChoice(metric: Metric, account: AccountFacts | undefined) {
  const { key, label } = metric;
  if (!countsIn('analytics', metric)) {
    return {
      value: key,
      label,
      help: 'Of the Engagement API only.',
      ...(!canAskEngagementApi(account) && {
        unavailable: `Only the Engagement API counts it. ${NO_OAUTH1}`,
      }),
    };
  }
  return countsIn('engagement_api', metric)
    ? { value: key, label }
    : { value: key, label, help: 'Of analytics only.' };
}

type ChoiceField = OptionField & { kind: 'choice' };
/** The first is the default. */
function choice(
  key: string,
  label: string,
  choices: readonly (readonly [value: string, label: string, help?: string])[],
): ChoiceField {
  return {
    kind: 'choice',
    key,
    label,
    choices: choices.map(([value, text, help]) => ({
      value,
      label: text,
      ...(help !== undefined && { help }),
    })),
    default: choices[0]?.[0] ?? '',
  };
}

function days(key: string, label: string, preset: number): OptionField & { kind: 'number' } {
  return { kind: 'number', key, label, least: 0, most: MOST_DAYS_BACK, default: preset, unit: 'days' };
}

function is(option: string, value: string): OptionWhen {
  return { option, is: [value] };
}
