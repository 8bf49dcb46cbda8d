import type { FastifyInstance } from 'fastify';
import { type JsonObject, invalidRequest } from '../../core/errors.ts';
import { type IdRange, filterNewestFirst, mergeNewestFirst, takeFirst, takePage } from '../../core/page.ts';
import { ownPathId, pathId } from '../../core/path.ts';
import { listParameter, numberParameter, onlyParameters } from '../../core/query.ts';
import { type Call, userRoute, xRoute } from '../../core/route.ts';
import { maySeePost } from '../../rules/may-see.ts';
import type { Sim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';
import { answerPosts, cursorOf, postViewOf, userInPath, viewParameters } from './view.ts';
import { greater, smaller, windowOf, windowParameters } from './window.ts';

const allow = { oauth2: ['tweet.read', 'users.read'], oauth1: 'read' } as const;
const parameters = [...viewParameters, ...windowParameters, 'max_results', 'pagination_token'];

/** How far back timelines reach. https://docs.x.com/x-api/posts/timelines/introduction */
const reach = { posts: 3200, withoutReplies: 800, mentions: 800, home: 800 };

/** What a user posts, who names a user, and what those whom one follows post. */
export function registerTimelines(app: FastifyInstance, sim: Sim): void {
  xRoute(app, sim, {
    method: 'GET',
    url: '/2/users/:id/tweets',
    allow: { ...allow, bearer: true },
    handle: (call) => {
      onlyParameters(call.query, [...parameters, 'exclude']);
      const id = pathId(call, 'id');
      const wanted = excludeOf(call);
      const list = sim.posts.byAuthor(id);
      const most = listParameter(call.query, 'exclude').includes('replies')
        ? reach.withoutReplies
        : reach.posts;
      return timeline(sim, call, { list, name: `posts:${id}`, userId: id, most, wanted });
    },
  });

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/users/:id/mentions',
    allow: { ...allow, bearer: true },
    handle: (call) => {
      onlyParameters(call.query, parameters);
      const id = pathId(call, 'id');
      const list = sim.posts.mentioning(id);
      return timeline(sim, call, { list, name: `mentions:${id}`, userId: id, most: reach.mentions });
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/users/:id/timelines/reverse_chronological',
    allow,
    handle: (call) => {
      onlyParameters(call.query, [...parameters, 'exclude']);
      const id = ownPathId(call);
      const range = windowOf(call);
      const name = `home:${id}`;
      const view = postViewOf(sim, call, 'id');
      const limit = numberParameter(call.query, 'max_results', 1, 100, 100);
      const cursor = cursorOf(call, name);
      const wanted = excludeOf(call);
      const muted = (post: SimPost) =>
        sim.mutes.has(id, post.authorId) ||
        (post.repostOfId !== undefined && sim.unwantedReposts.has(id, post.authorId));
      const lists = [id, ...sim.follows.targetsOf(id)].map((userId) => sim.posts.byAuthor(userId));
      const page = takeFirst(
        filterNewestFirst(
          mergeNewestFirst(lists, { ...range, below: smaller(range.below, cursor?.id) }),
          (post) => wanted(post) && !muted(post) && maySeePost(sim, id, post),
        ),
        limit,
      );
      return answerPosts(sim, page, view, name);
    },
  });
}

interface Timeline {
  list: readonly SimPost[];
  name: string;
  userId: string;
  /** Only so many of the newest can be reached. */
  most: number;
  wanted?: (post: SimPost) => boolean;
}

function timeline(sim: Sim, call: Call, { list, name, userId, most, wanted }: Timeline): JsonObject {
  const range = windowOf(call);
  const view = postViewOf(sim, call, 'id');
  const limit = numberParameter(call.query, 'max_results', 5, 100, 10);
  const cursor = cursorOf(call, name);
  const found = userInPath(sim, call, userId);
  if ('refusal' in found) return found.refusal;
  const page = takePage(list, {
    ...withinReach(list, most, range),
    cursor,
    limit,
    wanted: (post) => (wanted?.(post) ?? true) && maySeePost(sim, call.caller.user?.id, post),
  });
  return answerPosts(sim, page, view, name);
}

function withinReach(list: readonly SimPost[], most: number, range: IdRange): IdRange {
  return { ...range, from: greater(range.from, list.at(-most)?.id) };
}

/** `exclude=replies,retweets`. */
export function excludeOf(call: Call): (post: SimPost) => boolean {
  const excluded = listParameter(call.query, 'exclude');
  for (const value of excluded)
    if (value !== 'replies' && value !== 'retweets' && value !== 'reposts')
      throw invalidRequest(
        { exclude: [excluded.join(',')] },
        `The \`exclude\` query parameter value [${value}] is not one of [replies,retweets]`,
      );
  const noReplies = excluded.includes('replies');
  const noReposts = excluded.includes('retweets') || excluded.includes('reposts');
  return (post) =>
    !(noReplies && post.inReplyToId !== undefined) && !(noReposts && post.repostOfId !== undefined);
}
