import type { EntryContent } from '../../contract/api/index.ts';
import type { AppEvent } from '../../contract/events/index.ts';
import { newId, type WorkspaceTx } from '../base/index.ts';
import { withEntry } from './ends.ts';
import {
  findByIdempotencyKey,
  findMessage,
  insertAtEnds,
  type MessageChange,
  updateMessage,
} from './message-store.ts';
import { nextPosition } from './position.ts';
import { programsAfter } from './program-run.ts';
import { showNewest } from './show-newest.ts';
import type { AuthorKind, Conversation, Message } from './types.ts';

const NOT_LOCKED = 'the thread was changed by somebody who does not hold its lock';

export interface Added {
  readonly message: Message;
  /** False when the idempotency key was used before: `message` is what it made then. */
  readonly created: boolean;
  readonly conversation: Conversation;
  /** To be appended to the log by the caller, in this transaction. */
  readonly events: readonly AppEvent[];
}

export interface NewAnswer {
  readonly text: string;
  readonly content?: EntryContent;
  readonly authorKind: AuthorKind;
  readonly authorId: string | null;
  /** Not sent before (undo window). */
  readonly notBefore?: Date | null;
  /** Smaller leaves first. */
  readonly sendPriority?: number;
  readonly idempotencyKey?: string | null;
  /** What the list shows when there is no text: "Photo". */
  readonly filling?: string;
  /** For colleagues and programs: it waits for nothing and is sent to nobody. */
  readonly kept?: boolean;
}

/** An answer to the customer at the end of a thread, to be stored by `storeAnswers`. Pure. */
export function makeAnswer(conversation: Conversation, answer: NewAnswer, now: Date): Added {
  const message: Message = {
    ...blank(conversation, now),
    kind: 'message',
    direction: 'out',
    state: answer.kept ? 'kept' : 'queued',
    authorKind: answer.authorKind,
    authorId: answer.authorId,
    text: answer.text.toWellFormed(),
    content: answer.content ?? {},
    notBefore: answer.notBefore ?? null,
    sendPriority: answer.sendPriority ?? 0,
    idempotencyKey: answer.idempotencyKey ?? null,
  };
  const { id: messageId, conversationId, position, accountId, authorKind } = message;
  const event: AppEvent = answer.kept
    ? entryAdded(message, 'message')
    : {
        kind: 'message.queued',
        key: conversationId,
        body: { conversationId, messageId, position, accountId, authorKind },
      };
  const after = {
    ...withEntry(conversation, message, answer.kept ? undefined : answer.filling),
    programs: programsAfter(conversation.programs, message),
  };
  return { message, created: true, conversation: after, events: [event] };
}

/** Stores answers of any number of threads, in the order of each thread. Their conversations are locked by the caller. */
export async function storeAnswers(tx: WorkspaceTx, added: readonly Added[]): Promise<void> {
  if (added.length === 0) return;
  const messages = added.map((one) => one.message);
  // The last one of a thread says how it ends.
  const ends = new Map(added.map((one) => [one.conversation.id, one.conversation]));
  const entered = await insertAtEnds(tx, messages, [...ends.values()]);
  if (entered.size !== messages.length) throw new Error(NOT_LOCKED);
}

export interface NewNote {
  readonly text: string;
  readonly content?: EntryContent;
  readonly authorId: string;
  readonly idempotencyKey?: string | null;
}

/** Adds a note that only colleagues see. The conversation is locked by the caller. */
export function addNote(
  tx: WorkspaceTx,
  conversation: Conversation,
  note: NewNote,
  now: Date,
): Promise<Added> {
  const message: Message = {
    ...blank(conversation, now),
    kind: 'note',
    authorKind: 'agent',
    authorId: note.authorId,
    text: note.text.toWellFormed(),
    content: note.content ?? {},
    idempotencyKey: note.idempotencyKey ?? null,
  };
  return add(tx, conversation, message, entryAdded(message, 'note'));
}

export interface NewSystemLine {
  /** What happened, a word for the browser to put into a sentence: `closed`, `assigned`. */
  readonly what: string;
  readonly facts?: Readonly<Record<string, string | null>>;
  /** The member who did it. */
  readonly by?: string | null;
}

/** Adds a line that says what happened. The conversation is locked by the caller. */
export function addSystemLine(
  tx: WorkspaceTx,
  conversation: Conversation,
  line: NewSystemLine,
  now: Date,
): Promise<Added> {
  const message: Message = {
    ...blank(conversation, now),
    kind: 'system',
    authorId: line.by ?? null,
    content: { system: { what: line.what, facts: { ...line.facts } } },
  };
  return add(tx, conversation, message, entryAdded(message, 'system'));
}

export interface NewTold {
  readonly text: string;
  readonly content?: EntryContent;
  readonly authorId: string;
  readonly idempotencyKey?: string | null;
}

