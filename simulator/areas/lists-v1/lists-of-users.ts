import type { FastifyInstance } from 'fastify';
import { v1Error } from '../../core/errors.ts';
import { takePage } from '../../core/page.ts';
import { countOf, cursors, readCursor } from '../../core/v1-cursor.ts';
import { type V1Call, v1Route } from '../../core/v1-route.ts';
import { presentListV1 } from '../../present/list-v1.ts';
import { findVisibleList } from '../../rules/lists.ts';
import type { Sim } from '../../sim.ts';
import type { SimList } from '../../state/lists.ts';
import type { SimUser } from '../../state/users.ts';
import { timeline } from '../statuses-v1/timelines.ts';
import { findUser } from '../users-v1/find-user.ts';
import { getList } from './find-list.ts';

const standardCount = 20;
const maxCount = 1000;
const mostInList = 100;

/**
 * The Lists that a user owns, is on, or follows, and what the members of one post.
 * https://developer.x.com/en/docs/x-api/v1/accounts-and-users/create-manage-lists/api-reference/get-lists-ownerships
 */
export function registerListsOfUsers(app: FastifyInstance, sim: Sim): void {
  const arrows = {
    memberships: (userId: string) => sim.lists.members.arrowsFrom(userId),
    subscriptions: (userId: string) => sim.lists.followers.arrowsFrom(userId),
  };

  v1Route(app, sim, {
    method: 'GET',
    path: 'lists/ownerships',
    handle: (call) => answer(sim, call, sim.lists.ownedBy(ownerOf(sim, call).id), (list) => list.id),
  });

  for (const path of ['memberships', 'subscriptions'] as const)
    v1Route(app, sim, {
      method: 'GET',
      path: `lists/${path}`,
      handle: (call) => answer(sim, call, arrows[path](ownerOf(sim, call).id), ({ targetId }) => targetId),
    });

  v1Route(app, sim, {
    method: 'GET',
    path: 'lists/list',
    handle: (call) => {
      const { id } = ownerOf(sim, call);
      const followed = arrows.subscriptions(id).map(({ targetId }) => targetId);
      const ids = [...sim.lists.ownedBy(id).map((list) => list.id), ...followed].reverse();
      return ids.flatMap((listId) => visible(sim, call, listId) ?? []).slice(0, mostInList);
    },
  });

  v1Route(app, sim, {
    method: 'GET',
    path: 'lists/statuses',
    handle: (call) => {
      const members = [...sim.lists.members.sourcesOf(getList(sim, call).id)];
      return timeline(
        sim,
        call,
        members.map((id) => sim.posts.byAuthor(id)),
      );
    },
  });
}

function ownerOf(sim: Sim, { given, caller }: V1Call): SimUser {
  const isNamed = given['user_id'] !== undefined || given['screen_name'] !== undefined;
  const user = isNamed ? findUser(sim, given) : caller.user;
  if (!user) throw v1Error(404, 34, 'Sorry, that page does not exist.');
  return user;
}

function answer<T extends { id: string }>(
  sim: Sim,
  call: V1Call,
  items: readonly T[],
  listIdOf: (item: T) => SimList['id'],
) {
  const page = takePage(items, {
    cursor: readCursor(call.given['cursor']),
    limit: countOf(call.given['count'], standardCount, maxCount),
    wanted: (item) => findVisibleList(sim, call.caller.user?.id, listIdOf(item)) !== undefined,
  });
  const lists = page.items.flatMap((item) => visible(sim, call, listIdOf(item)) ?? []);
  return { lists, ...cursors(page) };
}

function visible(sim: Sim, { caller }: V1Call, listId: string) {
  const list = findVisibleList(sim, caller.user?.id, listId);
  return list && presentListV1(sim, list, caller.user);
}
