import type { FastifyInstance } from 'fastify';
import { v1Error } from '../../core/errors.ts';
import { v1Route } from '../../core/v1-route.ts';
import { presentUserTo } from '../../present/user-v1.ts';
import type { Sim } from '../../sim.ts';
import { findNamedUsers, getUser } from './find-user.ts';

/**
 * `users/lookup` (up to a hundred, missing ones left out) and `users/show`.
 * https://developer.x.com/en/docs/x-api/v1/accounts-and-users/follow-search-get-users/api-reference/get-users-lookup
 */
export function registerLookupV1(app: FastifyInstance, sim: Sim): void {
  for (const method of ['GET', 'POST'] as const)
    v1Route(app, sim, {
      method,
      path: 'users/lookup',
      handle: ({ caller, given }) => {
        const users = findNamedUsers(sim, given);
        if (users.length === 0) throw v1Error(404, 17, 'No user matches for specified terms.');
        return users.map((user) => presentUserTo(sim, user, caller.user));
      },
    });

  v1Route(app, sim, {
    method: 'GET',
    path: 'users/show',
    handle: ({ caller, given }) => presentUserTo(sim, getUser(sim, given), caller.user),
  });
}
