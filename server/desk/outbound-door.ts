import type { AnswerPreview } from '../../contract/api/index.ts';
import type { WorkspaceDb } from '../base/index.ts';
import type { Message } from '../conversations/index.ts';

export interface NewAnswer {
  readonly conversationId: string;
  readonly author: { readonly kind: 'agent' | 'program'; readonly id: string };
  readonly text: string;
  readonly mediaIds?: readonly string[];
  readonly quickReplies?: readonly { readonly label: string }[];
  readonly idempotencyKey?: string;
  readonly undoMs?: number;
  readonly proactive?: 'always' | 'unless_asked';
}

/** Whether a thread can be answered now, and how. */
export interface ThreadStatus {
  readonly cannotSend: { readonly code: string; readonly message: string } | null;
  /** When the next message leaves by the limits; null: at once. */
  readonly sendsAt: Date | null;
  readonly capabilities: { readonly files: boolean; readonly typing: boolean; readonly markRead: boolean };
}

/** What the desk needs of sending. */
export interface OutboundDoor {
  queueMessage(
    db: WorkspaceDb,
    answer: NewAnswer,
  ): Promise<{ readonly message: Message; readonly created: boolean }>;
  /** What X would get of an answer now; stores nothing. */
  previewMessage(
    db: WorkspaceDb,
    conversationId: string,
    unsent: Pick<NewAnswer, 'text' | 'quickReplies'> & { readonly hasFile?: boolean },
  ): Promise<AnswerPreview>;
  cancelMessage(db: WorkspaceDb, conversationId: string, messageId: string): Promise<Message>;
  retryMessage(db: WorkspaceDb, conversationId: string, messageId: string, text?: string): Promise<Message>;
  settleMessage(
    db: WorkspaceDb,
    conversationId: string,
    messageId: string,
    as: 'sent' | 'failed',
  ): Promise<Message>;
  threadStatus(db: WorkspaceDb, conversationId: string): Promise<ThreadStatus>;
  /** Best effort: an account without typing marks shows none. */
  showTyping(db: WorkspaceDb, conversationId: string): Promise<void>;
}
