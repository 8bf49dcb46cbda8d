import type { FastifyInstance } from 'fastify';
import { type JsonObject, notAuthorizedItem, notFoundItem } from '../../core/errors.ts';
import { filterNewestFirst, mergeNewestFirst, takeFirst, takePage } from '../../core/page.ts';
import { ownPathId, pathId } from '../../core/path.ts';
import { numberParameter, onlyParameters } from '../../core/query.ts';
import { type Call, userRoute, xRoute } from '../../core/route.ts';
import { maySeePost } from '../../rules/may-see.ts';
import type { Sim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';
import type { Relation } from '../../state/relations.ts';
import { userViewParameters } from '../users/lookup.ts';
import { answerPeople, pageParameters } from '../users/people-page.ts';
import { excludeOf } from './timelines.ts';
import { answerPosts, cursorOf, postViewOf, userInPath, viewParameters } from './view.ts';

const readPosts = { oauth2: ['tweet.read', 'users.read'], oauth1: 'read', bearer: true } as const;
const readLikes = { oauth2: ['like.read', 'tweet.read', 'users.read'], oauth1: 'read' } as const;
const postParameters = [...viewParameters, ...pageParameters];
const peopleParameters = [...userViewParameters, ...pageParameters];

/**
 * Who likes, reposts and quotes a post; what somebody likes and keeps.
 * https://docs.x.com/x-api/posts/likes/introduction
 */
export function registerReaders(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'GET',
    url: '/2/tweets/:id/liking_users',
    allow: readLikes,
    handle: (call) =>
      ofPost(sim, call, peopleParameters, (post) =>
        answerPeople(sim, call, {
          name: `likes:${post.id}`,
          items: sim.likes.arrowsTo(post.id),
          userIdOf: ({ sourceId }) => sourceId,
          most: 100,
        }),
      ),
  });

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/tweets/:id/retweeted_by',
    allow: readPosts,
    handle: (call) =>
      ofPost(sim, call, peopleParameters, (post) =>
        answerPeople(sim, call, {
          name: `reposters:${post.id}`,
          items: sim.posts.repostsOf(post.id),
          userIdOf: ({ authorId }) => authorId,
          most: 100,
        }),
      ),
  });

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/tweets/:id/retweets',
    allow: readPosts,
    handle: (call) =>
      ofPost(sim, call, postParameters, (post) =>
        listPosts(sim, call, { name: `reposts:${post.id}`, list: sim.posts.repostsOf(post.id) }),
      ),
  });

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/tweets/:id/quote_tweets',
    allow: readPosts,
    handle: (call) =>
      ofPost(sim, call, [...postParameters, 'exclude'], (post) =>
        listPosts(sim, call, {
          name: `quotes:${post.id}`,
          list: sim.posts.quotesOf(post.id),
          wanted: excludeOf(call),
          least: 10,
          standard: 10,
        }),
      ),
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/users/:id/liked_tweets',
    allow: readLikes,
    handle: (call) => {
      onlyParameters(call.query, postParameters);
      const id = pathId(call, 'id');
      const found = userInPath(sim, call, id);
      if ('refusal' in found) return found.refusal;
      return listArrows(sim, call, { name: `liked:${id}`, arrows: sim.likes.arrowsFrom(id), least: 5 });
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/users/:id/bookmarks',
    allow: { oauth2: ['bookmark.read', 'tweet.read', 'users.read'], oauth1: 'read' },
    handle: (call) => {
      onlyParameters(call.query, postParameters);
      const id = ownPathId(call);
      return listArrows(sim, call, {
        name: `bookmarks:${id}`,
        arrows: sim.bookmarks.arrowsFrom(id),
        least: 1,
      });
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/users/reposts_of_me',
    allow: { oauth2: ['timeline.read', 'tweet.read'], oauth1: 'read' },
    handle: (call) => {
      onlyParameters(call.query, postParameters);
      const name = `reposts-of:${call.user.id}`;
      const view = postViewOf(sim, call, 'id');
      const limit = numberParameter(call.query, 'max_results', 1, 100, 100);
      const cursor = cursorOf(call, name);
      const lists = [sim.posts.byAuthor(call.user.id)];
      const reposted = filterNewestFirst(
        mergeNewestFirst(lists, { below: cursor?.id }),
        (post) => sim.posts.repostsOf(post.id).length > 0,
      );
      return answerPosts(sim, takeFirst(reposted, limit), view, name, { ids: false });
    },
  });
}

/** What is asked of one post; X answers 200 with the reason in `errors` when it cannot be seen. */
function ofPost(
  sim: Sim,
  call: Call,
  parameters: readonly string[],
  answer: (post: SimPost) => JsonObject,
): JsonObject {
  onlyParameters(call.query, parameters);
  const id = pathId(call, 'id');
  const post = sim.posts.find(id);
  if (!post) return { errors: [notFoundItem('tweet', 'id', id, call.vocabulary)] };
  if (!maySeePost(sim, call.caller.user?.id, post))
    return { errors: [notAuthorizedItem('tweet', 'id', id, call.vocabulary)] };
  return answer(post);
}

interface Listed {
  name: string;
  list: readonly SimPost[];
  wanted?: (post: SimPost) => boolean;
  least?: number;
  standard?: number;
}

function listPosts(sim: Sim, call: Call, { name, list, wanted, least = 1, standard = 100 }: Listed) {
  const view = postViewOf(sim, call, 'id');
  const page = takePage(list, {
    cursor: cursorOf(call, name),
    limit: numberParameter(call.query, 'max_results', least, 100, standard),
    wanted: (post) => (wanted?.(post) ?? true) && maySeePost(sim, call.caller.user?.id, post),
  });
  return answerPosts(sim, page, view, name, { ids: false });
}

/** Posts in the order in which somebody liked or kept them. */
function listArrows(
  sim: Sim,
  call: Call,
  { name, arrows, least }: { name: string; arrows: readonly Relation[]; least: number },
) {
  const view = postViewOf(sim, call, 'id');
  const postOf = ({ targetId }: Relation) => sim.posts.find(targetId);
  const page = takePage(arrows, {
    cursor: cursorOf(call, name),
    limit: numberParameter(call.query, 'max_results', least, 100, 100),
    wanted: (arrow) => {
      const post = postOf(arrow);
      return post !== undefined && maySeePost(sim, call.caller.user?.id, post);
    },
  });
  const items = page.items.flatMap((arrow) => postOf(arrow) ?? []);
  return answerPosts(sim, { items }, view, name, { tokens: page, ids: false });
}
