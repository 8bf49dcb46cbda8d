import type { FastifyInstance } from 'fastify';
import type { XPostAnswer, XPostPage } from '../../../contract/x/posts.ts';
import type { XProblem } from '../../../contract/x/problems.ts';
import { notAuthorizedItem, notFoundItem } from '../../core/errors.ts';
import { pathId } from '../../core/path.ts';
import { manyParameter, onlyParameters } from '../../core/query.ts';
import { type Call, xRoute } from '../../core/route.ts';
import { answerOf, presentPosts } from '../../present/post-page.ts';
import { maySeePost } from '../../rules/may-see.ts';
import type { Sim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';
import { postViewOf, viewParameters } from './view.ts';

const allow = { oauth2: ['tweet.read', 'users.read'], oauth1: 'read', bearer: true } as const;
const idPattern = /^[0-9]{1,19}$/;

/**
 * Posts by their ids; what is missing or may not be seen is told in `errors[]`, with 200.
 * https://docs.x.com/x-api/posts/lookup/introduction
 */
export function registerPostLookup(app: FastifyInstance, sim: Sim): void {
  xRoute(app, sim, {
    method: 'GET',
    url: '/2/tweets',
    allow,
    handle: (call): XPostPage => {
      onlyParameters(call.query, [...viewParameters, 'ids']);
      const view = postViewOf(sim, call, 'ids');
      const { posts, errors } = find(sim, call, 'ids', manyParameter(call.query, 'ids', idPattern));
      const shown = presentPosts(sim, posts, view);
      const { data, includes } = shown;
      return {
        ...(data.length > 0 ? { data } : {}),
        ...answerOf({ includes, errors: [...errors, ...shown.errors] }),
      };
    },
  });

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/tweets/:id',
    allow,
    handle: (call): XPostAnswer => {
      onlyParameters(call.query, viewParameters);
      const view = postViewOf(sim, call, 'id');
      const { posts, errors } = find(sim, call, 'id', [pathId(call, 'id')]);
      const shown = presentPosts(sim, posts, view);
      const [data] = shown.data;
      const { includes } = shown;
      return { ...(data ? { data } : {}), ...answerOf({ includes, errors: [...errors, ...shown.errors] }) };
    },
  });
}

function find(
  sim: Sim,
  { caller, vocabulary }: Call,
  parameter: string,
  ids: readonly string[],
): { posts: SimPost[]; errors: XProblem[] } {
  const posts: SimPost[] = [];
  const errors: XProblem[] = [];
  for (const id of ids) {
    const post = sim.posts.find(id);
    if (!post) errors.push(notFoundItem('tweet', parameter, id, vocabulary));
    else if (maySeePost(sim, caller.user?.id, post)) posts.push(post);
    else errors.push(notAuthorizedItem('tweet', parameter, id, vocabulary));
  }
  return { posts, errors };
}
