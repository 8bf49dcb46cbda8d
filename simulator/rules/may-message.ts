import type { Sim } from '../sim.ts';
import { conversationIdOf } from '../state/dms.ts';

export type Refusal = 'unknown' | 'suspended' | 'self' | 'blocked' | 'not_following';

/**
 * Whether X lets one user write to another: nobody is blocked, and the recipient takes messages from everyone,
 * follows the sender, or has written first. Undefined means yes.
 */
export function refusalToMessage(sim: Sim, senderId: string, recipientId: string): Refusal | undefined {
  const recipient = sim.users.find(recipientId);
  if (!recipient) return 'unknown';
  if (recipient.suspended) return 'suspended';
  if (senderId === recipientId) return 'self';
  if (isBlockedBetween(sim, senderId, recipientId)) return 'blocked';
  if (recipient.dmOpen) return undefined;
  if (sim.follows.has(recipientId, senderId)) return undefined;
  if (sim.dms.hasWritten(recipientId, conversationIdOf(senderId, recipientId))) return undefined;
  return 'not_following';
}

function isBlockedBetween(sim: Sim, a: string, b: string): boolean {
  return [sim.blocks, sim.dmBlocks].some((relation) => relation.has(a, b) || relation.has(b, a));
}
