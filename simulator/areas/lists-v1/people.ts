import type { FastifyInstance } from 'fastify';
import { type JsonObject, v1Error } from '../../core/errors.ts';
import { takePage } from '../../core/page.ts';
import { countOf, cursors, readCursor } from '../../core/v1-cursor.ts';
import { type V1UserCall, v1Route, v1UserRoute } from '../../core/v1-route.ts';
import { presentListV1 } from '../../present/list-v1.ts';
import { presentUserTo } from '../../present/user-v1.ts';
import { refusalToAddMember } from '../../rules/lists.ts';
import type { Sim } from '../../sim.ts';
import type { SimList } from '../../state/lists.ts';
import type { SimUser } from '../../state/users.ts';
import { findNamedUsers, findUser, getTarget, namedUsers, noSuchUser } from '../users-v1/find-user.ts';
import { getList, getOwnList, notAllowed } from './find-list.ts';

const allow = { oauth1: 'read-write' } as const;
const standardCount = 20;
const maxCount = 5000;

/**
 * Who is on a List and who follows it.
 * https://developer.x.com/en/docs/x-api/v1/accounts-and-users/create-manage-lists/api-reference/get-lists-members
 */
export function registerListPeople(app: FastifyInstance, sim: Sim): void {
  for (const [path, relation, kind] of [
    ['members', sim.lists.members, 'member'],
    ['subscribers', sim.lists.followers, 'subscriber'],
  ] as const) {
    v1Route(app, sim, {
      method: 'GET',
      path: `lists/${path}`,
      handle: (call) => {
        const page = takePage(relation.arrowsTo(getList(sim, call).id), {
          cursor: readCursor(call.given['cursor']),
          limit: countOf(call.given['count'], standardCount, maxCount),
        });
        const users = page.items.flatMap(({ sourceId }) => sim.users.find(sourceId) ?? []);
        return { users: users.map((user) => presentUserTo(sim, user, call.caller.user)), ...cursors(page) };
      },
    });

    v1Route(app, sim, {
      method: 'GET',
      path: `lists/${path}/show`,
      handle: (call) => {
        const list = getList(sim, call);
        const user = findUser(sim, call.given);
        if (!user || !relation.has(user.id, list.id))
          throw v1Error(404, 109, `The specified user is not a ${kind} of this list.`);
        return presentUserTo(sim, user, call.caller.user);
      },
    });
  }

  for (const all of ['', '_all'])
    for (const added of [true, false])
      v1UserRoute(app, sim, {
        method: 'POST',
        path: `lists/members/${added ? 'create' : 'destroy'}${all}`,
        allow,
        handle: (call) => change(sim, call, added, all === '' ? one(sim, call) : many(sim, call)),
      });

  for (const followed of [true, false])
    v1UserRoute(app, sim, {
      method: 'POST',
      path: `lists/subscribers/${followed ? 'create' : 'destroy'}`,
      allow,
      handle: (call) => {
        const list = getList(sim, call);
        if (followed) sim.lists.followers.add(call.user.id, list.id);
        else sim.lists.followers.remove(call.user.id, list.id);
        return presentListV1(sim, list, call.user);
      },
    });
}

const one = (sim: Sim, { given }: V1UserCall): SimUser[] => [getTarget(sim, given)];

/** Up to a hundred; whoever is missing is passed over. */
function many(sim: Sim, { given }: V1UserCall): SimUser[] {
  const { ids, names } = namedUsers(given);
  if (ids.length + names.length === 0) throw noSuchUser();
  return findNamedUsers(sim, given);
}

function change(sim: Sim, call: V1UserCall, added: boolean, users: SimUser[]): JsonObject {
  const list: SimList = getOwnList(sim, call);
  for (const user of users) {
    if (!added) sim.lists.members.remove(user.id, list.id);
    else if (refusalToAddMember(sim, list, user.id)) throw notAllowed();
    else sim.lists.members.add(user.id, list.id);
  }
  return presentListV1(sim, list, call.user);
}
