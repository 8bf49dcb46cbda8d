import type { FastifyInstance } from 'fastify';
import { XChatDeleteRequest } from '../../../contract/x/chat.ts';
import { appendChatEvent } from '../../acts/chat.ts';
import { forbidden } from '../../core/errors.ts';
import { userRoute } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';
import { type ChatConversation, type ChatEvent, seesChatEvent } from '../../state/chat.ts';
import { addressOf, getOwn } from './address.ts';
import { removeMedia } from './media.ts';
import { bad, readBody } from './read-body.ts';
import { sameIds, signedAct } from './signed-acts.ts';

/** `DeleteMessageAction` of the signed event. */
const actions = { delete_for_self: 1, delete_for_all: 2 };

/** `POST /2/chat/conversations/:id/messages/delete`: https://docs.x.com/x-api/chat/delete-chat-messages */
export function registerChatDeletes(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/2/chat/conversations/:id/messages/delete',
    allow: { oauth2: ['dm.write', 'tweet.read', 'users.read'], oauth1: 'read-write-dm' },
    handle: ({ request, params, user }) => {
      const address = addressOf(sim, user.id, params['id'] ?? '');
      const body = readBody(XChatDeleteRequest, request);
      deleteChatMessages(sim, user.id, getOwn(sim, user.id, address), body);
      return { data: { deleted: true } };
    },
  });
}

function deleteChatMessages(
  sim: Sim,
  userId: string,
  conversation: ChatConversation,
  body: XChatDeleteRequest,
): void {
  const forAll = body.delete_message_action === 'delete_for_all';
  const events = body.sequence_ids.map((id) => messageOf(sim, userId, conversation, id));
  // One's own for everybody; in a group, its administrators may delete what others wrote.
  const isAdmin = conversation.kind === 'group' && conversation.adminIds.includes(userId);
  if (forAll && !isAdmin && events.some(({ senderId }) => senderId !== userId)) throw forbidden();
  const act = signedAct(sim, userId, conversation.id, body.action_signatures, 'delete');
  const isSame =
    sameIds(act.detail.sequenceIds, body.sequence_ids) &&
    act.detail.action === actions[body.delete_message_action];
  if (!isSame) throw bad('action_signatures: the signed deletion is not the one of the request.');
  for (const event of events)
    sim.chat.events.put(
      forAll
        ? { ...event, detail: '', isRemoved: true }
        : { ...event, hiddenFor: [...(event.hiddenFor ?? []), userId] },
    );
  if (forAll) for (const key of body.media_hash_keys ?? []) removeMedia(sim, userId, conversation.id, key);
  appendChatEvent(sim, {
    messageId: act.messageId,
    conversationId: conversation.id,
    senderId: userId,
    kind: 'delete',
    detail: act.encoded,
    signature: act.signature,
    ...(forAll ? {} : { onlyFor: userId }),
  });
}

function messageOf(sim: Sim, userId: string, conversation: ChatConversation, id: string): ChatEvent {
  const event = sim.chat.events.find(id);
  const isMessage = event?.conversationId === conversation.id && event.kind === 'message';
  if (isMessage && seesChatEvent(conversation, event, userId, sim.clock.now())) return event;
  throw bad(`$.sequence_ids: [${id}] is not a message of this conversation`);
}