/**
 * Adds what a program says that the customer said: it stands in the thread as theirs, and X knows nothing of it. The
 * conversation is locked by the caller.
 */
export function addTold(
  tx: WorkspaceTx,
  conversation: Conversation,
  told: NewTold,
  now: Date,
): Promise<Added> {
  const message: Message = {
    ...blank(conversation, now),
    kind: 'message',
    direction: 'in',
    authorKind: 'customer',
    authorId: told.authorId,
    text: told.text.toWellFormed(),
    content: told.content ?? {},
    idempotencyKey: told.idempotencyKey ?? null,
  };
  const { id: messageId, conversationId, position, accountId } = message;
  const event: AppEvent = {
    kind: 'message.received',
    key: conversationId,
    body: {
      conversationId,
      messageId,
      position,
      customerId: told.authorId,
      handleId: conversation.handleId,
      accountId,
      direction: 'in',
      kind: 'message',
      firstContact: false,
      late: false,
    },
  };
  return add(tx, conversation, message, event);
}

/** What of an entry changed, as `message.changed` says it. */
export type ChangeWord = 'state' | 'media' | 'deleted' | 'text';

/**
 * Changes an entry and says so. The conversation is locked by the caller. Nothing is answered, and nothing changed,
 * when the entry is not there or its state is none of `from`.
 */
export async function changeMessage(
  tx: WorkspaceTx,
  messageId: string,
  change: MessageChange,
  now: Date,
  options: { readonly from?: readonly Message['state'][]; readonly what?: ChangeWord } = {},
): Promise<{ message: Message; events: readonly AppEvent[] } | undefined> {
  const message = await updateMessage(tx, messageId, change, now, options.from);
  return message && { message, events: [messageChanged(message, options.what ?? 'state')] };
}

/**
 * Takes a waiting answer back: nothing is sent, and the list shows the message before it again. The conversation is
 * locked by the caller. Nothing is answered when it no longer waits.
 * @param fillingOf what the list shows of a message without text: "Photo".
 */
export async function cancelAnswer(
  tx: WorkspaceTx,
  conversation: Conversation,
  messageId: string,
  now: Date,
  fillingOf: (message: Message) => Promise<string | undefined>,
): Promise<{ message: Message; events: readonly AppEvent[] } | undefined> {
  const change = { state: 'canceled', sendsAt: null, failure: null } as const;
  const changed = await changeMessage(tx, messageId, change, now, { from: ['queued'] });
  if (changed) await showNewest(tx, conversation, fillingOf);
  return changed;
}

/** The content is gone at X or was asked to go: the place in the thread stays, empty. */
export function deleteContent(
  tx: WorkspaceTx,
  messageId: string,
  now: Date,
): Promise<{ message: Message; events: readonly AppEvent[] } | undefined> {
  return changeMessage(tx, messageId, { text: '', content: {}, deletedAt: now }, now, { what: 'deleted' });
}

/** The files of an entry changed. Answers the events to append. */
export async function mediaChanged(tx: WorkspaceTx, messageId: string): Promise<readonly AppEvent[]> {
  const message = await findMessage(tx, messageId);
  return message ? [messageChanged(message, 'media')] : [];
}

export function messageChanged(message: Message, what: ChangeWord): AppEvent {
  const { conversationId, id: messageId, position, direction, kind, state } = message;
  return {
    kind: 'message.changed',
    key: conversationId,
    body: { conversationId, messageId, position, direction, kind, what, state },
  };
}

async function add(
  tx: WorkspaceTx,
  conversation: Conversation,
  message: Message,
  event: AppEvent,
): Promise<Added> {
  if (message.idempotencyKey !== null) {
    const earlier = await findByIdempotencyKey(tx, conversation.id, message.idempotencyKey);
    if (earlier) return { message: earlier, created: false, conversation, events: [] };
  }
  const after = {
    ...withEntry(conversation, message),
    programs: programsAfter(conversation.programs, message),
  };
  const entered = await insertAtEnds(tx, [message], [after]);
  if (!entered.has(message.id)) throw new Error(NOT_LOCKED);
  return { message, created: true, conversation: after, events: [event] };
}

function blank(conversation: Conversation, now: Date): Message {
  return {
    id: newId<'message'>(),
    conversationId: conversation.id,
    position: nextPosition(conversation, now),
    accountId: conversation.accountId,
    kind: 'system',
    direction: 'none',
    authorKind: 'system',
    authorId: null,
    text: '',
    content: {},
    xEventId: null,
    at: now,
    state: 'received',
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

function entryAdded(message: Message, kind: 'note' | 'system' | 'message'): AppEvent {
  const { conversationId, id: messageId, position, authorId } = message;
  return {
    kind: 'entry.added',
    key: conversationId,
    body: { conversationId, messageId, position, kind, authorId },
  };
}
