import type { FastifyInstance } from 'fastify';
import { invalidRequest, resourceNotFound } from '../../core/errors.ts';
import { userRoute } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';

/**
 * `POST /2/users/:id/dm/block` and `/unblock`: no more direct messages from that user, or again.
 * https://docs.x.com/x-api/direct-messages/blocks/introduction
 */
export function registerDmBlocks(app: FastifyInstance, sim: Sim): void {
  for (const blocked of [true, false])
    userRoute(app, sim, {
      method: 'POST',
      url: `/2/users/:id/dm/${blocked ? 'block' : 'unblock'}`,
      allow: { oauth2: ['dm.write', 'tweet.read', 'users.read'], oauth1: 'read-write-dm' },
      handle: ({ user, params }) => {
        const id = params['id'] ?? '';
        if (!/^[0-9]{1,19}$/.test(id))
          throw invalidRequest({ id: [id] }, `The \`id\` query parameter value [${id}] is not valid`);
        if (!sim.users.find(id)) throw resourceNotFound('user', 'id', id);
        if (blocked) sim.dmBlocks.add(user.id, id);
        else sim.dmBlocks.remove(user.id, id);
        return { data: { blocked } };
      },
    });
}
