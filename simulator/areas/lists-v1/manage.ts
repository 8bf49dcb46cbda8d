import type { FastifyInstance } from 'fastify';
import { v1Error } from '../../core/errors.ts';
import { type V1Call, missingParameter, v1Route, v1UserRoute } from '../../core/v1-route.ts';
import { presentListV1 } from '../../present/list-v1.ts';
import { maxListDescription, maxListName, mostListsPerUser } from '../../rules/lists.ts';
import { countCharacters } from '../../rules/message-text.ts';
import type { Sim } from '../../sim.ts';
import type { SimList } from '../../state/lists.ts';
import { getList, getOwnList } from './find-list.ts';

const allow = { oauth1: 'read-write' } as const;

/**
 * Making Lists, changing them and taking them away.
 * https://developer.x.com/en/docs/x-api/v1/accounts-and-users/create-manage-lists/api-reference/post-lists-create
 */
export function registerListManagementV1(app: FastifyInstance, sim: Sim): void {
  v1UserRoute(app, sim, {
    method: 'POST',
    path: 'lists/create',
    allow,
    handle: ({ user, given }) => {
      const { name, ...more } = readList(given);
      if (name === undefined) throw missingParameter('name');
      if (sim.lists.ownedBy(user.id).length >= mostListsPerUser)
        throw v1Error(403, 105, 'You have reached the limit of lists.');
      const list = { ownerId: user.id, name, description: '', private: false, ...more };
      return presentListV1(sim, sim.lists.create(list), user);
    },
  });

  v1UserRoute(app, sim, {
    method: 'POST',
    path: 'lists/update',
    allow,
    handle: (call) => {
      const list = getOwnList(sim, call);
      return presentListV1(sim, sim.lists.update(list.id, readList(call.given)), call.user);
    },
  });

  v1UserRoute(app, sim, {
    method: 'POST',
    path: 'lists/destroy',
    allow,
    handle: (call) => {
      const list = getOwnList(sim, call);
      const shown = presentListV1(sim, list, call.user);
      sim.lists.delete(list.id);
      return shown;
    },
  });

  v1Route(app, sim, {
    method: 'GET',
    path: 'lists/show',
    handle: (call) => presentListV1(sim, getList(sim, call), call.caller.user),
  });
}

function readList(given: V1Call['given']): Partial<Pick<SimList, 'name' | 'description' | 'private'>> {
  const { name, description, mode } = given;
  if (name !== undefined && (name.trim() === '' || countCharacters(name) > maxListName))
    throw v1Error(400, 44, 'name parameter is invalid.');
  if (countCharacters(description ?? '') > maxListDescription)
    throw v1Error(400, 44, 'description parameter is invalid.');
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(mode === undefined ? {} : { private: mode === 'private' }),
  };
}
