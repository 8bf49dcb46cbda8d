import type { Sim } from '../sim.ts';
import { chatIdOf } from '../state/chat.ts';
import { type Refusal, refusalToMessage } from './may-message.ts';

/** Whether one user may write to another on XChat: as with direct messages; an answer there counts as one too. */
export function refusalToChat(sim: Sim, senderId: string, recipientId: string): Refusal | undefined {
  const refusal = refusalToMessage(sim, senderId, recipientId);
  if (refusal === 'encrypted_only') return undefined;
  if (refusal !== 'not_following') return refusal;
  const conversation = sim.chat.conversations.find(chatIdOf(senderId, recipientId));
  return conversation?.wroteIds.includes(recipientId) ? undefined : refusal;
}
