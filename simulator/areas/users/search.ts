import type { FastifyInstance } from 'fastify';
import { type JsonObject, invalidRequest } from '../../core/errors.ts';
import { takePage } from '../../core/page.ts';
import { numberParameter, onlyParameters, textParameter } from '../../core/query.ts';
import { userRoute } from '../../core/route.ts';
import { countOf } from '../../core/v1-cursor.ts';
import { required, v1UserRoute } from '../../core/v1-route.ts';
import { answerOf } from '../../present/post-page.ts';
import { presentUsers } from '../../present/user-page.ts';
import { presentUserTo } from '../../present/user-v1.ts';
import type { Sim } from '../../sim.ts';
import { cursorOf, tokensOf } from '../posts/view.ts';
import { userViewParameters, usersViewOf } from './lookup.ts';
import { createNameIndex } from './name-index.ts';

/** Of the first thousand found, twenty a page. */
const maxFound = 20;
const maxPages = 50;
const queryPattern = /^[A-Za-z0-9_' ]{1,50}$/;

/** `GET /2/users/search`: people whose names hold words that begin so, those who came last first. */
export function registerUserSearch(app: FastifyInstance, sim: Sim): void {
  const names = createNameIndex(sim);
  userRoute(app, sim, {
    method: 'GET',
    url: '/2/users/search',
    allow: { oauth2: ['tweet.read', 'users.read'], oauth1: 'read' },
    handle: (call): JsonObject => {
      const tokens = ['next_token', 'pagination_token'];
      onlyParameters(call.query, [...userViewParameters, ...tokens, 'query', 'max_results']);
      const query = textParameter(call.query, 'query') ?? '';
      if (!queryPattern.test(query))
        throw invalidRequest(
          { query: [query] },
          `The \`query\` query parameter value [${query}] does not match ${queryPattern.source}`,
        );
      const view = usersViewOf(call);
      const name = `users:${query.toLowerCase()}`;
      const page = takePage(names.find(query), {
        cursor: cursorOf(call, name, tokens),
        limit: numberParameter(call.query, 'max_results', 1, 1000, 100),
      });
      const { data, includes, errors } = presentUsers(sim, page.items, view);
      return {
        ...(data.length > 0 ? { data } : {}),
        ...answerOf({ includes, errors }),
        meta: tokensOf(page, name),
      };
    },
  });

  // https://developer.x.com/en/docs/x-api/v1/accounts-and-users/follow-search-get-users/api-reference/get-users-search
  v1UserRoute(app, sim, {
    method: 'GET',
    path: 'users/search',
    allow: { oauth1: 'read' },
    handle: ({ given, user }) => {
      const count = countOf(given['count'], maxFound, maxFound);
      const first = (countOf(given['page'], 1, maxPages) - 1) * count;
      const found = names.find(required(given, 'q')).reverse();
      return found.slice(first, first + count).map((other) => presentUserTo(sim, other, user));
    },
  });
}
