import type { FastifyInstance } from 'fastify';
import { canSee, readUpTo, typeTo } from '../../acts/messages.ts';
import { v1Error } from '../../core/errors.ts';
import type { Sim } from '../../sim.ts';
import { conversationIdOf } from '../../state/dms.ts';
import type { V1UserCall } from '../../core/v1-route.ts';
import { parameter, v1Route } from './v1-route.ts';

/**
 * `indicate_typing` and `mark_read`: what the other side sees while one writes and has read.
 * https://developer.x.com/en/docs/x-api/v1/direct-messages/typing-indicator-and-read-receipts/api-reference/new-typing-indicator
 */
export function registerV1Marks(app: FastifyInstance, sim: Sim): void {
  const otherOf = (call: V1UserCall): string => {
    const id = parameter(call, 'recipient_id');
    if (!sim.users.find(id)) throw v1Error(404, 108, 'Cannot find specified user.');
    return id;
  };

  v1Route(app, sim, {
    method: 'POST',
    path: 'indicate_typing',
    handle: (call) => {
      typeTo(sim, call.user.id, otherOf(call));
      call.reply.code(204);
    },
  });

  v1Route(app, sim, {
    method: 'POST',
    path: 'mark_read',
    handle: (call) => {
      const event = sim.dms.find(parameter(call, 'last_read_event_id'));
      const other = otherOf(call);
      const isTheirs = event?.conversationId === conversationIdOf(call.user.id, other);
      if (!event || !isTheirs || !canSee(sim, call.user.id, event))
        throw v1Error(404, 34, 'Sorry, that page does not exist.');
      readUpTo(sim, call.user.id, other, event.id);
      call.reply.code(204);
    },
  });
}
