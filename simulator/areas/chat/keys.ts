import type { FastifyInstance } from 'fastify';
import { XChatKeysRequest } from '../../../contract/x/chat.ts';
import { appendChatEvent, newChat } from '../../acts/chat.ts';
import { userRoute } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';
import type { ChatEvent } from '../../state/chat.ts';
import { type Address, addressOf, findOwn, getOwn } from './address.ts';
import { readBody } from './read-body.ts';
import { mayWrite } from './send.ts';
import { type SignedAct, signedKeyChange } from './signed-acts.ts';

/** `POST /2/chat/conversations/:id/keys`: https://docs.x.com/x-api/chat/initialize-conversation-keys */
export function registerChatKeys(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/2/chat/conversations/:id/keys',
    allow: { oauth2: ['dm.write', 'tweet.read', 'users.read'], oauth1: 'read-write-dm' },
    handle: ({ request, params, user }) => {
      const address = addressOf(sim, user.id, params['id'] ?? '');
      const event = changeKey(sim, user.id, address, readBody(XChatKeysRequest, request));
      return { data: { conversation_id: event.conversationId, sequence_id: event.id } };
    },
  });
}

/** Begins a conversation of two with its first key, or gives any conversation a new one. */
export function changeKey(sim: Sim, authorId: string, address: Address, body: XChatKeysRequest): ChatEvent {
  mayWrite(sim, authorId, address);
  const known = findOwn(sim, authorId, address);
  const conversation =
    known ??
    (address.kind === 'one' ? newChat(sim, authorId, address.otherId) : getOwn(sim, authorId, address));
  const act = signedKeyChange(sim, authorId, conversation, conversation.memberIds, body);
  // Kept only now: a refused request leaves nothing behind.
  if (!known) sim.chat.conversations.put(conversation);
  return appendKeyChange(sim, authorId, conversation.id, act);
}

export function appendKeyChange(
  sim: Sim,
  authorId: string,
  conversationId: string,
  { messageId, encoded, detail, signature }: SignedAct<'key_change'>,
): ChatEvent {
  return appendChatEvent(sim, {
    messageId,
    conversationId,
    senderId: authorId,
    kind: 'key_change',
    detail: encoded,
    keyVersion: detail.keyVersion,
    signature,
  });
}
