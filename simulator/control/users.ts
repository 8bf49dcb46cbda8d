import type { FastifyInstance } from 'fastify';
import {
  ControlRelation,
  ControlUserChanges,
  ControlUserQuery,
  NewControlUser,
} from '../../contract/control/users.ts';
import type { ProfileChange } from '../core/events.ts';
import type { Sim } from '../sim.ts';
import type { SimUser } from '../state/users.ts';
import { ControlError, controlRoute, getUser } from './control-route.ts';

/** `/_control/users`, `/follows`, `/blocks`: the people and how they stand to each other. */
export function controlUsers(app: FastifyInstance, sim: Sim): void {
  controlRoute(app, {
    method: 'GET',
    url: '/users',
    query: ControlUserQuery,
    handle: ({ query }) => ({ users: sim.users.page(query.after, query.limit ?? 200) }),
  });

  controlRoute(app, {
    method: 'GET',
    url: '/users/:user',
    handle: ({ params }) => getUser(sim, params['user'] ?? ''),
  });

  controlRoute(app, {
    method: 'POST',
    url: '/users',
    body: NewControlUser,
    handle: ({ body, reply }) => {
      checkNameIsFree(sim, body.username, undefined);
      if (body.id !== undefined && sim.users.find(body.id))
        throw new ControlError(409, `user ${body.id} exists`);
      const user = sim.users.create(body);
      sim.events.emit({ kind: 'user.created', userId: user.id, at: sim.clock.now() });
      return reply.code(201).send(user);
    },
  });

  controlRoute(app, {
    method: 'PATCH',
    url: '/users/:user',
    body: ControlUserChanges,
    handle: ({ body, params }) => {
      const before = getUser(sim, params['user'] ?? '');
      if (body.username !== undefined) checkNameIsFree(sim, body.username, before.id);
      const after = sim.users.update(before.id, body);
      const changes = changesOf(before, after);
      if (changes.length > 0)
        sim.events.emit({ kind: 'profile.updated', userId: after.id, changes, at: sim.clock.now() });
      return after;
    },
  });

  for (const name of ['follows', 'blocks'] as const) {
    const kind = name === 'follows' ? 'follow' : 'block';
    controlRoute(app, {
      method: 'POST',
      url: `/${name}`,
      body: ControlRelation,
      handle: ({ body }) => {
        const arrow = { sourceId: getUser(sim, body.source).id, targetId: getUser(sim, body.target).id };
        const added = sim[name].add(arrow.sourceId, arrow.targetId);
        if (added) sim.events.emit({ kind: `${kind}.created`, ...arrow, at: sim.clock.now() });
        return { added };
      },
    });
    controlRoute(app, {
      method: 'DELETE',
      url: `/${name}`,
      body: ControlRelation,
      handle: ({ body }) => {
        const arrow = { sourceId: getUser(sim, body.source).id, targetId: getUser(sim, body.target).id };
        const removed = sim[name].remove(arrow.sourceId, arrow.targetId);
        if (removed) sim.events.emit({ kind: `${kind}.deleted`, ...arrow, at: sim.clock.now() });
        return { removed };
      },
    });
  }
}

function checkNameIsFree(sim: Sim, username: string, ownId: string | undefined): void {
  const other = sim.users.findByUsername(username);
  if (other && other.id !== ownId) throw new ControlError(409, `@${username} is taken`);
}

const shownFields: [ProfileChange['field'], (user: SimUser) => string][] = [
  ['bio', (user) => user.description],
  ['profile_picture', (user) => user.profileImageUrl],
  ['banner_picture', (user) => user.profileBannerUrl ?? ''],
  ['screenname', (user) => user.name],
  ['handle', (user) => user.username],
  ['geo', (user) => user.location],
  ['url', (user) => user.url],
  ['verified_badge', (user) => String(user.verified)],
];

function changesOf(before: SimUser, after: SimUser): ProfileChange[] {
  return shownFields.flatMap(([field, read]) =>
    read(before) === read(after) ? [] : [{ field, before: read(before), after: read(after) }],
  );
}
