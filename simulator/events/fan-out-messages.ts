import type { XMarkReadEvent, XTypingEvent } from '../../contract/x/webhooks.ts';
import type { SimEvent } from '../core/events.ts';
import type { Sim } from '../sim.ts';
import { type DmEvent, otherParticipant } from '../state/dms.ts';
import { messageBody, readBody, typingBody } from './account-activity-body.ts';
import { messagePayload, readPayload, typingPayload } from './activity-body.ts';
import { activityUsers, legacyMessage, legacyUsers } from './presented.ts';
import type { Teller } from './teller.ts';

/** A message between two users goes to both of them. Groups are not delivered, as X's documentation says. */
export const onMessage = (sim: Sim, teller: Teller, event: DmEvent): void => {
  const conversation = sim.dms.findConversation(event.conversationId);
  if (event.type !== 'MessageCreate' || conversation?.kind !== 'one') return;
  const { senderId } = event;
  const recipientId = otherParticipant(conversation, senderId);
  const pair = [senderId, recipientId];
  const app = event.appId === undefined ? undefined : sim.apps.find(event.appId);
  const namedApp = app ? { id: app.id, name: app.name, url: app.url } : null;

  const tell = (userId: string) =>
    teller.tellAccount(userId, 'direct_message_events', () =>
      // X leaves `apps` out of a user's own messages.
      messageBody(
        userId,
        legacyMessage(sim, event),
        legacyUsers(sim, pair),
        userId === senderId ? null : namedApp,
      ),
    );
  const payload = () => messagePayload(legacyMessage(sim, event), activityUsers(sim, pair));
  tell(recipientId);
  teller.tellActivity(recipientId, 'dm.received', 'inbound', payload);
  if (senderId === recipientId) return;
  tell(senderId);
  teller.tellActivity(senderId, 'dm.sent', 'outbound', payload);
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
  teller.tellAccount(recipientId, 'direct_message_indicate_typing_events', () =>
    typingBody(recipientId, event, legacyUsers(sim, pair)),
  );
  teller.tellActivity(recipientId, 'dm.indicate_typing', 'inbound', () =>
    typingPayload(event, activityUsers(sim, pair)),
  );
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
  teller.tellAccount(recipientId, 'direct_message_mark_read_events', () =>
    readBody(recipientId, event, legacyUsers(sim, pair)),
  );
  teller.tellActivity(recipientId, 'dm.read', 'inbound', () => readPayload(event, activityUsers(sim, pair)));
};
