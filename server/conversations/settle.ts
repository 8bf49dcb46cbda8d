import type { AppEvent } from '../../contract/events/index.ts';
import { moveMedia } from '../media/index.ts';
import { newId, type WorkspaceTx } from '../base/index.ts';
import { type EchoAttempt, listEchoAttempts, markAttemptSent } from './attempt-store.ts';
import { updateEnds } from './conversation-store.ts';
import { withEntry } from './ends.ts';
import { messageChanged } from './entries.ts';
import {
  deleteMessage,
  findMessage,
  insertMessages,
  isPositionTaken,
  listByXEventIds,
  updateMessage,
} from './message-store.ts';
import { nextPosition, positionOf, timeOfXId } from './position.ts';
import { sameText, type ShortenedLink } from './same-text.ts';
import type { Conversation, Message } from './types.ts';
import { moveWaitingBehind } from './waiting.ts';

export interface Settled {
  readonly message: Message;
  readonly conversation: Conversation;
  /** To be appended to the log by the caller, in this transaction. */
  readonly events: readonly AppEvent[];
}

export interface SentFact {
  readonly messageId: string;
  /** The try that X acted on. */
  readonly attempt: number;
  readonly xEventId: string;
  readonly xStatus?: number;
  readonly xBody?: string;
}

/**
 * The one way in which an outgoing message becomes sent: by X's answer, its echo or a look at the thread, in any order
 * and more than once. Its place in the thread becomes X's. An entry that was taken for somebody else's turns out to be
 * this one and is absorbed. The conversation is locked by the caller.
 */
export async function markSent(
  tx: WorkspaceTx,
  conversation: Conversation,
  fact: SentFact,
  now: Date,
): Promise<Settled> {
  const message = await findMessage(tx, fact.messageId);
  if (!message) throw new Error('a message was settled that does not exist');
  await markAttemptSent(tx, fact, now);
  if (message.xEventId === fact.xEventId && message.state === 'sent')
    return { message, conversation, events: [] };

  const events: AppEvent[] = [];
  const [holder] = await listByXEventIds(tx, message.accountId, [fact.xEventId]);
  let current = conversation;
  if (holder && holder.id !== message.id) {
    await deleteMessage(tx, holder.id);
    await moveMedia(tx, holder.id, message.id);
    events.push(messageChanged(holder, 'deleted'));
  }
  // An echo was taken for this message and was another one's: it becomes an entry of its own.
  const foreign = message.xEventId !== null && message.xEventId !== fact.xEventId ? message.xEventId : null;
  const sent = await place(tx, message, current, fact.xEventId, now);
  events.push(messageChanged(sent, 'state'));
  current = withEntry(current, sent);
  if (foreign !== null) {
    const other = await addForeign(tx, current, sent, foreign, now);
    events.push(messageChanged(other, 'text'));
    current = withEntry(current, other);
  }
  const waiting = await moveWaitingBehind(tx, current, sent.position, now);
  events.push(...waiting.events);
  await updateEnds(tx, [waiting.conversation]);
  return { message: sent, conversation: waiting.conversation, events };
}

export interface Echo {
  readonly xEventId: string;
  readonly text: string;
  readonly links?: readonly ShortenedLink[];
  readonly hasMedia: boolean;
}

/**
 * A message of our own account came in: if it is one that we are sending, or of whose outcome we know nothing, that one
 * is sent. Nothing is answered when it is none of ours: then somebody used X's own apps. The conversation is locked by
 * the caller.
 */
export async function settleByEcho(
  tx: WorkspaceTx,
  conversation: Conversation,
  echo: Echo,
  now: Date,
): Promise<Settled | undefined> {
  const [holder] = await listByXEventIds(tx, conversation.accountId, [echo.xEventId]);
  if (holder) return { message: holder, conversation, events: [] };
  const attempts = await listEchoAttempts(tx, conversation.id, echo.xEventId);
  const ours = attempts.find((attempt) => isEchoOf(attempt, echo));
  if (!ours) return undefined;
  return markSent(
    tx,
    conversation,
    { messageId: ours.messageId, attempt: ours.n, xEventId: echo.xEventId },
    now,
  );
}

function isEchoOf(attempt: EchoAttempt, echo: Echo): boolean {
  if (attempt.sentMedia !== echo.hasMedia) return false;
  return sameText(attempt.sentText, echo.text, { links: echo.links ?? [], media: echo.hasMedia });
}

async function place(
  tx: WorkspaceTx,
  message: Message,
  conversation: Conversation,
  xEventId: string,
  now: Date,
): Promise<Message> {
  const wanted = positionOf(xEventId);
  const isFree = wanted === message.position || !(await isPositionTaken(tx, conversation.id, wanted));
  const change = {
    state: 'sent',
    failure: null,
    sendsAt: null,
    xEventId,
    position: isFree ? wanted : nextPosition(conversation, now),
    at: timeOfXId(xEventId),
  } as const;
  const sent = await updateMessage(tx, message.id, change, now);
  if (!sent) throw new Error('a message vanished while its conversation was locked');
  return sent;
}

async function addForeign(
  tx: WorkspaceTx,
  conversation: Conversation,
  like: Message,
  xEventId: string,
  now: Date,
): Promise<Message> {
  const isFree = !(await isPositionTaken(tx, conversation.id, positionOf(xEventId)));
  const other: Message = {
    ...like,
    id: newId<'message'>(),
    position: isFree ? positionOf(xEventId) : nextPosition(conversation, now),
    authorKind: 'x',
    authorId: null,
    xEventId,
    at: timeOfXId(xEventId),
    notBefore: null,
    idempotencyKey: null,
    createdAt: now,
    updatedAt: now,
  };
  await insertMessages(tx, [other]);
  return other;
}
