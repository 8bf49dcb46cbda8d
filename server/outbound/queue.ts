import { conversationErrors } from '../../contract/errors/conversations.ts';
import { outboundErrors } from '../../contract/errors/outbound.ts';
import { AppError, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import {
  type Added,
  cancelAnswer,
  changeMessage,
  type Conversation,
  findByIdempotencyKey,
  findMessage,
  isAnyOptedOut,
  lockConversation,
  type Message,
  queueMessage as addToThread,
} from '../conversations/index.ts';
import { giveUpAttempt } from './attempt-store.ts';
import { checkAttachment, checkText, problemOfThread } from './checks.ts';
import { type OutboundDeps, WAKE } from './deps.ts';
import { maskOutgoing, readMaskingRules } from '../masking/index.ts';
import { fillingOf, fillings } from '../media/index.ts';
import { findThreadFacts } from './facts-store.ts';
import { attachFiles, describeFile, fileIdsOf } from './media.ts';
import type { Option } from './render/index.ts';

export interface NewMessage {
  readonly conversationId: string;
  /** `system`: an automatic message; see automatic.ts. */
  readonly author:
    | { readonly kind: 'agent' | 'program'; readonly id: string }
    | { readonly kind: 'system'; readonly id: null };
  readonly text: string;
  readonly mediaIds?: readonly string[];
  readonly quickReplies?: readonly Option[];
  /** The same key gives the same message; with other content it is refused. */
  readonly idempotencyKey?: string;
  /** Not sent for so long: until then it can be taken back. */
  readonly undoMs?: number;
  /**
   * Nobody asked for it: whoever opted out does not get it. `unless_asked`: it may be an answer, and is one while the
   * customer has the last word.
   */
  readonly proactive?: 'always' | 'unless_asked';
  /** People leave first. Default: by the author. */
  readonly priority?: 'person' | 'program';
}

const PRIORITY = { person: 0, program: 1 } as const;

/** Stores and queues an answer in one transaction. @throws AppError see contract/errors/outbound.ts */
export async function queueMessage(
  deps: OutboundDeps,
  db: WorkspaceDb,
  given: NewMessage,
): Promise<Pick<Added, 'message' | 'created'>> {
  return db.transaction(async (tx) => {
    const wanted = await masked(tx, given);
    const conversation = await lockConversation(tx, wanted.conversationId);
    const earlier =
      wanted.idempotencyKey === undefined
        ? undefined
        : await findByIdempotencyKey(tx, conversation.id, wanted.idempotencyKey);
    if (earlier) {
      await requireSame(tx, earlier, wanted);
      return { message: earlier, created: false };
    }
    const mediaIds = wanted.mediaIds ?? [];
    const filling = await check(tx, conversation, wanted);
    const now = deps.clock.now();
    const options = wanted.quickReplies ?? [];
    const added = await addToThread(
      tx,
      conversation,
      {
        text: wanted.text,
        content: options.length > 0 ? { quickReplies: options.map(storedOption) } : {},
        authorKind: wanted.author.kind,
        authorId: wanted.author.id,
        notBefore: wanted.undoMs ? new Date(now.getTime() + wanted.undoMs) : null,
        sendPriority: PRIORITY[wanted.priority ?? (wanted.author.kind === 'agent' ? 'person' : 'program')],
        idempotencyKey: wanted.idempotencyKey ?? null,
        ...(filling === undefined ? {} : { filling }),
      },
      now,
    );
    if (mediaIds.length > 0) {
      await attachFiles(tx, mediaIds, { messageId: added.message.id, conversationId: conversation.id });
    }
    deps.log.append(tx, added.events);
    wakeAfter(deps, tx, conversation.accountId);
    return { message: added.message, created: true };
  });
}

/** What people and programs write to customers goes out masked, where the workspace says so. */
async function masked(db: WorkspaceDb, wanted: NewMessage): Promise<NewMessage> {
  const rules = await readMaskingRules(db);
  if (!rules.switches.agents) return wanted;
  const hide = (text: string) => maskOutgoing(rules, text);
  const quickReplies = wanted.quickReplies?.map((option) => ({ ...option, label: hide(option.label) }));
  return { ...wanted, text: hide(wanted.text), ...(quickReplies && { quickReplies }) };
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
    wakeAfter(deps, tx, message.accountId);
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
    checkText(text ?? message.text, message.content.quickReplies ?? [], hasFile);
    const change = {
      state: 'queued',
      failure: null,
      notBefore: null,
      sendsAt: null,
      ...(text === undefined ? {} : { text: text.toWellFormed() }),
    } as const;
    const changed = await changeMessage(tx, messageId, change, deps.clock.now(), { from: ['failed'] });
    if (!changed) throw new AppError(outboundErrors.message_not_failed, { values: { state: message.state } });
    deps.log.append(tx, changed.events);
    wakeAfter(deps, tx, message.accountId);
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
    wakeAfter(deps, tx, message.accountId);
    return changed.message;
  });
}

/** Wakes the account's sender, wherever it runs, once this transaction is durable. */
function wakeAfter(deps: OutboundDeps, tx: WorkspaceTx, accountId: string): void {
  tx.afterCommit(() => deps.bus.publish(WAKE, `${tx.workspaceId}:${accountId}`));
}

async function check(
  tx: WorkspaceTx,
  conversation: Conversation,
  wanted: NewMessage,
): Promise<string | undefined> {
  const mediaIds = wanted.mediaIds ?? [];
  checkText(wanted.text, wanted.quickReplies ?? [], mediaIds.length > 0);
  if (mediaIds.length > 1) throw new AppError(outboundErrors.attachment_count);
  const isAsked = wanted.proactive === 'unless_asked' && conversation.lastDirection === 'in';
  if (wanted.proactive && !isAsked && (await isAnyOptedOut(tx, conversation.id))) {
    throw new AppError(outboundErrors.customer_opted_out);
  }
  const facts = await findThreadFacts(tx, conversation.id);
  if (!facts) throw new AppError(outboundErrors.handle_disabled);
  const problem = problemOfThread(facts);
  if (problem) throw problem;
  if (mediaIds.length === 0) return undefined;
  if (!facts.filesFromAgents) throw new AppError(outboundErrors.files_not_allowed);
  const file = await describeFile(tx, mediaIds[0] ?? '');
  checkAttachment(file);
  return file && fillings[file.kind];
}

async function outgoing(tx: WorkspaceTx, conversationId: string, messageId: string): Promise<Message> {
  const message = await findMessage(tx, messageId);
  if (!message || message.conversationId !== conversationId || message.direction !== 'out') {
    throw new AppError(conversationErrors.message_not_found);
  }
  return message;
}

async function requireSame(tx: WorkspaceTx, earlier: Message, wanted: NewMessage): Promise<void> {
  const options = (earlier.content.quickReplies ?? []).map(storedOption);
  const files = await fileIdsOf(tx, earlier.id);
  const same =
    earlier.direction === 'out' &&
    earlier.text === wanted.text.toWellFormed() &&
    files.join() === (wanted.mediaIds ?? []).join() &&
    JSON.stringify(options) === JSON.stringify((wanted.quickReplies ?? []).map(storedOption));
  if (!same) throw new AppError(outboundErrors.idempotency_conflict);
}

function storedOption(option: Option): { label: string; description: string | null; metadata?: string } {
  const { label, description, metadata } = option;
  return { label: label.trim(), description: description ?? null, ...(metadata ? { metadata } : {}) };
}
