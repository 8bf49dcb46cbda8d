import type { FastifyInstance } from 'fastify';
import { deleteForUser } from '../../acts/messages.ts';
import { resourceNotFound } from '../../core/errors.ts';
import { userRoute } from '../../core/route.ts';
import { isReadable } from '../../rules/message-requests.ts';
import type { Sim } from '../../sim.ts';

/**
 * `DELETE /2/dm_events/:event_id`: gone for the caller, kept for the others.
 * https://docs.x.com/x-api/direct-messages/delete-dm-event
 */
export function registerDmRemoval(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'DELETE',
    url: '/2/dm_events/:event_id',
    allow: { oauth2: ['dm.read', 'dm.write'], oauth1: 'read-write-dm' },
    handle: ({ user, params }) => {
      const id = params['event_id'] ?? '';
      const event = sim.dms.find(id);
      if (!event || !isReadable(sim, user.id, event)) throw resourceNotFound('dm_event', 'event_id', id);
      deleteForUser(sim, user.id, id);
      return { data: { deleted: true } };
    },
  });
}
