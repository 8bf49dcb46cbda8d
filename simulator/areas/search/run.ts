import { invalidRequest } from '../../core/errors.ts';
import { filterNewestFirst, mergeNewestFirst } from '../../core/page.ts';
import type { IdRange } from '../../core/page.ts';
import { textParameter } from '../../core/query.ts';
import type { Call } from '../../core/route.ts';
import { compareIds, firstSnowflakeAt } from '../../core/snowflake.ts';
import { maySeePost } from '../../rules/may-see.ts';
import type { Sim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';
import { greater, timeParameter, windowOf } from '../posts/window.ts';
import { candidatesOf, matches } from './match.ts';
import { type Query, QueryError, parseQuery } from './parse.ts';
import type { PostIndex } from './post-index.ts';

export type Reach = 'recent' | 'all';

const recentMs = 7 * 24 * 60 * 60_000;
const settledMs = 10_000;

/** How long a query may be. https://docs.x.com/x-api/posts/search/integrate/build-a-query */
const maxCharacters = {
  recent: { 'pay-per-use': 512, enterprise: 4096 },
  all: { 'pay-per-use': 1024, enterprise: 4096 },
} as const;

export interface Search {
  text: string;
  range: IdRange & { from: string };
  /** Newest first, as far as they are asked for. */
  find(range?: IdRange): Iterable<SimPost>;
}

/** Reads and checks the query and the window of a search. */
export function prepareSearch(sim: Sim, index: PostIndex, call: Call, reach: Reach): Search {
  const text = textParameter(call.query, 'query') ?? '';
  const query = readQuery(call, text, reach);
  const lists = candidatesOf(sim, index, query);
  if (!lists) throw badQuery(text, 'Rules must contain at least one positive, non-stopword clause', 1);
  const range = windowFor(sim, call, reach);
  const viewerId = call.caller.user?.id;
  return {
    text,
    range,
    find: (within = range) =>
      filterNewestFirst(
        mergeNewestFirst(lists, within),
        (post) => matches(sim, query, post) && maySeePost(sim, viewerId, post),
      ),
  };
}

function readQuery(call: Call, text: string, reach: Reach): Query {
  if (text.trim() === '')
    throw invalidRequest({ query: [text] }, 'The `query` query parameter can not be empty');
  const most = maxCharacters[reach][call.caller.app.tier];
  if (text.length > most)
    throw invalidRequest(
      { query: [text] },
      `The \`query\` query parameter value is longer than ${most} characters`,
    );
  try {
    return parseQuery(text);
  } catch (error) {
    if (error instanceof QueryError) throw badQuery(text, error.message, error.position);
    throw error;
  }
}

function badQuery(text: string, message: string, position: number) {
  return invalidRequest(
    { query: [text] },
    `There were errors processing your request: ${message} (at position ${position})`,
  );
}

/** The last seven days, or what the parameters leave of them. */
function windowFor(sim: Sim, call: Call, reach: Reach): IdRange & { from: string } {
  const now = sim.clock.now();
  const start = timeParameter(call, 'start_time');
  const end = timeParameter(call, 'end_time');
  const since = textParameter(call.query, 'since_id');
  for (const [time, id] of [
    ['start_time', 'since_id'],
    ['end_time', 'until_id'],
  ] as const)
    if (textParameter(call.query, time) !== undefined && textParameter(call.query, id) !== undefined)
      throw invalidRequest(
        { [time]: [textParameter(call.query, time) ?? ''], [id]: [textParameter(call.query, id) ?? ''] },
        `At most one of '${time}', '${id}' may be provided`,
      );
  // X asks for ends that lie ten seconds back. https://docs.x.com/x-api/posts/search/integrate/paginate
  if (end !== undefined && end > now - settledMs)
    throw badTime(call, 'end_time', 'must be a minimum of 10 seconds prior to the request time.');
  const range = windowOf(call);
  const oldest = reach === 'recent' ? firstSnowflakeAt(now - recentMs).toString() : '0';
  // A client's clock may be a little behind ours.
  const slackMs = 60_000;
  if (reach === 'recent' && start !== undefined && start < now - recentMs - slackMs)
    throw badTime(call, 'start_time', `must be on or after ${new Date(now - recentMs).toISOString()}.`);
  if (
    reach === 'recent' &&
    since !== undefined &&
    compareIds(since, '0') > 0 &&
    compareIds(since, oldest) < 0
  )
    throw badTime(
      call,
      'since_id',
      `must be a tweet id created after [${new Date(now - recentMs).toISOString()}]. Please use a 'since_id' that is larger than ${oldest}`,
    );
  return { ...range, from: greater(range.from, oldest) ?? oldest };
}

function badTime(call: Call, name: string, rest: string) {
  const given = textParameter(call.query, name) ?? '';
  return invalidRequest({ [name]: [given] }, `Invalid '${name}':'${given}'. '${name}' ${rest}`);
}
