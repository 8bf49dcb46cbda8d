import type { AnswerPreview } from '../../contract/api/index.ts';
import type { WorkspaceDb, WorkspaceTx } from '../base/index.ts';
import type { Message } from '../conversations/index.ts';
import { type AutomaticMessage, queueAutomatic } from './automatic.ts';
import type { OutboundDeps } from './deps.ts';
import type { NewMessage } from './new-message.ts';
import { previewMessage, type Unsent } from './preview.ts';
import { cancelMessage, queueMessage, retryMessage, settleMessage } from './queue.ts';
import { type Post, type PostResult, type QueuedMessage, queuePosts } from './queue-posts.ts';
import { createSenders, type Senders } from './senders.ts';
import { sendsAtFor } from './shown-times.ts';
import { showRead, showTyping, type ThreadStatus, threadStatus } from './status.ts';

/** Sending: the door for the desk, the messaging API and automation. All of them join a transaction that is given. */
export interface Outbound {
  /** Stores and queues an answer. @throws AppError of contract/errors/outbound.ts */
  queueMessage(db: WorkspaceDb, wanted: NewMessage): Promise<QueuedMessage>;
  /** What several callers say, in one transaction: each post is queued or refused by itself. */
  queuePosts(db: WorkspaceDb, posts: readonly Post[]): Promise<PostResult[]>;
  /** Queues what nobody wrote; nothing when the customer opted out or the thread cannot be written in. */
  queueAutomatic(tx: WorkspaceTx, wanted: AutomaticMessage): Promise<Message | undefined>;
  /** What X would get of an answer now, to the letter. @throws AppError conversation_not_found */
  previewMessage(db: WorkspaceDb, conversationId: string, unsent: Unsent): Promise<AnswerPreview>;
  /** @throws AppError message_not_queued once it is on its way. */
  cancelMessage(db: WorkspaceDb, conversationId: string, messageId: string): Promise<Message>;
  /** @throws AppError message_not_failed */
  retryMessage(db: WorkspaceDb, conversationId: string, messageId: string, text?: string): Promise<Message>;
  /** A person decides about an unknown outcome. @throws AppError message_not_uncertain */
  settleMessage(
    db: WorkspaceDb,
    conversationId: string,
    messageId: string,
    as: 'sent' | 'failed',
  ): Promise<Message>;
  threadStatus(db: WorkspaceDb, conversationId: string): Promise<ThreadStatus>;
  /** When a message that is queued now would leave; null: at once. */
  sendsAtFor(db: WorkspaceDb, accountId: string, priority?: 'person' | 'program'): Promise<Date | null>;
  /** Best effort: an account without typing marks shows none. */
  showTyping(db: WorkspaceDb, conversationId: string): Promise<void>;
  /** Shows the customer that all they wrote was read; best effort: an account without read marks shows none. */
  showRead(db: WorkspaceDb, conversationId: string): Promise<void>;
  /** The workers that send; only for processes that have that role. */
  readonly senders: Senders;
}

export function createOutbound(deps: OutboundDeps): Outbound {
  return {
    queueMessage: (db, wanted) => queueMessage(deps, db, wanted),
    queuePosts: (db, posts) => db.transaction((tx) => queuePosts(deps, tx, posts)),
    queueAutomatic: (tx, wanted) => queueAutomatic(deps, tx, wanted),
    previewMessage,
    cancelMessage: (db, conversationId, messageId) => cancelMessage(deps, db, conversationId, messageId),
    retryMessage: (db, conversationId, messageId, text) =>
      retryMessage(deps, db, conversationId, messageId, text),
    settleMessage: (db, conversationId, messageId, as) =>
      settleMessage(deps, db, conversationId, messageId, as),
    threadStatus: (db, conversationId) => threadStatus(deps, db, conversationId),
    sendsAtFor: (db, accountId, priority) => sendsAtFor(deps, db, accountId, priority),
    showTyping: (db, conversationId) => showTyping(deps, db, conversationId),
    showRead: (db, conversationId) => showRead(deps, db, conversationId),
    senders: createSenders(deps),
  };
}
