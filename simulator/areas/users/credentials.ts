import type { FastifyInstance } from 'fastify';
import { userRoute } from '../../core/route.ts';
import { presentUserV1 } from '../../present/user.ts';
import type { Sim } from '../../sim.ts';
import { emailOf } from '../../state/users.ts';

/** `GET /1.1/account/verify_credentials.json`: whose token it is. */
export function registerCredentials(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'GET',
    url: '/1.1/account/verify_credentials.json',
    allow: { oauth1: 'read' },
    limit: { user: 75 },
    handle: ({ user, query }) => ({
      ...presentUserV1(sim, user),
      ...(query['include_email'] === 'true' ? { email: emailOf(user) } : {}),
    }),
  });
}
