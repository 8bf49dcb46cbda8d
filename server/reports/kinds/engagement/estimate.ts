import type { RunEstimate } from '../../../../contract/api/index.ts';
import { PRICES_MICRO_USD } from '../../../x/index.ts';
import type { Asked } from '../../kind.ts';
import { readChosen } from './chosen.ts';
import { rangeOf, widenedNote } from './days.ts';
import { planOf } from './plan.ts';
import { firstSource } from './source.ts';

const PAGE = 100;

/** What a run asks at most: automatic counts as analytics, which are the dearer of the two. */
export function estimate(asked: Asked): RunEstimate {
  const chosen = readChosen(asked);
  const range = rangeOf(chosen, asked.zone, asked.now);
  if ('problem' in range) return { requests: 0, microUsd: 0, notes: [range.problem] };
  const tweets = 'ids' in chosen.tweets ? chosen.tweets.ids.length : chosen.tweets.newest;
  const isNewest = 'newest' in chosen.tweets;
  const source = chosen.source === 'engagement_api' ? 'engagement_api' : 'analytics';
  const untilHour = Math.min(range.untilHour, Math.ceil(asked.now.getTime() / 3_600_000));
  const plan = planOf(chosen, range, { source, tweets, untilHour });
  const readsTweets = isNewest || (chosen.tweetColumns && chosen.groupBy.includes('tweet'));
  const pages = readsTweets ? Math.ceil(tweets / PAGE) : 0;
  const reads = source === 'analytics' ? tweets * plan.windows.length : 0;
  const notes = [
    `About ${plan.rows.toLocaleString('en')} rows.`,
    ...(source === 'analytics'
      ? ['X charges for a tweet once in a day of UTC: another run of the same day costs less.']
      : ['Calls of the Engagement API are billed by your contract with X and are not in this sum.']),
    ...(firstSource(chosen, asked.account) !== source
      ? ['With a contract for the Engagement API only the list of tweets costs anything here.']
      : []),
    ...(range.widened ? [widenedNote(asked.zone)] : []),
  ];
  return {
    requests: plan.steps + pages,
    microUsd:
      (readsTweets ? tweets : 0) * PRICES_MICRO_USD.post_read + reads * PRICES_MICRO_USD.analytics_read,
    notes,
  };
}
