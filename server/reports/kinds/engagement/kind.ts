import type { Column } from '../../../datasets/index.ts';
import type { Asked, ReportKind } from '../../kind.ts';
import { type Chosen, type Dimension, labels, readChosen } from './chosen.ts';
import { rangeOf } from './days.ts';
import { estimate } from './estimate.ts';
import { menusOf, MOST_CHOSEN } from './menus.ts';
import { pull } from './pull.ts';
import { metricsProblem } from './source.ts';

/** How often and in which way posts were seen and used, from either of X's two sources, in one form. */
export const engagement: ReportKind = {
  id: 'engagement',
  name: 'Twitter Engagement',
  summary:
    'Engagement of your own tweets by tweet, engagement type, date and hour: impressions, likes, clicks and the like, for any range of days.',
  needsAccount: true,
  prerequisites: [
    'An account of the X user whose tweets these are, connected on the page Accounts.',
    'For the Engagement API: consumer key and consumer secret of a developer app that has an enterprise contract with X. Enter them on the page Accounts, register the redirect URIs that it shows (with buttons to copy them) at X, then let the owner of the tweets sign in with OAuth 1.0a.',
    'Any connected account will do without a contract. Its analytics are used, which X charges for by the tweet.',
  ],
  questions: [
    {
      question: 'Can I use the same account to create multiple DataSets?',
      answer:
        'Yes. They share its limits at X, and a tweet that one of them has read costs less for the others on that day.',
    },
    {
      question: 'How often can the data be updated?',
      answer:
        'Most information is available at once. Every 24 hours is recommended: X charges for a tweet once in a day of UTC, and the counts of a day are complete after it.',
    },
    {
      question: 'Are there any API limits I should be aware of?',
      answer:
        'None that you need to plan for: long ranges and many tweets are asked for in pieces (25 tweets and four weeks at a time with the Engagement API, up to 100 tweets with analytics, 300 requests in a quarter of an hour), and a run that meets a limit waits and goes on. X lists the 3,200 newest posts of an account, and has engagement since 1 September 2014.',
    },
    {
      question: 'Which days and hours are meant?',
      answer:
        'Those of the time zone of the report; the first and the last day belong to it. Days on which the clocks change have 23 or 25 hours. X counts whole hours of UTC: in a zone that is half an hour off, the range is rounded outward.',
    },
    {
      question: 'What if X does not tell the counts of a tweet?',
      answer:
        'The others come all the same. Which it was, and why, is in a table of its own beside the DataSet. A count that X does not have is empty, never 0.',
    },
  ],
  method: 'upsert',
  input: null,
  options: menusOf,
  check,
  columns: (asked) => columnsOf(readChosen(asked)),
  keys: (asked) => {
    const { groupBy } = readChosen(asked);
    const names = groupBy.map((dimension) => columnOf[dimension].name);
    return groupBy.includes('date') ? names : [...names, ...times.map(({ name }) => name)];
  },
  streams: [{ name: 'historical_engagement', fixed: { report: 'historical_engagement' } }],
  companions: [
    {
      key: 'unavailable',
      name: 'unavailable tweets',
      columns: [
        { name: 'tweet_id', type: 'STRING' },
        { name: 'reason', type: 'STRING' },
        { name: 'run_at', type: 'DATETIME' },
      ],
    },
  ],
  estimate: (asked) => Promise.resolve(estimate(asked)),
  pull,
};

const columnOf: Readonly<Record<Dimension, Column>> = {
  tweet: { name: 'tweet_id', type: 'STRING' },
  type: { name: 'engagement_type', type: 'STRING' },
  date: { name: 'date', type: 'DATE' },
  hour: { name: 'hour', type: 'LONG' },
};
const ofTweet: readonly Column[] = [
  { name: 'tweet_text', type: 'STRING' },
  { name: 'tweet_created_at', type: 'DATETIME' },
  { name: 'tweet_url', type: 'STRING' },
];
/** Where no date says it. */
const times: readonly Column[] = [
  { name: 'start_time', type: 'DATETIME' },
  { name: 'end_time', type: 'DATETIME' },
];

function columnsOf({ groupBy, tweetColumns }: Chosen): Column[] {
  return [
    ...groupBy.map((dimension) => columnOf[dimension]),
    ...(tweetColumns && groupBy.includes('tweet') ? ofTweet : []),
    { name: 'value', type: 'LONG' },
    ...(groupBy.includes('date') ? [] : times),
    { name: 'account_id', type: 'STRING' },
  ];
}

function check(asked: Asked): string | undefined {
  const chosen = readChosen(asked);
  if ('ids' in chosen.tweets) {
    const [wrong] = chosen.tweets.wrong;
    if (wrong !== undefined) {
      return `${labels.tweets}: “${wrong.slice(0, 80)}” is neither the id of a tweet nor the address of one.`;
    }
    if (chosen.tweets.ids.length > MOST_CHOSEN) {
      return `${labels.tweets}: at most ${MOST_CHOSEN} can be chosen; these are ${chosen.tweets.ids.length}.`;
    }
  }
  const range = rangeOf(chosen, asked.zone, asked.now);
  return 'problem' in range ? range.problem : metricsProblem(chosen, asked.account);
}
