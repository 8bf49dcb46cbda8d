import type { FastifyInstance } from 'fastify';
import { jsonBody } from '../../core/body.ts';
import { type JsonObject, forbidden, resourceNotFound } from '../../core/errors.ts';
import { badMember, booleanMember, checkMembers, idMember, textMember } from '../../core/json-input.ts';
import { pathId } from '../../core/path.ts';
import { userRoute } from '../../core/route.ts';
import {
  maxListDescription,
  maxListName,
  mostListMembers,
  mostListsPerUser,
  refusalToAddMember,
} from '../../rules/lists.ts';
import { countCharacters } from '../../rules/message-text.ts';
import type { Sim } from '../../sim.ts';
import { ownListInPath, writeLists } from './list-view.ts';

/**
 * Making Lists, changing them, and who is on them.
 * https://docs.x.com/x-api/lists/manage-lists/introduction
 */
export function registerListManagement(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/2/lists',
    allow: { ...writeLists, oauth2: ['list.read', ...writeLists.oauth2] },
    handle: ({ user, request, reply }) => {
      const { name, ...more } = readList(jsonBody(request));
      if (name === undefined) throw badMember('$.name', undefined, 'is missing but it is required');
      if (sim.lists.ownedBy(user.id).length >= mostListsPerUser)
        throw forbidden(`You cannot own more than ${mostListsPerUser} Lists.`);
      const list = sim.lists.create({
        ownerId: user.id,
        name,
        description: more.description ?? '',
        private: more.private ?? false,
      });
      reply.code(201);
      return { data: { id: list.id, name: list.name } };
    },
  });

  userRoute(app, sim, {
    method: 'PUT',
    url: '/2/lists/:id',
    allow: writeLists,
    handle: (call) => {
      const list = ownListInPath(sim, call);
      const changes = readList(jsonBody(call.request));
      const given = Object.entries(changes).filter(([, value]) => value !== undefined);
      if (given.length === 0) throw badMember('$', {}, 'name, description or private is required');
      sim.lists.update(list.id, Object.fromEntries(given));
      return { data: { updated: true } };
    },
  });

  userRoute(app, sim, {
    method: 'DELETE',
    url: '/2/lists/:id',
    allow: writeLists,
    handle: (call) => ({ data: { deleted: sim.lists.delete(ownListInPath(sim, call).id) } }),
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/lists/:id/members',
    allow: writeLists,
    handle: (call) => {
      const list = ownListInPath(sim, call);
      const body = jsonBody(call.request);
      checkMembers(body, ['user_id']);
      const userId = idMember(body, 'user_id');
      const refusal = refusalToAddMember(sim, list, userId);
      if (refusal === 'unknown') throw resourceNotFound('user', 'user_id', userId);
      if (refusal === 'full') throw forbidden(`A List cannot have more than ${mostListMembers} members.`);
      if (refusal) throw forbidden('You are not allowed to add this member to this List.');
      sim.lists.members.add(userId, list.id);
      return { data: { is_member: true } };
    },
  });

  userRoute(app, sim, {
    method: 'DELETE',
    url: '/2/lists/:id/members/:user_id',
    allow: writeLists,
    handle: (call) => {
      const list = ownListInPath(sim, call);
      sim.lists.members.remove(pathId(call, 'user_id'), list.id);
      return { data: { is_member: false } };
    },
  });
}

function readList(body: JsonObject): { name?: string; description?: string; private?: boolean } {
  checkMembers(body, ['name', 'description', 'private']);
  const name = textMember(body, 'name');
  if (name !== undefined && (name.trim() === '' || countCharacters(name) > maxListName))
    throw badMember('$.name', name, `must be 1 to ${maxListName} characters long`);
  const description = textMember(body, 'description');
  if (description !== undefined && countCharacters(description) > maxListDescription)
    throw badMember('$.description', description, `must be at most ${maxListDescription} characters long`);
  return { name, description, private: booleanMember(body, 'private') };
}
