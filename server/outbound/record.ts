import { isDeepStrictEqual } from 'node:util';
import type { SentAs } from '../../contract/api/index.ts';
import { holdsLease, type Lease, type WorkspaceDb } from '../base/index.ts';
import {
  changeMessage,
  findNewestXEventId,
  lockConversation,
  markSent,
  type Message,
  type SentFact,
} from '../conversations/index.ts';
import { type AttemptEnd, endAttempt, insertAttempt } from './attempt-store.ts';
import type { OutboundDeps } from './deps.ts';
import type { Failure } from './outcome.ts';

export interface Started {
  readonly message: Message;
  readonly attempt: number;
}

/**
 * Commits that a message is on its way, before the call. Undefined when it was taken back, the lease is lost, or the
 * text was changed since it was rendered.
 */
export async function recordStart(
  deps: OutboundDeps,
  db: WorkspaceDb,
  lease: Lease,
  message: Message,
  sending: {
    readonly via: 'v1' | 'v2';
    readonly sentText: string;
    readonly sentMedia: boolean;
    readonly sentAs: SentAs;
  },
): Promise<Started | undefined> {
  return db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, message.conversationId);
    if (!(await holdsLease(tx, lease))) return undefined;
    const now = deps.clock.now();
    const changed = await changeMessage(tx, message.id, { state: 'sending', failure: null }, now, {
      from: ['queued'],
    });
    if (!changed || changed.message.text !== message.text) {
      if (changed) throw new Error('a queued message changed while it was prepared');
      return undefined;
    }
    const { sentAs, ...tried } = sending;
    const { content } = changed.message;
    const isNews = content.rich && !isDeepStrictEqual(content.sentAs, sentAs);
    const told = isNews && (await changeMessage(tx, message.id, { content: { ...content, sentAs } }, now));
    const attempt = await insertAttempt(
      tx,
      {
        messageId: message.id,
        conversationId: conversation.id,
        accountId: conversation.accountId,
        afterXEventId: (await findNewestXEventId(tx, conversation.id)) ?? null,
        ...tried,
      },
      now,
    );
    deps.log.append(tx, changed.events);
    return { message: (told || changed).message, attempt };
  });
}

/** X has it. */
export async function recordSent(
  deps: OutboundDeps,
  db: WorkspaceDb,
  conversationId: string,
  fact: SentFact,
): Promise<void> {
  await db.transaction(async (tx) => {
    const locked = await lockConversation(tx, conversationId);
    const now = deps.clock.now();
    const settled = await markSent(tx, locked, fact, now);
    deps.log.append(tx, settled.events);
  });
}

export interface End extends Omit<AttemptEnd, 'failure'> {
  readonly failure: Failure;
  /** What becomes of the message. */
  readonly message: 'failed' | 'uncertain' | 'queued';
  /** Queued again: not before then. */
  readonly notBefore?: Date | null;
  /** Queued again: show why it waits. */
  readonly showFailure?: boolean;
}

/** Writes how a try ended that did not succeed; false when X's word was quicker. */
export async function recordEnd(
  deps: OutboundDeps,
  db: WorkspaceDb,
  message: { readonly id: string; readonly conversationId: string },
  attempt: number,
  end: End,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockConversation(tx, message.conversationId);
    const now = deps.clock.now();
    if (!(await endAttempt(tx, message.id, attempt, end, now))) return false;
    const isQueued = end.message === 'queued';
    const change = {
      state: end.message,
      failure: isQueued && !end.showFailure ? null : end.failure,
      ...(isQueued ? { notBefore: end.notBefore ?? null } : { sendsAt: null }),
    } as const;
    const changed = await changeMessage(tx, message.id, change, now, { from: ['sending', 'uncertain'] });
    if (changed) deps.log.append(tx, changed.events);
    return true;
  });
}
