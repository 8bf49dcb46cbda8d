import type { WorkspaceDb } from '../../base/index.ts';
import { getConversation } from '../../conversations/index.ts';
import { findFacts } from './facts-store.ts';
import type { PlaceholderValues } from './placeholders.ts';

export interface ConversationFacts {
  readonly values: PlaceholderValues;
  /** Best first: the contact's, the handle's. */
  readonly languages: readonly string[];
  readonly workStreamId: string | null;
}

/** What placeholders stand for in a conversation, for the member who writes. @throws AppError conversation_not_found. */
export async function factsOf(
  db: WorkspaceDb,
  conversationId: string,
  memberId: string | null,
): Promise<ConversationFacts> {
  await getConversation(db, conversationId);
  const row = await findFacts(db, conversationId, memberId);
  if (!row) throw new Error(`conversation ${conversationId} has no customer or handle`);
  const at = (name: string | null) => (name === null ? null : `@${name}`);
  const full = row.contactName ?? row.customerName ?? at(row.username);
  const [first, last] = partsOf(row.contactName === null ? row.customerName : null);
  const [agentFirst, agentLast] = partsOf(row.agentName);
  const nickname = row.agentNickname?.trim() || agentFirst;
  // What the workspace keeps from customers no placeholder tells them.
  const isWhole = row.agentShown === row.agentName;
  return {
    values: {
      'FullName{Customer}': full,
      'FirstName{Customer}': row.firstName || first || full,
      'LastName{Customer}': row.lastName || last,
      'Username{Customer}': at(row.username),
      'Company{Customer}': row.company,
      'FullName{Agent}': row.agentShown,
      'FirstName{Agent}': isWhole ? agentFirst : row.agentShown,
      'LastName{Agent}': isWhole ? agentLast : null,
      'Nickname{Agent}': nickname,
      Handle: at(row.handle) ?? row.handleName,
      ConversationNumber: row.number,
      CaseNumber: row.caseNumber,
    },
    languages: [row.contactLanguage, row.language].filter((each) => each !== null),
    workStreamId: row.workStreamId,
  };
}

function partsOf(name: string | null): [string | null, string | null] {
  const [first = null, ...rest] = name?.trim().split(/\s+/) ?? [];
  return [first, rest.join(' ') || null];
}
