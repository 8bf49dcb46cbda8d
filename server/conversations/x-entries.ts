import type { EntryContent } from '../../contract/api/index.ts';
import type { AppEvent } from '../../contract/events/index.ts';
import { newId, type WorkspaceTx } from '../base/index.ts';
import { updateEnds } from './conversation-store.ts';
import { withEntry } from './ends.ts';
import { insertMessages, listByXEventIds } from './message-store.ts';
import { nextPosition, positionOf } from './position.ts';
import { programsAnswered } from './program-run.ts';
import type { Conversation, ConversationId, Message, MessageId } from './types.ts';

/** An entry that came from X. */
export interface XEntry {
  readonly conversationId: ConversationId;
  /** null for encrypted ones, which X does not number. */
  readonly xEventId: string | null;
  /** `system`: who joined or left a group. */
  readonly kind: 'message' | 'encrypted' | 'system';
  readonly direction: 'in' | 'out' | 'none';
  /** In a group: the customer who wrote. */
  readonly customerId?: string;
  readonly text: string;
  readonly content: EntryContent;
  readonly at: Date;
  readonly filling?: string;
  readonly firstContact: boolean;
  readonly late: boolean;
}

export interface AddedXEntry {
  readonly entry: XEntry;
  readonly message: Message;
}

/**
 * Adds entries of X to locked conversations (by conversation id); those that the account already has are left out.
 * Answers what was added and the events to append.
 */
export async function addXEntries(
  tx: WorkspaceTx,
  conversations: ReadonlyMap<string, Conversation>,
  entries: readonly XEntry[],
  now: Date,
): Promise<{ added: readonly AddedXEntry[]; events: readonly AppEvent[] }> {
  const ends = new Map(conversations);
  const wanted = entries.map((entry) => ({
    entry,
    message: toMessage(entry, get(ends, entry.conversationId), now),
  }));
  const added = await insert(tx, wanted);
  for (const missed of await othersOnTheirPlace(tx, wanted, added)) {
    const { entry } = missed;
    const position = nextPosition(get(ends, entry.conversationId), now);
    const elsewhere = { entry, message: { ...missed.message, position } };
    const second = await insert(tx, [elsewhere]);
    added.push(...second);
    moveEnds(ends, second);
  }
  if (added.length === 0) return { added, events: [] };
  moveEnds(ends, added);
  const touched = new Set(added.map(({ message }) => message.conversationId));
  await updateEnds(
    tx,
    [...ends.values()].filter((one) => touched.has(one.id)),
  );
  return { added, events: added.map((one) => received(one, get(ends, one.entry.conversationId))) };
}

async function insert(tx: WorkspaceTx, wanted: readonly AddedXEntry[]): Promise<AddedXEntry[]> {
  const inserted = await insertMessages(
    tx,
    wanted.map(({ message }) => message),
  );
  return wanted.filter(({ message }) => inserted.has(message.id));
}

/** Entries that were left out although X's event is new: one of ours happens to stand on their position. */
async function othersOnTheirPlace(
  tx: WorkspaceTx,
  wanted: readonly AddedXEntry[],
  added: readonly AddedXEntry[],
): Promise<AddedXEntry[]> {
  const ids = new Set(added.map(({ message }) => message.id));
  const missed = wanted.filter(({ message }) => !ids.has(message.id));
  const result: AddedXEntry[] = [];
  const asked = new Set<string>();
  for (const one of missed) {
    const { accountId, xEventId } = one.message;
    if (xEventId === null) {
      result.push(one);
      continue;
    }
    const key = `${accountId}/${xEventId}`;
    if (asked.has(key)) continue;
    asked.add(key);
    if ((await listByXEventIds(tx, accountId, [xEventId])).length === 0) result.push(one);
  }
  return result;
}

function moveEnds(ends: Map<string, Conversation>, added: readonly AddedXEntry[]): void {
  const inOrder = added.toSorted((a, b) =>
    BigInt(a.message.position) < BigInt(b.message.position) ? -1 : 1,
  );
  for (const { entry, message } of inOrder) {
    const end = withEntry(get(ends, entry.conversationId), message, entry.filling);
    // A customer who writes lets programs speak again that were stopped.
    ends.set(entry.conversationId, entry.direction === 'in' ? { ...end, programs: programsAnswered } : end);
  }
}

function get(conversations: ReadonlyMap<string, Conversation>, id: string): Conversation {
  const conversation = conversations.get(id);
  if (!conversation) throw new Error('an entry is added to a conversation that is not locked');
  return conversation;
}

function toMessage(entry: XEntry, conversation: Conversation, now: Date): Message {
  return {
    id: newId<'message'>() satisfies MessageId,
    conversationId: conversation.id,
    position:
      entry.xEventId === null ? nextPosition({ lastPosition: '0' }, entry.at) : positionOf(entry.xEventId),
    accountId: conversation.accountId,
    kind: entry.kind,
    direction: entry.direction,
    authorKind: entry.kind === 'system' ? 'system' : entry.direction === 'in' ? 'customer' : 'x',
    authorId: entry.direction === 'in' ? (entry.customerId ?? conversation.customerId) : null,
    text: entry.text,
    content: entry.content,
    xEventId: entry.xEventId,
    at: entry.at,
    state: entry.direction === 'out' ? 'sent' : 'received',
    notBefore: null,
    sendsAt: null,
    sendPriority: 0,
    failure: null,
    idempotencyKey: null,
    deletedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

function received({ entry, message }: AddedXEntry, conversation: Conversation): AppEvent {
  const { direction, kind } = entry;
  if (kind === 'system' || direction === 'none') {
    const { conversationId, id: messageId, position } = message;
    return {
      kind: 'entry.added',
      key: conversation.id,
      body: { conversationId, messageId, position, kind: 'system', authorId: null },
    };
  }
  return {
    kind: 'message.received',
    key: conversation.id,
    body: {
      conversationId: conversation.id,
      messageId: message.id,
      position: message.position,
      customerId: entry.customerId ?? conversation.customerId,
      handleId: conversation.handleId,
      accountId: conversation.accountId,
      direction,
      kind,
      firstContact: entry.firstContact,
      late: entry.late,
    },
  };
}
