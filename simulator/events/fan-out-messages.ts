import type { XMarkReadEvent, XTypingEvent } from '../../contract/x/webhooks.ts';
import type { SimEvent } from '../core/events.ts';
import { presentEventV1 } from '../present/dm-v1.ts';
import { presentAppV1 } from '../present/user.ts';
import { isMessageRequest } from '../rules/message-requests.ts';
import type { Sim } from '../sim.ts';
import { type Conversation, type DmEvent, otherParticipant } from '../state/dms.ts';
import { messageBody, readBody, typingBody } from './account-activity-body.ts';
import { messagePayload, readPayload, typingPayload } from './activity-body.ts';
import type { Delivery } from './delivery.ts';
import { activityUsers, legacyUsers } from './presented.ts';
import type { Teller } from './teller.ts';
import { told } from './told.ts';

/** A message between two users goes to both of them. */
export const onMessage = (sim: Sim, teller: Teller, settings: Delivery['settings'], event: DmEvent): void => {
  const conversation = sim.dms.findConversation(event.conversationId);
  if (event.type !== 'MessageCreate' || !conversation) return;
  if (conversation.kind !== 'one') {
    if (settings.activityGroups) onGroupMessage(sim, teller, conversation, event);
    return;
  }
  const { senderId } = event;
  const recipientId = otherParticipant(conversation, senderId);
  const pair = [senderId, recipientId];
  const app = event.appId === undefined ? undefined : sim.apps.find(event.appId);
  const received = told(() =>
    messageBody(presentEventV1(sim, event), legacyUsers(sim, pair), app ? presentAppV1(app) : null),
  );
  // X leaves `apps` out of a user's own messages.
  const sent = app
    ? told(() => messageBody(presentEventV1(sim, event), legacyUsers(sim, pair), null))
    : received;
  const payload = told(() => ({
    payload: messagePayload(presentEventV1(sim, event), activityUsers(sim, pair)),
  }));
  // What waits to be accepted is not told either.
  if (!isMessageRequest(sim, recipientId, conversation)) {
    teller.tellAccount(recipientId, 'direct_message_events', received);
    teller.tellActivity(recipientId, 'dm.received', 'inbound', payload);
  }
  if (senderId === recipientId) return;
  teller.tellAccount(senderId, 'direct_message_events', sent);
  teller.tellActivity(senderId, 'dm.sent', 'outbound', payload);
};

/**
 * Account Activity is documented not to deliver messages of groups; of the Activity API nothing is said, so it is a
 * switch. Each hears of the message as if it were to them alone, since the payload has no place for a group.
 */
const onGroupMessage = (sim: Sim, teller: Teller, conversation: Conversation, event: DmEvent): void => {
  const payloadFor = (recipientId: string) =>
    told(() => {
      const message = presentEventV1(sim, event);
      const addressed = { ...message.message_create, target: { recipient_id: recipientId } };
      const users = activityUsers(sim, new Set([event.senderId, recipientId]));
      return { payload: messagePayload({ ...message, message_create: addressed }, users) };
    });
  for (const userId of conversation.participantIds)
    if (userId === event.senderId)
      teller.tellActivity(userId, 'dm.sent', 'outbound', payloadFor(event.conversationId));
    else teller.tellActivity(userId, 'dm.received', 'inbound', payloadFor(userId));
};

/** Only the other side learns that somebody is typing. */
export const onTyping = (
  sim: Sim,
  teller: Teller,
  typing: Extract<SimEvent, { kind: 'dm.typing' }>,
): void => {
  const { senderId, recipientId, at } = typing;
  const pair = [senderId, recipientId];
  const event: XTypingEvent = {
    created_timestamp: String(at),
    sender_id: senderId,
    target: { recipient_id: recipientId },
  };
  const body = told(() => typingBody(event, legacyUsers(sim, pair)));
  teller.tellAccount(recipientId, 'direct_message_indicate_typing_events', body);
  const payload = told(() => ({ payload: typingPayload(event, activityUsers(sim, pair)) }));
  teller.tellActivity(recipientId, 'dm.indicate_typing', 'inbound', payload);
};

/** Only the other side learns what has been read. */
export const onRead = (sim: Sim, teller: Teller, read: Extract<SimEvent, { kind: 'dm.read' }>): void => {
  const { readerId, recipientId, lastReadEventId, at } = read;
  const pair = [readerId, recipientId];
  const event: XMarkReadEvent = {
    created_timestamp: String(at),
    sender_id: readerId,
    target: { recipient_id: recipientId },
    last_read_event_id: lastReadEventId,
  };
  const body = told(() => readBody(event, legacyUsers(sim, pair)));
  teller.tellAccount(recipientId, 'direct_message_mark_read_events', body);
  const payload = told(() => ({ payload: readPayload(event, activityUsers(sim, pair)) }));
  teller.tellActivity(recipientId, 'dm.read', 'inbound', payload);
};
