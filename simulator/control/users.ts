import type { FastifyInstance } from 'fastify';
import { ControlUserChanges, ControlUserQuery, NewControlUser } from '../../contract/control/users.ts';
import { changeProfile } from '../acts/profile.ts';
import type { Sim } from '../sim.ts';
import { type SimUser, emailOf } from '../state/users.ts';
import { ControlError, controlRoute, getUser } from './control-route.ts';

/** `/_control/users`: the people. */
export function controlUsers(app: FastifyInstance, sim: Sim): void {
  controlRoute(app, {
    method: 'GET',
    url: '/users',
    query: ControlUserQuery,
    handle: ({ query }) => {
      const limit = query.limit ?? 200;
      const page = sim.users.page(query.after, query.search === undefined ? limit : sim.users.count());
      if (query.search === undefined) return { users: page.map(shown) };
      // For people at the console: looks through everybody until enough are found.
      const wanted = query.search.trim().toLowerCase();
      const found: SimUser[] = [];
      for (const user of page) {
        if (found.length >= limit) break;
        if (user.id === wanted || `${user.name} @${user.username}`.toLowerCase().includes(wanted))
          found.push(user);
      }
      return { users: found.map(shown) };
    },
  });

  controlRoute(app, {
    method: 'GET',
    url: '/users/:user',
    handle: ({ params }) => shown(getUser(sim, params['user'] ?? '')),
  });

  controlRoute(app, {
    method: 'POST',
    url: '/users',
    body: NewControlUser,
    handle: ({ body: { password, ...body }, reply }) => {
      checkNameIsFree(sim, body.username, undefined);
      checkEmailIsFree(sim, body.email, undefined);
      if (body.id !== undefined && sim.users.find(body.id))
        throw new ControlError(409, `user ${body.id} exists`);
      const user = sim.users.create(body);
      if (password !== undefined) sim.passwords.set(user.id, password);
      sim.events.emit({ kind: 'user.created', userId: user.id, at: sim.clock.now() });
      return reply.code(201).send(shown(user));
    },
  });

  controlRoute(app, {
    method: 'PATCH',
    url: '/users/:user',
    body: ControlUserChanges,
    handle: ({ body: { password, ...body }, params }) => {
      const before = getUser(sim, params['user'] ?? '');
      if (body.username !== undefined) checkNameIsFree(sim, body.username, before.id);
      checkEmailIsFree(sim, body.email, before.id);
      if (password !== undefined) sim.passwords.set(before.id, password);
      return shown(changeProfile(sim, before, body));
    },
  });
}

/** With the address that is made up for whoever has none. */
function shown(user: SimUser): SimUser {
  return { ...user, email: emailOf(user) };
}

function checkNameIsFree(sim: Sim, username: string, ownId: string | undefined): void {
  const other = sim.users.findByUsername(username);
  if (other && other.id !== ownId) throw new ControlError(409, `@${username} is taken`);
}

function checkEmailIsFree(sim: Sim, email: string | undefined, ownId: string | undefined): void {
  const other = email ? sim.users.findByEmail(email) : undefined;
  if (other && other.id !== ownId) throw new ControlError(409, `${email} belongs to @${other.username}`);
}
