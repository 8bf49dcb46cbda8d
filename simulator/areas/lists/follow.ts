import type { FastifyInstance } from 'fastify';
import { jsonBody } from '../../core/body.ts';
import { forbidden, resourceNotFound } from '../../core/errors.ts';
import { checkMembers, idMember } from '../../core/json-input.ts';
import { ownPathId, pathId } from '../../core/path.ts';
import { userRoute } from '../../core/route.ts';
import { findVisibleList, mostPinnedLists } from '../../rules/lists.ts';
import type { Sim } from '../../sim.ts';
import { writeLists } from './list-view.ts';

/**
 * Following Lists and pinning them. Doing it twice, or taking back what is not there, is no error.
 * https://docs.x.com/x-api/lists/pinned-lists/introduction
 */
export function registerListFollows(app: FastifyInstance, sim: Sim): void {
  const kinds = [
    { path: 'followed_lists', word: 'following', relation: sim.lists.followers, most: undefined },
    { path: 'pinned_lists', word: 'pinned', relation: sim.lists.pins, most: mostPinnedLists },
  ];
  for (const { path, word, relation, most } of kinds) {
    userRoute(app, sim, {
      method: 'POST',
      url: `/2/users/:id/${path}`,
      allow: writeLists,
      handle: (call) => {
        const id = ownPathId(call);
        const body = jsonBody(call.request);
        checkMembers(body, ['list_id']);
        const listId = idMember(body, 'list_id');
        if (!findVisibleList(sim, id, listId)) throw resourceNotFound('list', 'list_id', listId);
        const full = most !== undefined && relation.countFrom(id) >= most && !relation.has(id, listId);
        if (full) throw forbidden(`You cannot pin more than ${most} Lists.`);
        relation.add(id, listId);
        return { data: { [word]: true } };
      },
    });

    userRoute(app, sim, {
      method: 'DELETE',
      url: `/2/users/:id/${path}/:list_id`,
      allow: writeLists,
      handle: (call) => {
        relation.remove(ownPathId(call), pathId(call, 'list_id'));
        return { data: { [word]: false } };
      },
    });
  }
}
