import type { EntryContent, ProgramNote, RichContent } from '../../contract/api/index.ts';
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
import { checkAttachment, checkProgram, problemOfThread } from './checks.ts';
import { checkStored, saysSame, type Stored, toStored, withText } from './content.ts';
import { type OutboundDeps, WAKE } from './deps.ts';
import { maskOutgoing, readMaskingRules } from '../masking/index.ts';
import { fillingOf, fillings } from '../media/index.ts';
import { findThreadFacts, type ThreadFacts } from './facts-store.ts';
import { attachFiles, describeFile, fileIdsOf } from './media.ts';
import { type Option, render, sentAs } from './render/index.ts';
import { abilityOf, sayingOf } from './saying.ts';

export interface NewMessage {
  readonly conversationId: string;
  /** `system`: an automatic message; see automatic.ts. */
  readonly author:
    | { readonly kind: 'agent' | 'program'; readonly id: string }
    | { readonly kind: 'system'; readonly id: null };
  readonly text: string;
  readonly mediaIds?: readonly string[];
  readonly quickReplies?: readonly Option[];
  /**
   * A program's message with more than text: `text` and `quickReplies` are then made from it. What is longer than X takes
   * is refused: see splitRich.
   */
  readonly rich?: RichContent;
  /** What the program says beside it. `silent`: it is kept and shown, and sent to nobody. */
  readonly program?: ProgramNote;
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
  wanted: NewMessage,
): Promise<Pick<Added, 'message' | 'created'>> {
  return db.transaction(async (tx) => {
    // What people and programs write to customers goes out masked, where the workspace says so.
    const stored = toStored(wanted, await readMaskingRules(tx));
    const conversation = await lockConversation(tx, wanted.conversationId);
    const earlier =
      wanted.idempotencyKey === undefined
        ? undefined
        : await findByIdempotencyKey(tx, conversation.id, wanted.idempotencyKey);
    const mediaIds = wanted.mediaIds ?? [];
    if (earlier) {
      await requireSame(tx, earlier, stored, mediaIds);
      return { message: earlier, created: false };
    }
    if (wanted.author.kind === 'program') checkProgram(conversation);
    const facts = await check(tx, conversation, wanted, stored);
    const filling = await fillingOfFile(tx, mediaIds);
    const now = deps.clock.now();
    const kept = wanted.program?.silent === true;
    const added = await addToThread(
      tx,
      conversation,
      {
        text: stored.text,
        content: facts ? withForecast(stored, facts, mediaIds.length > 0) : stored.content,
        kept,
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
    if (!kept) wakeAfter(deps, tx, conversation.accountId);
    return { message: added.message, created: true };
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

/** Nothing for what is only kept: whoever cannot be written to can be written about. */
async function check(
  tx: WorkspaceTx,
  conversation: Conversation,
  wanted: NewMessage,
  stored: Stored,
): Promise<ThreadFacts | undefined> {
  const mediaIds = wanted.mediaIds ?? [];
  checkStored(stored, mediaIds.length > 0);
  if (mediaIds.length > 1) throw new AppError(outboundErrors.attachment_count);
  if (wanted.program?.silent) return undefined;
  const isAsked = wanted.proactive === 'unless_asked' && conversation.lastDirection === 'in';
  if (wanted.proactive && !isAsked && (await isAnyOptedOut(tx, conversation.id))) {
    throw new AppError(outboundErrors.customer_opted_out);
  }
  const facts = await findThreadFacts(tx, conversation.id);
  if (!facts) throw new AppError(outboundErrors.handle_disabled);
  const problem = problemOfThread(facts);
  if (problem) throw problem;
  if (mediaIds.length > 0 && !facts.filesFromAgents) throw new AppError(outboundErrors.files_not_allowed);
  return facts;
}

/** With what X would get of a rich message now; written again when it leaves. */
function withForecast({ text, content }: Stored, facts: ThreadFacts, hasFile: boolean): EntryContent {
  if (!content.rich) return content;
  return { ...content, sentAs: sentAs(render(sayingOf({ text, content }, hasFile), abilityOf(facts))) };
}

async function fillingOfFile(tx: WorkspaceTx, [mediaId]: readonly string[]): Promise<string | undefined> {
  if (mediaId === undefined) return undefined;
  const file = await describeFile(tx, mediaId);
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

async function requireSame(
  tx: WorkspaceTx,
  earlier: Message,
  wanted: Stored,
  mediaIds: readonly string[],
): Promise<void> {
  const files = await fileIdsOf(tx, earlier.id);
  const same = earlier.direction === 'out' && files.join() === mediaIds.join() && saysSame(earlier, wanted);
  if (!same) throw new AppError(outboundErrors.idempotency_conflict);
}
