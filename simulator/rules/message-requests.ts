import type { Sim } from '../sim.ts';
import { type Conversation, type DmEvent, otherParticipant } from '../state/dms.ts';

/**
 * Whether a conversation still waits to be accepted by a user: somebody whom they do not follow began it, and they
 * neither accepted nor wrote. The app shows it among the requests; the API does not return it. Only users who are set
 * so have requests here.
 */
export function isMessageRequest(sim: Sim, userId: string, conversation: Conversation): boolean {
  if (sim.users.find(userId)?.messageRequests !== true) return false;
  if (conversation.acceptedBy?.includes(userId) || sim.dms.hasWritten(userId, conversation.id)) return false;
  const beganIt =
    conversation.kind === 'one'
      ? otherParticipant(conversation, userId)
      : sim.dms.eventsOfConversation(conversation.id)[0]?.senderId;
  return beganIt !== undefined && beganIt !== userId && !sim.follows.has(userId, beganIt);
}

/** Whether the API shows an event to a user: they take part, have not deleted it, and it is no request. */
export function isReadable(sim: Sim, userId: string, event: DmEvent): boolean {
  const conversation = sim.dms.findConversation(event.conversationId);
  if (!conversation?.participantIds.includes(userId) || event.hiddenFor?.includes(userId)) return false;
  return !isMessageRequest(sim, userId, conversation);
}
