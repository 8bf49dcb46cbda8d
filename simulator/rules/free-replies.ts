import type { Sim } from '../sim.ts';
import { conversationIdOf } from '../state/dms.ts';

const freeReplies = 5;
const windowMs = 24 * 60 * 60_000;

/**
 * Whether the next v1.1 message is one of the five that answer a message of the last 24 hours and do not count
 * against the day's limits; each message received starts the five anew.
 * https://developer.x.com/en/docs/x-api/v1/direct-messages/sending-and-receiving/api-reference/new-event
 */
export function isFreeReply(sim: Sim, senderId: string, recipientId: string): boolean {
  const events = sim.dms.eventsOfConversation(conversationIdOf(senderId, recipientId));
  const since = sim.clock.now() - windowMs;
  for (let index = events.length - 1; index >= Math.max(0, events.length - freeReplies); index--) {
    const event = events[index];
    if (event?.senderId === recipientId) return senderId !== recipientId && event.createdAt > since;
  }
  return false;
}
