import type { WorkspaceDb } from '../base/index.ts';
import { isWithheld, listConsents, type Message } from '../conversations/index.ts';

/**
 * Messages as agents may see them: what a customer wrote on a thread on which they have not agreed to be read, or have
 * refused it, keeps its place and its time, and nothing else.
 */
export async function withhold(db: WorkspaceDb, messages: readonly Message[]): Promise<readonly Message[]> {
  const ids = [...new Set(messages.map((message) => message.conversationId))];
  const consents = await listConsents(db, ids);
  return messages.map((message) =>
    message.direction === 'in' && isWithheld(consents.get(message.conversationId) ?? 'none')
      ? { ...message, text: '', content: { withheld: true } }
      : message,
  );
}
