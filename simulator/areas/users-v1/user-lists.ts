import type { FastifyInstance } from 'fastify';
import { type JsonObject, v1Error } from '../../core/errors.ts';
import { exactNumber } from '../../core/exact-number.ts';
import { takePage } from '../../core/page.ts';
import { countOf, cursors, readCursor } from '../../core/v1-cursor.ts';
import { type V1Call, isYes, notAuthorized, v1Route, v1UserRoute } from '../../core/v1-route.ts';
import { presentUserTo } from '../../present/user-v1.ts';
import type { Sim } from '../../sim.ts';
import type { Relation, Relations } from '../../state/relations.ts';
import type { SimUser } from '../../state/users.ts';
import { findUser, getUser } from './find-user.ts';

interface ListOfUsers {
  path: string;
  relation: Exclude<
    { [Name in keyof Sim]: Sim[Name] extends Relations ? Name : never }[keyof Sim],
    undefined
  >;
  /** Whose ends of the arrows are listed. */
  end: 'sourceId' | 'targetId';
  /** Lists of the caller alone, as blocks are. */
  own?: boolean;
}

const idLists: ListOfUsers[] = [
  { path: 'followers/ids', relation: 'follows', end: 'sourceId' },
  { path: 'friends/ids', relation: 'follows', end: 'targetId' },
  { path: 'blocks/ids', relation: 'blocks', end: 'targetId', own: true },
  { path: 'mutes/users/ids', relation: 'mutes', end: 'targetId', own: true },
  { path: 'friendships/incoming', relation: 'followRequests', end: 'sourceId', own: true },
  { path: 'friendships/outgoing', relation: 'followRequests', end: 'targetId', own: true },
];

const userLists: ListOfUsers[] = [
  { path: 'followers/list', relation: 'follows', end: 'sourceId' },
  { path: 'friends/list', relation: 'follows', end: 'targetId' },
  { path: 'blocks/list', relation: 'blocks', end: 'targetId', own: true },
  { path: 'mutes/users/list', relation: 'mutes', end: 'targetId', own: true },
];

const maxIds = 5000;
const maxUsers = 200;
const standardUsers = 20;

/**
 * Followers, friends, blocks and mutes, newest first, as ids (up to 5,000) or as users (up to 200).
 * https://developer.x.com/en/docs/x-api/v1/accounts-and-users/follow-search-get-users/api-reference/get-followers-ids
 */
export function registerUserLists(app: FastifyInstance, sim: Sim): void {
  for (const list of idLists)
    register(app, sim, list, maxIds, maxIds, ({ given }, users) => ({
      ids: users.map(({ id }) => (isYes(given['stringify_ids']) ? id : exactNumber(id))),
    }));

  for (const list of userLists)
    register(app, sim, list, standardUsers, maxUsers, ({ caller }, users) => ({
      users: users.map((user) => presentUserTo(sim, user, caller.user)),
    }));

  // https://developer.x.com/en/docs/x-api/v1/accounts-and-users/follow-search-get-users/api-reference/get-friendships-no_retweets-ids
  v1UserRoute(app, sim, {
    method: 'GET',
    path: 'friendships/no_retweets/ids',
    allow: { oauth1: 'read' },
    handle: ({ user, given }) =>
      [...sim.unwantedReposts.targetsOf(user.id)].map((id) =>
        isYes(given['stringify_ids']) ? id : exactNumber(id),
      ),
  });
}

function register(
  app: FastifyInstance,
  sim: Sim,
  list: ListOfUsers,
  standard: number,
  max: number,
  present: (call: V1Call, users: SimUser[]) => JsonObject,
): void {
  const handle = (call: V1Call): JsonObject => {
    const owner = ownerOf(sim, list, call);
    const relations: Relations = sim[list.relation];
    const arrows = list.end === 'sourceId' ? relations.arrowsTo(owner.id) : relations.arrowsFrom(owner.id);
    const limit = countOf(call.given['count'], standard, max);
    const page = takePage(arrows, { cursor: readCursor(call.given['cursor']), limit });
    const users = page.items.flatMap((arrow: Relation) => sim.users.find(arrow[list.end]) ?? []);
    return { ...present(call, users), ...cursors(page) };
  };
  const route = { method: 'GET', path: list.path, limit: { user: 15, app: 15 }, handle } as const;
  if (list.own) v1UserRoute(app, sim, { ...route, allow: { oauth1: 'read' } });
  else v1Route(app, sim, route);
}

/** A protected user's lists are for those who follow them. */
function ownerOf(sim: Sim, { own, path }: ListOfUsers, { caller, given }: V1Call): SimUser {
  const viewer = caller.user;
  const named = own ? undefined : (given['user_id'] ?? given['screen_name']);
  if (named === undefined && viewer) return viewer;
  if (!findUser(sim, given)) throw v1Error(404, 34, 'Sorry, that page does not exist.');
  const owner = getUser(sim, given);
  const isOpen = !owner.protected || owner.id === viewer?.id;
  if (!isOpen && !(viewer && sim.follows.has(viewer.id, owner.id))) throw notAuthorized(path);
  return owner;
}
