import type { Sim } from '../sim.ts';
import { chatIdOf } from '../state/chat.ts';
import { conversationIdOf } from '../state/dms.ts';

export type Refusal = 'unknown' | 'suspended' | 'self' | 'blocked' | 'not_following' | 'encrypted_only';

/**
 * Whether X lets one user write to another: nobody is blocked, and the recipient takes messages from everyone,
 * follows the sender, or has written first. Undefined means yes. `encrypted_only`: yes, but on XChat.
 */
export function refusalToMessage(sim: Sim, senderId: string, recipientId: string): Refusal | undefined {
  const recipient = sim.users.find(recipientId);
  if (!recipient) return 'unknown';
  if (recipient.suspended) return 'suspended';
  if (senderId === recipientId) return 'self';
  if (isBlockedBetween(sim, senderId, recipientId)) return 'blocked';
  const isAllowed =
    recipient.dmOpen ||
    sim.follows.has(recipientId, senderId) ||
    sim.dms.hasWritten(recipientId, conversationIdOf(senderId, recipientId));
  if (!isAllowed) return 'not_following';
  // The thread has moved to XChat: its people are reached there, encrypted, or not at all.
  const hasMoved = sim.chat.hasMoved(chatIdOf(senderId, recipientId));
  return hasMoved && sim.chat.settings().legacySend === 'refused' ? 'encrypted_only' : undefined;
}

function isBlockedBetween(sim: Sim, a: string, b: string): boolean {
  return [sim.blocks, sim.dmBlocks].some((relation) => relation.has(a, b) || relation.has(b, a));
}
