import type { FastifyInstance } from 'fastify';
import { like, repost, unlike, unrepost } from '../../acts/posts.ts';
import { type XError, v1Error } from '../../core/errors.ts';
import { v1UserRoute } from '../../core/v1-route.ts';
import type { Sim } from '../../sim.ts';
import { answer, getPost } from './view.ts';

const allow = { oauth1: 'read-write' } as const;

/**
 * Liking and reposting; the answer is the post.
 * https://developer.x.com/en/docs/x-api/v1/tweets/post-and-engage/api-reference/post-statuses-retweet-id
 */
export function registerStatusReactions(app: FastifyInstance, sim: Sim): void {
  v1UserRoute(app, sim, {
    method: 'POST',
    path: 'favorites/create',
    allow,
    handle: (call) => {
      const post = getPost(sim, call);
      if (!like(sim, call.user.id, post)) throw v1Error(403, 139, 'You have already favorited this status.');
      return answer(sim, call, post);
    },
  });

  v1UserRoute(app, sim, {
    method: 'POST',
    path: 'favorites/destroy',
    allow,
    handle: (call) => {
      const post = getPost(sim, call);
      if (!unlike(sim, call.user.id, post)) throw noSuchStatus();
      return answer(sim, call, post);
    },
  });

  for (const path of ['statuses/retweet', 'statuses/retweet/:id'])
    v1UserRoute(app, sim, {
      method: 'POST',
      path,
      allow,
      handle: (call) => {
        const post = getPost(sim, call);
        if (sim.posts.findRepost(call.user.id, post.repostOfId ?? post.id))
          throw v1Error(403, 327, 'You have already retweeted this Tweet.');
        return answer(sim, call, repost(sim, call.user.id, post, call.caller.app.id));
      },
    });

  for (const path of ['statuses/unretweet', 'statuses/unretweet/:id'])
    v1UserRoute(app, sim, {
      method: 'POST',
      path,
      allow,
      handle: (call) => {
        const post = getPost(sim, call);
        if (!unrepost(sim, call.user.id, post)) throw noSuchStatus();
        return answer(sim, call, post);
      },
    });
}

function noSuchStatus(): XError {
  return v1Error(404, 144, 'No status found with that ID.');
}
