import type { FastifyInstance } from 'fastify';
import { type JsonObject, v1Error } from '../../core/errors.ts';
import { exactNumber } from '../../core/exact-number.ts';
import { type IdRange, filterNewestFirst, mergeNewestFirst, takeFirst } from '../../core/page.ts';
import { firstSnowflakeAt } from '../../core/snowflake.ts';
import { countOf } from '../../core/v1-cursor.ts';
import { type V1Call, v1Route } from '../../core/v1-route.ts';
import { maySeePost } from '../../rules/may-see.ts';
import type { Sim } from '../../sim.ts';
import { answer } from '../statuses-v1/view.ts';
import { greater, smaller } from '../posts/window.ts';
import { candidatesOf, matches } from './match.ts';
import { type Query, QueryError, parseQuery } from './parse.ts';
import type { PostIndex } from './post-index.ts';

const weekMs = 7 * 24 * 60 * 60_000;
const standardCount = 15;
const maxCount = 100;
const maxCharacters = 500;

/** Operators that v1.1 spells otherwise. https://developer.x.com/en/docs/x-api/v1/rules-and-filtering/search-operators */
const spelling: readonly [RegExp, string][] = [
  [/(^|[\s(-])filter:(?:retweets|nativeretweets)\b/gi, '$1is:retweet'],
  [/(^|[\s(-])filter:replies\b/gi, '$1is:reply'],
  [/(^|[\s(-])filter:verified\b/gi, '$1is:verified'],
  [/(^|[\s(-])filter:(links|media|images|videos|hashtags|mentions)\b/gi, '$1has:$2'],
];

/**
 * The search of v1.1: the last seven days, newest first.
 * https://developer.x.com/en/docs/x-api/v1/tweets/search/api-reference/get-search-tweets
 */
export function registerSearchV1(app: FastifyInstance, sim: Sim, index: PostIndex): void {
  v1Route(app, sim, {
    method: 'GET',
    path: 'search/tweets',
    handle: (call): JsonObject => {
      const startedAt = performance.now();
      const { given, caller } = call;
      const text = given['q'] ?? '';
      if (text.trim() === '') throw v1Error(400, 25, 'Query parameters are missing.');
      if (text.length > maxCharacters) throw invalid();
      const { query, range: days } = readQuery(text, given['lang']);
      // Without leading zeros.
      const after = afterId(given['since_id'], 'since_id') ?? '1';
      const since = (BigInt(after) - 1n).toString();
      const lists = candidatesOf(sim, index, query);
      if (!lists) throw invalid();
      const oldest = firstSnowflakeAt(sim.clock.now() - weekMs).toString();
      const range: IdRange = {
        from: greater(greater(oldest, days.from), after),
        below: smaller(smaller(days.below, dayOf(given['until'])), afterId(given['max_id'], 'max_id')),
      };
      const count = countOf(given['count'], standardCount, maxCount);
      const found = filterNewestFirst(
        mergeNewestFirst(lists, range),
        (post) => matches(sim, query, post) && maySeePost(sim, caller.user?.id, post),
      );
      const { items, older } = takeFirst(found, count);
      const newest = items[0]?.id ?? '0';
      const last = items.at(-1)?.id;
      return {
        statuses: items.map((post) => answer(sim, call, post)),
        search_metadata: {
          completed_in: Math.round(performance.now() - startedAt) / 1000,
          max_id: exactNumber(newest),
          max_id_str: newest,
          ...(older && last
            ? { next_results: pageLink(call, { max_id: (BigInt(last) - 1n).toString() }) }
            : {}),
          query: encodeURIComponent(text),
          refresh_url: pageLink(call, { since_id: newest }),
          count,
          since_id: exactNumber(since),
          since_id_str: since,
        },
      };
    },
  });
}

/** The query in the words of v2, with the days that stand in it taken out. */
function readQuery(text: string, language: string | undefined): { query: Query; range: IdRange } {
  const days = new Map<string, string>();
  let rest = text.replace(/(^|\s)(since|until):(\S+)/gi, (_all, space: string, name: string, day: string) => {
    const id = dayOf(day);
    if (id !== undefined) days.set(name.toLowerCase(), id);
    return space;
  });
  // Questions and moods are not told apart here.
  rest = rest.replace(/(^|\s)(?:\?|:\(|:\))(?=\s|$)/g, '$1');
  for (const [v1, v2] of spelling) rest = rest.replace(v1, v2);
  if (language !== undefined && /^[a-z]{2,3}$/i.test(language)) rest = `(${rest}) lang:${language}`;
  try {
    return { query: parseQuery(rest), range: { from: days.get('since'), below: days.get('until') } };
  } catch (error) {
    if (error instanceof QueryError) throw invalid();
    throw error;
  }
}

/** The first id of a day, `YYYY-MM-DD`. */
function dayOf(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const at = /^\d{4}-\d{1,2}-\d{1,2}$/.test(text) ? Date.parse(`${text} UTC`) : Number.NaN;
  if (Number.isNaN(at)) throw invalid();
  return firstSnowflakeAt(at).toString();
}

/** `since_id` leaves itself out, `max_id` does not: both bounds lie one further. */
function afterId(text: string | undefined, name: string): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^0*\d{1,19}$/.test(text)) throw v1Error(400, 44, `${name} parameter is invalid.`);
  return (BigInt(text) + 1n).toString();
}

function pageLink({ given }: V1Call, moved: Record<string, string>): string {
  const link = new URLSearchParams(moved);
  for (const name of ['q', 'count', 'lang']) {
    const value = given[name];
    if (value !== undefined) link.set(name, value);
  }
  link.set('include_entities', '1');
  return `?${link.toString()}`;
}

/** https://developer.x.com/en/support/x-api/error-troubleshooting (code 195) */
function invalid() {
  return v1Error(403, 195, 'Missing or invalid url parameter.');
}
