import { linkText } from '../rules/message-text.ts';
import type { Sim } from '../sim.ts';
import {
  type Conversation,
  type DmEvent,
  type NewDmEvent,
  conversationIdOf,
  otherParticipant,
} from '../state/dms.ts';

type Content = Pick<
  NewDmEvent,
  'text' | 'mediaId' | 'location' | 'quickReply' | 'quickReplyResponse' | 'ctas' | 'customProfileId' | 'appId'
>;

export type Outgoing = Content & {
  senderId: string;
  to: { userId: string } | { conversationId: string };
  /** For seeding history: when it was sent. */
  createdAt?: number;
};

/** Puts a message into a conversation and tells everyone. What may be sent is checked by the caller. */
export function sendMessage(sim: Sim, { to, text, ...message }: Outgoing): DmEvent {
  const conversation =
    'userId' in to
      ? sim.dms.openOneToOne(message.senderId, to.userId)
      : conversationOf(sim, to.conversationId);
  const event = sim.dms.append({
    type: 'MessageCreate',
    conversationId: conversation.id,
    ...message,
    ...(text === undefined ? {} : linkText(text)),
    ...takePrecursor(sim, conversation, message.senderId),
  });
  sim.events.emit({ kind: 'dm.created', event });
  return event;
}

/**
 * `initiated_via` names what came right before a message in its sender's view, so only the first message after has it,
 * and none once the other side has written in between.
 * https://developer.x.com/en/docs/direct-messages/conversation-management/guides/initiated-via
 */
function takePrecursor(
  sim: Sim,
  conversation: Conversation,
  senderId: string,
): Pick<NewDmEvent, 'initiatedVia'> {
  if (conversation.kind !== 'one') return {};
  const otherId = otherParticipant(conversation, senderId);
  const opened = sim.openThreads.find(senderId, otherId);
  sim.openThreads.close(senderId, otherId);
  sim.openThreads.close(otherId, senderId);
  if (opened?.postId === undefined && opened?.welcomeMessageId === undefined) return {};
  return { initiatedVia: { postId: opened.postId, welcomeMessageId: opened.welcomeMessageId } };
}

/** Makes a group with its join entries, without a first message. */
export function createGroup(sim: Sim, creatorId: string, participantIds: string[]): Conversation {
  const conversation = sim.dms.createGroup([creatorId, ...participantIds]);
  for (const participantId of participantIds) {
    const event = sim.dms.append({
      type: 'ParticipantsJoin',
      conversationId: conversation.id,
      senderId: creatorId,
      participantIds: [participantId],
    });
    sim.events.emit({ kind: 'dm.created', event });
  }
  return conversation;
}

/** A user leaves a group and stops seeing it. */
export function leaveGroup(sim: Sim, conversationId: string, userId: string): DmEvent {
  sim.dms.leave(conversationId, userId);
  const event = sim.dms.append({
    type: 'ParticipantsLeave',
    conversationId,
    senderId: userId,
    participantIds: [userId],
  });
  sim.events.emit({ kind: 'dm.created', event });
  return event;
}

/** The typing mark that the other side sees for about three seconds. */
export function typeTo(sim: Sim, senderId: string, recipientId: string): void {
  sim.events.emit({
    kind: 'dm.typing',
    senderId,
    recipientId,
    conversationId: conversationIdOf(senderId, recipientId),
    at: sim.clock.now(),
  });
}

/** Marks a one-to-one conversation as read up to an event, by default the last one. False when there is none. */
export function readUpTo(sim: Sim, readerId: string, otherId: string, eventId?: string): boolean {
  const conversation = sim.dms.findConversation(conversationIdOf(readerId, otherId));
  if (!conversation) return false;
  const last = eventId ?? sim.dms.eventsOfConversation(conversation.id).at(-1)?.id;
  if (last === undefined) return false;
  sim.dms.markRead(conversation.id, readerId, last);
  sim.events.emit({
    kind: 'dm.read',
    readerId,
    recipientId: otherParticipant(conversation, readerId),
    conversationId: conversation.id,
    lastReadEventId: last,
    at: sim.clock.now(),
  });
  return true;
}

/** Removes an event from one user's view; the others keep it. */
export function deleteForUser(sim: Sim, userId: string, eventId: string): void {
  sim.dms.hide(eventId, userId);
  sim.events.emit({ kind: 'dm.deleted', userId, eventId });
}

/** The user takes an app's access away; false when it had none. */
export function revokeApp(sim: Sim, appId: string, userId: string): boolean {
  if (!sim.tokens.revokeAll(appId, userId)) return false;
  sim.events.emit({ kind: 'user.revoked', userId, appId, at: sim.clock.now() });
  return true;
}

/** Whether a user sees an event: takes part in its conversation and has not deleted it. */
export function canSee(sim: Sim, userId: string, event: DmEvent): boolean {
  const participants = sim.dms.findConversation(event.conversationId)?.participantIds ?? [];
  return participants.includes(userId) && !event.hiddenFor?.includes(userId);
}

function conversationOf(sim: Sim, id: string): Conversation {
  const conversation = sim.dms.findConversation(id);
  if (!conversation) throw new Error(`no conversation ${id}`);
  return conversation;
}
