import type { FastifyInstance } from 'fastify';
import { type JsonObject, v1Error } from '../../core/errors.ts';
import { exactNumber } from '../../core/exact-number.ts';
import { type IdRange, filterNewestFirst, mergeNewestFirst, takeFirst, takePage } from '../../core/page.ts';
import { compareIds } from '../../core/snowflake.ts';
import { countOf as countOfUsers, cursors, readCursor } from '../../core/v1-cursor.ts';
import { type V1Call, isYes, notAuthorized, required, v1Route, v1UserRoute } from '../../core/v1-route.ts';
import { maySeePost, maySeePostsOf } from '../../rules/may-see.ts';
import type { Sim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';
import type { SimUser } from '../../state/users.ts';
import { answer, getPost } from './view.ts';

const standardCount = 20;
const maxCount = 200;
const maxLookup = 100;
const maxRetweets = 100;

/**
 * Posts one by one, by the hundred, and in timelines.
 * https://developer.x.com/en/docs/x-api/v1/tweets/timelines/api-reference/get-statuses-user_timeline
 */
export function registerStatusReads(app: FastifyInstance, sim: Sim): void {
  for (const path of ['statuses/show', 'statuses/show/:id'])
    v1Route(app, sim, {
      method: 'GET',
      path,
      handle: (call) => answer(sim, call, getPost(sim, call)),
    });

  for (const method of ['GET', 'POST'] as const)
    v1Route(app, sim, {
      method,
      path: 'statuses/lookup',
      handle: (call) => lookUp(sim, call),
    });

  v1Route(app, sim, {
    method: 'GET',
    path: 'statuses/user_timeline',
    handle: (call) => {
      const owner = ownerOf(sim, call);
      if (!maySeePostsOf(sim, call.caller.user?.id, owner)) throw notAuthorized('statuses/user_timeline');
      return timeline(sim, call, [sim.posts.byAuthor(owner.id)]);
    },
  });

  v1UserRoute(app, sim, {
    method: 'GET',
    path: 'statuses/mentions_timeline',
    allow: { oauth1: 'read' },
    handle: (call) => timeline(sim, call, [sim.posts.mentioning(call.user.id)]),
  });

  v1Route(app, sim, {
    method: 'GET',
    path: 'statuses/retweets/:id',
    handle: (call) => {
      const reposts = sim.posts.repostsOf(getPost(sim, call).id);
      return timeline(sim, call, [reposts]).slice(0, maxRetweets);
    },
  });

  // https://developer.x.com/en/docs/x-api/v1/tweets/post-and-engage/api-reference/get-statuses-retweeters-ids
  v1Route(app, sim, {
    method: 'GET',
    path: 'statuses/retweeters/ids',
    handle: (call) => {
      const { given, caller } = call;
      const page = takePage(sim.posts.repostsOf(getPost(sim, call).id), {
        cursor: readCursor(given['cursor']),
        limit: countOfUsers(given['count'], maxRetweets, maxRetweets),
        wanted: (post) => maySeePost(sim, caller.user?.id, post),
      });
      const ids = page.items.map(({ authorId }) =>
        isYes(given['stringify_ids']) ? authorId : exactNumber(authorId),
      );
      return { ids, ...cursors(page) };
    },
  });

  // https://developer.x.com/en/docs/x-api/v1/tweets/post-and-engage/api-reference/get-statuses-retweets_of_me
  v1UserRoute(app, sim, {
    method: 'GET',
    path: 'statuses/retweets_of_me',
    allow: { oauth1: 'read' },
    handle: (call) => {
      const isReposted = (post: SimPost) => sim.posts.repostsOf(post.id).length > 0;
      const own = mergeNewestFirst([sim.posts.byAuthor(call.user.id)], rangeOf(call.given));
      return takeFirst(
        filterNewestFirst(own, isReposted),
        Math.min(maxRetweets, countOf(call.given)),
      ).items.map((post) => answer(sim, call, post));
    },
  });

  // What a user likes, the latest like first.
  v1Route(app, sim, {
    method: 'GET',
    path: 'favorites/list',
    handle: (call) => {
      const owner = ownerOf(sim, call);
      if (!maySeePostsOf(sim, call.caller.user?.id, owner)) throw notAuthorized('favorites/list');
      const { from, below } = rangeOf(call.given);
      const isWanted = (post: SimPost) =>
        (from === undefined || compareIds(post.id, from) >= 0) &&
        (below === undefined || compareIds(post.id, below) < 0) &&
        maySeePost(sim, call.caller.user?.id, post);
      return takeFirst(filterNewestFirst(likedBy(sim, owner.id), isWanted), countOf(call.given)).items.map(
        (post) => answer(sim, call, post),
      );
    },
  });

  v1UserRoute(app, sim, {
    method: 'GET',
    path: 'statuses/home_timeline',
    allow: { oauth1: 'read' },
    handle: (call) => {
      const { id } = call.user;
      const authors = [id, ...sim.follows.targetsOf(id)].filter((author) => !sim.mutes.has(id, author));
      return timeline(
        sim,
        call,
        authors.map((author) => sim.posts.byAuthor(author)),
        (post) => post.repostOfId === undefined || !sim.unwantedReposts.has(id, post.authorId),
      );
    },
  });
}

/** The user who is named, else the caller. */
function ownerOf(sim: Sim, { given, caller }: V1Call): SimUser {
  const id = given['user_id'];
  const name = given['screen_name']?.replace(/^@/, '');
  const owner = id ? sim.users.find(id) : name ? sim.users.findByUsername(name) : caller.user;
  if (!owner) throw v1Error(404, 34, 'Sorry, that page does not exist.');
  return owner;
}

function* likedBy(sim: Sim, userId: string): Generator<SimPost> {
  for (const postId of sim.likes.targetsOf(userId)) {
    const post = sim.posts.find(postId);
    if (post) yield post;
  }
}

/** A page of several lists of posts as one, newest first, as the call's parameters want it. */
export function timeline(
  sim: Sim,
  call: V1Call,
  lists: (readonly SimPost[])[],
  mayCome: (post: SimPost) => boolean = () => true,
): JsonObject[] {
  const { given, caller } = call;
  const noReplies = isYes(given['exclude_replies']);
  const noReposts = given['include_rts'] !== undefined && !isYes(given['include_rts']);
  const wanted = (post: SimPost) =>
    !(noReplies && post.inReplyToId !== undefined) &&
    !(noReposts && post.repostOfId !== undefined) &&
    mayCome(post) &&
    maySeePost(sim, caller.user?.id, post);
  const page = takeFirst(filterNewestFirst(mergeNewestFirst(lists, rangeOf(given)), wanted), countOf(given));
  return page.items.map((post) => answer(sim, call, post));
}

function countOf({ count }: V1Call['given']): number {
  if (count === undefined || !/^\d{1,9}$/.test(count)) return standardCount;
  return Math.min(maxCount, Math.max(1, Number(count)));
}

/** Newer than `since_id`, not newer than `max_id`. */
function rangeOf(given: V1Call['given']): IdRange {
  const after = (name: string) => {
    const value = given[name];
    if (value === undefined || value === '') return undefined;
    if (!/^\d{1,19}$/.test(value)) throw v1Error(400, 44, `${name} parameter is invalid.`);
    return (BigInt(value) + 1n).toString();
  };
  return { from: after('since_id'), below: after('max_id') };
}

/** In the order of the ids given; missing ones are left out, or null with `map`. */
function lookUp(sim: Sim, call: V1Call): unknown {
  const ids = required(call.given, 'id')
    .split(',')
    .map((id) => id.trim());
  if (ids.length > maxLookup) throw v1Error(403, 18, 'Too many terms specified in query.');
  const shown = [...new Set(ids)].map((id): [string, JsonObject | null] => {
    const post = sim.posts.find(id);
    return [id, post && maySeePost(sim, call.caller.user?.id, post) ? answer(sim, call, post) : null];
  });
  if (isYes(call.given['map'])) return { id: Object.fromEntries(shown) };
  return shown.flatMap(([, post]) => post ?? []);
}
