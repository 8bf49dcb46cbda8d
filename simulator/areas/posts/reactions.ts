import type { FastifyInstance } from 'fastify';
import { like, repost, unlike, unrepost } from '../../acts/posts.ts';
import { jsonBody } from '../../core/body.ts';
import { clientForbidden, forbidden, resourceNotFound } from '../../core/errors.ts';
import { checkMembers, idMember } from '../../core/json-input.ts';
import { ownPathId, pathId } from '../../core/path.ts';
import { type UserCall, userRoute } from '../../core/route.ts';
import { hasSelfServeRules } from '../../rules/may-post.ts';
import { maySeePost } from '../../rules/may-see.ts';
import type { Sim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';

const likes = { oauth2: ['like.write', 'tweet.read', 'users.read'], oauth1: 'read-write' } as const;
const reposts = { oauth2: ['tweet.read', 'tweet.write', 'users.read'], oauth1: 'read-write' } as const;
// The OpenAPI file gives bookmarks no OAuth 1.0a.
const bookmarks = { oauth2: ['bookmark.write', 'tweet.read', 'users.read'] } as const;

/** Likes, reposts and bookmarks. Doing one twice, or taking back what is not there, is no error. */
export function registerReactions(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/2/users/:id/likes',
    allow: likes,
    handle: (call) => {
      ownPathId(call);
      if (hasSelfServeRules(call.caller.app)) throw clientForbidden(call.caller.app.id);
      like(sim, call.user.id, postInBody(sim, call));
      return { data: { liked: true } };
    },
  });

  userRoute(app, sim, {
    method: 'DELETE',
    url: '/2/users/:id/likes/:tweet_id',
    allow: likes,
    handle: (call) => {
      ownPathId(call);
      const post = sim.posts.find(pathId(call, 'tweet_id'));
      if (post) unlike(sim, call.user.id, post);
      return { data: { liked: false } };
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/users/:id/retweets',
    allow: reposts,
    handle: (call) => {
      ownPathId(call);
      const post = postInBody(sim, call);
      // Nobody else may repeat what a protected user says. https://help.x.com/en/safety-and-security/public-and-protected-posts
      if (post.authorId !== call.user.id && sim.users.find(post.authorId)?.protected)
        throw forbidden('You are not permitted to perform this action.');
      const made = repost(sim, call.user.id, post, call.caller.app.id);
      return { data: { rest_id: made.repostOfId, retweeted: true } };
    },
  });

  userRoute(app, sim, {
    method: 'DELETE',
    url: '/2/users/:id/retweets/:source_tweet_id',
    allow: reposts,
    handle: (call) => {
      ownPathId(call);
      const post = sim.posts.find(pathId(call, 'source_tweet_id'));
      if (post) unrepost(sim, call.user.id, post);
      return { data: { retweeted: false } };
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/users/:id/bookmarks',
    allow: bookmarks,
    handle: (call) => {
      ownPathId(call);
      sim.bookmarks.add(call.user.id, postInBody(sim, call).id);
      return { data: { bookmarked: true } };
    },
  });

  userRoute(app, sim, {
    method: 'DELETE',
    url: '/2/users/:id/bookmarks/:tweet_id',
    allow: bookmarks,
    handle: (call) => {
      ownPathId(call);
      sim.bookmarks.remove(call.user.id, pathId(call, 'tweet_id'));
      return { data: { bookmarked: false } };
    },
  });
}

/** The post that `{tweet_id}` names, if the caller may see it. */
function postInBody(sim: Sim, call: UserCall): SimPost {
  const body = jsonBody(call.request);
  checkMembers(body, ['tweet_id']);
  const id = idMember(body, 'tweet_id');
  const post = sim.posts.find(id);
  if (post && maySeePost(sim, call.user.id, post)) return post;
  throw resourceNotFound('tweet', 'tweet_id', id);
}
