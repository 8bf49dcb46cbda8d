import type { FastifyInstance } from 'fastify';
import { XChatReadRequest } from '../../../contract/x/chat.ts';
import { readChatUpTo, typeInChat } from '../../acts/chat.ts';
import { userRoute } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';
import { seesChatEvent } from '../../state/chat.ts';
import { addressOf, getOwn } from './address.ts';
import { bad, readBody } from './read-body.ts';
import { mayWrite } from './send.ts';

const allow = { oauth2: ['dm.write', 'tweet.read', 'users.read'], oauth1: 'read-write-dm' } as const;

/** https://docs.x.com/x-api/chat/mark-conversation-as-read and https://docs.x.com/x-api/chat/send-typing-indicator */
export function registerChatMarks(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/2/chat/conversations/:id/read',
    allow,
    handle: ({ request, params, user }) => {
      const address = addressOf(sim, user.id, params['id'] ?? '');
      const body = readBody(XChatReadRequest, request);
      const conversation = getOwn(sim, user.id, address);
      const event = sim.chat.events.find(body.seen_until_sequence_id);
      const isThere =
        event?.conversationId === conversation.id &&
        seesChatEvent(conversation, event, user.id, sim.clock.now());
      if (!isThere)
        throw bad(`$.seen_until_sequence_id: [${body.seen_until_sequence_id}] is not in this conversation`);
      readChatUpTo(sim, user.id, conversation, event.id);
      return { data: { success: true } };
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/chat/conversations/:id/typing',
    allow,
    handle: ({ params, user }) => {
      const address = addressOf(sim, user.id, params['id'] ?? '');
      mayWrite(sim, user.id, address);
      typeInChat(sim, user.id, getOwn(sim, user.id, address).id);
      return { data: { success: true } };
    },
  });
}
