import { conversationErrors } from '../../contract/errors/conversations.ts';
import { outboundErrors } from '../../contract/errors/outbound.ts';
import { AppError, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import {
  cancelAnswer,
  changeMessage,
  findMessage,
  lockConversation,
  type Message,
} from '../conversations/index.ts';
import { giveUpAttempt } from './attempt-store.ts';
import { problemOfThread } from './checks.ts';
import { checkStored, withText } from './content.ts';
import { type OutboundDeps, wakeSenderAfter } from './deps.ts';
import { maskOutgoing, readMaskingRules } from '../masking/index.ts';
import { fillingOf } from '../media/index.ts';
import { findThreadFacts } from './facts-store.ts';
import { fileIdsOf } from './media.ts';
import { type QueuedMessage, queuePosts, withForecast } from './queue-posts.ts';
import type { NewMessage } from './new-message.ts';

/** Stores and queues an answer in one transaction. @throws AppError see contract/errors/outbound.ts */
export async function queueMessage(
  deps: OutboundDeps,
  db: WorkspaceDb,
  { conversationId, ...wanted }: NewMessage,
): Promise<QueuedMessage> {
  return db.transaction(async (tx) => {
    const [result] = await queuePosts(deps, tx, [{ conversationId, messages: [wanted] }]);
    if (result?.kind === 'refused') throw result.problem;
    const [queued] = result?.messages ?? [];
    if (!queued) throw new Error('a message was neither queued nor refused');
    return queued;
  });
}

/** Takes a message back that is still queued. @throws AppError message_not_queued once it is on its way. */
export async function cancelMessage(
  deps: OutboundDeps,
  db: WorkspaceDb,
  conversationId: string,
  messageId: string,
): Promise<Message> {
  return db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, conversationId);
    const message = await outgoing(tx, conversationId, messageId);
    if (message.state === 'canceled') return message;
    const changed = await cancelAnswer(tx, conversation, messageId, deps.clock.now(), (newest) =>
      fillingOf(tx, newest.id),
    );
    if (!changed) throw new AppError(outboundErrors.message_not_queued, { values: { state: message.state } });
    deps.log.append(tx, changed.events);
    wakeSenderAfter(deps, tx, message.accountId);
    return changed.message;
  });
}

/** Queues a failed message again, with another text if one is given. @throws AppError message_not_failed */
export async function retryMessage(
  deps: OutboundDeps,
  db: WorkspaceDb,
  conversationId: string,
  messageId: string,
  given?: string,
): Promise<Message> {
  return db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, conversationId);
    const message = await outgoing(tx, conversationId, messageId);
    if (message.state !== 'failed') {
      throw new AppError(outboundErrors.message_not_failed, { values: { state: message.state } });
    }
    const facts = await findThreadFacts(tx, conversation.id);
    const problem = facts && problemOfThread(facts);
    if (problem) throw problem;
    const text = given === undefined ? undefined : maskOutgoing(await readMaskingRules(tx), given);
    const hasFile = (await fileIdsOf(tx, messageId)).length > 0;
    const stored = text === undefined ? message : withText(message, text.toWellFormed(), hasFile);
    checkStored(stored, hasFile);
    const change = {
      state: 'queued',
      failure: null,
      notBefore: null,
      sendsAt: null,
      ...(text !== undefined && {
        text: stored.text,
        content: facts ? withForecast(stored, facts, hasFile) : stored.content,
      }),
    } as const;
    const changed = await changeMessage(tx, messageId, change, deps.clock.now(), { from: ['failed'] });
    if (!changed) throw new AppError(outboundErrors.message_not_failed, { values: { state: message.state } });
    deps.log.append(tx, changed.events);
    wakeSenderAfter(deps, tx, message.accountId);
    return changed.message;
  });
}

/**
 * A person decides about a message whose outcome stays unknown: it counts as sent, or as failed, which can then be
 * sent again. @throws AppError message_not_uncertain
 */
export async function settleMessage(
  deps: OutboundDeps,
  db: WorkspaceDb,
  conversationId: string,
  messageId: string,
  as: 'sent' | 'failed',
): Promise<Message> {
  return db.transaction(async (tx) => {
    await lockConversation(tx, conversationId);
    const message = await outgoing(tx, conversationId, messageId);
    const failure = as === 'failed' && message.failure ? { ...message.failure, canRetry: true } : null;
    const now = deps.clock.now();
    const changed = await changeMessage(tx, messageId, { state: as, failure }, now, { from: ['uncertain'] });
    if (!changed)
      throw new AppError(outboundErrors.message_not_uncertain, { values: { state: message.state } });
    await giveUpAttempt(tx, messageId, as, now);
    deps.log.append(tx, changed.events);
    wakeSenderAfter(deps, tx, message.accountId);
    return changed.message;
  });
}

async function outgoing(tx: WorkspaceTx, conversationId: string, messageId: string): Promise<Message> {
  const message = await findMessage(tx, messageId);
  if (!message || message.conversationId !== conversationId || message.direction !== 'out') {
    throw new AppError(conversationErrors.message_not_found);
  }
  return message;
}
