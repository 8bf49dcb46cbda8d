import { conversationErrors } from '../../contract/errors/conversations.ts';
import type { AppEvent } from '../../contract/events/index.ts';
import { AppError, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import {
  findLockedConversation,
  insertConversations,
  listConversations,
  lockConversationsOf,
  raiseCustomerRead,
  type WantedConversation,
} from './conversation-store.ts';
import type { Conversation, ConversationId } from './types.ts';

/** Names the thread of a handle and a customer, or of a handle and a group of X, in a map. */
export function threadKey(thread: {
  readonly handleId: string;
  readonly customerId: string;
  readonly groupId?: string | null;
}): string {
  return thread.groupId
    ? `${thread.handleId}/group/${thread.groupId}`
    : `${thread.handleId}/${thread.customerId}`;
}

/**
 * The one thread of each handle and customer (or group), made where it is new, and locked until the transaction ends: who holds
 * this row's lock decides what happens in the thread. By `threadKey`.
 */
export async function ensureConversations(
  tx: WorkspaceTx,
  wanted: readonly WantedConversation[],
  now: Date,
): Promise<Map<string, Conversation>> {
  if (wanted.length === 0) return new Map();
  const locked = new Map((await lockConversationsOf(tx, wanted)).map((one) => [threadKey(one), one]));
  const missing = wanted.filter((one) => !locked.has(threadKey(one)));
  if (missing.length === 0) return locked;
  const unique = [...new Map(missing.map((one) => [threadKey(one), one])).values()];
  const inserted = await insertConversations(
    tx,
    unique.toSorted((a, b) => (threadKey(a) < threadKey(b) ? -1 : 1)),
    now,
  );
  for (const one of inserted) locked.set(threadKey(one), one);
  // Made by somebody else meanwhile.
  const others = unique.filter((one) => !locked.has(threadKey(one)));
  if (others.length > 0) {
    for (const one of await lockConversationsOf(tx, others)) locked.set(threadKey(one), one);
  }
  return locked;
}

/** The thread of a handle and a customer, made if it is new, locked. */
export async function ensureConversation(
  tx: WorkspaceTx,
  wanted: WantedConversation,
  now: Date,
): Promise<Conversation> {
  const conversation = (await ensureConversations(tx, [wanted], now)).get(threadKey(wanted));
  if (!conversation) throw new Error('the conversation that was just made is not there');
  return conversation;
}

/** Locks a conversation until the transaction ends. @throws AppError conversation_not_found */
export async function lockConversation(tx: WorkspaceTx, id: string): Promise<Conversation> {
  const conversation = await findLockedConversation(tx, id);
  if (!conversation) throw new AppError(conversationErrors.conversation_not_found);
  return conversation;
}

/** The conversation, without a lock, or nothing. */
export async function findConversation(db: WorkspaceDb, id: string): Promise<Conversation | undefined> {
  return (await listConversations(db, [id]))[0];
}

/** The conversation, without a lock. @throws AppError conversation_not_found */
export async function getConversation(db: WorkspaceDb, id: string): Promise<Conversation> {
  const conversation = await findConversation(db, id);
  if (!conversation) throw new AppError(conversationErrors.conversation_not_found);
  return conversation;
}

/** The customer has read the thread up to a position. Answers the events to append. */
export async function markCustomerRead(
  tx: WorkspaceTx,
  conversationId: ConversationId,
  position: string,
): Promise<readonly AppEvent[]> {
  if (!(await raiseCustomerRead(tx, conversationId, position))) return [];
  return [
    { kind: 'conversation.read', key: conversationId, body: { conversationId, memberId: null, position } },
  ];
}
