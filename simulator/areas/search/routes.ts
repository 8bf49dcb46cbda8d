import type { FastifyInstance } from 'fastify';
import type { XPostCounts } from '../../../contract/x/posts.ts';
import { invalidRequest } from '../../core/errors.ts';
import { takeFirst } from '../../core/page.ts';
import { fieldsParameter, numberParameter, onlyParameters, textParameter } from '../../core/query.ts';
import { type Call, xRoute } from '../../core/route.ts';
import { firstSnowflakeAt, timeOfSnowflake } from '../../core/snowflake.ts';
import type { Sim } from '../../sim.ts';
import { answerPosts, cursorOf, postViewOf, viewParameters } from '../posts/view.ts';
import { smaller, timeParameter, windowParameters } from '../posts/window.ts';
import { createPostIndex } from './post-index.ts';
import { type Reach, prepareSearch } from './run.ts';
import { registerSearchV1 } from './search-v1.ts';

const tokens = ['next_token', 'pagination_token'];
const parameters = [...windowParameters, ...tokens, 'query'];
const steps: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * `GET /2/tweets/search/recent|all`, `/2/tweets/counts/recent|all`, and the search of v1.1.
 * https://docs.x.com/x-api/posts/search/introduction
 */
export function registerSearch(app: FastifyInstance, sim: Sim): void {
  const index = createPostIndex(sim);
  registerSearchV1(app, sim, index);

  for (const reach of ['recent', 'all'] as const) {
    xRoute(app, sim, {
      method: 'GET',
      url: `/2/tweets/search/${reach}`,
      // The whole archive is for apps alone.
      allow: {
        bearer: true,
        ...(reach === 'recent' ? { oauth2: ['tweet.read', 'users.read'], oauth1: 'read' } : {}),
      },
      handle: (call) => {
        onlyParameters(call.query, [...parameters, ...viewParameters, 'max_results', 'sort_order']);
        checkOrder(call);
        const view = postViewOf(sim, call, 'query');
        const limit = numberParameter(call.query, 'max_results', 10, reach === 'recent' ? 100 : 500, 10);
        const search = prepareSearch(sim, index, call, reach);
        const name = `search-${reach}:${search.text}`;
        const cursor = cursorOf(call, name, tokens);
        const range = { ...search.range, below: smaller(search.range.below, cursor?.id) };
        const page = takeFirst(search.find(range), limit);
        return answerPosts(sim, page, view, name);
      },
    });

    xRoute(app, sim, {
      method: 'GET',
      url: `/2/tweets/counts/${reach}`,
      allow: { bearer: true, ...(reach === 'recent' ? { oauth2: [] } : {}) },
      handle: (call): XPostCounts => count(call, reach),
    });
  }

  function count(call: Call, reach: Reach): XPostCounts {
    onlyParameters(call.query, [...parameters, 'granularity', 'search_count.fields']);
    fieldsParameter(call.query, 'search_count.fields', ['start', 'end', 'tweet_count', 'post_count']);
    const granularity = textParameter(call.query, 'granularity') ?? 'hour';
    const step = steps[granularity];
    if (step === undefined)
      throw invalidRequest(
        { granularity: [granularity] },
        `The \`granularity\` query parameter value [${granularity}] is not one of [minute,hour,day]`,
      );
    const search = prepareSearch(sim, index, call, reach);
    const { below, from } = search.range;
    const end = below === undefined ? sim.clock.now() : timeOfSnowflake(below);
    const asked = timeParameter(call, 'start_time');
    // The archive is counted for thirty days unless a start is given.
    const monthBefore = end - 30 * 86_400_000;
    const start = asked ?? Math.max(timeOfSnowflake(from), reach === 'all' ? monthBefore : 0);
    const counts = new Map<number, number>();
    const range = { ...search.range, from: firstSnowflakeAt(start).toString() };
    let total = 0;
    for (const post of search.find(range)) {
      const bucket = Math.floor(post.createdAt / step);
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
      total += 1;
    }
    const word = call.vocabulary === 'posts' ? 'post_count' : 'tweet_count';
    const data: XPostCounts['data'] = [];
    // The first and the last one are cut at the ends of the window.
    for (let at = start; at < end; at = (Math.floor(at / step) + 1) * step)
      data.push({
        start: new Date(at).toISOString(),
        end: new Date(Math.min(end, (Math.floor(at / step) + 1) * step)).toISOString(),
        [word]: counts.get(Math.floor(at / step)) ?? 0,
      });
    return { data, meta: { [`total_${word}`]: total } };
  }
}

function checkOrder(call: Call): void {
  const order = textParameter(call.query, 'sort_order');
  if (order === undefined || order === 'recency' || order === 'relevancy') return;
  throw invalidRequest(
    { sort_order: [order] },
    `The \`sort_order\` query parameter value [${order}] is not one of [recency,relevancy]`,
  );
}
