import { AppError, type WorkspaceTx } from '../base/index.ts';
import { isAnyOptedOut, lockConversation, type Message } from '../conversations/index.ts';
import type { OutboundDeps } from './deps.ts';
import { queueMessage } from './queue.ts';
import type { Option } from './render/index.ts';

/** A message that nobody wrote: a notice, a reminder, a survey. */
export interface AutomaticMessage {
  readonly conversationId: string;
  readonly text: string;
  readonly quickReplies?: readonly Option[];
  /** The same key sends once. */
  readonly key: string;
  /** Only what answers the customer's own wish, such as the confirmation of an opt-out. */
  readonly despiteOptOut?: boolean;
  /** Fit for everybody in a group. Without it nothing is sent there: it was meant for one customer. */
  readonly inGroups?: boolean;
}

/**
 * Queues an automatic message, behind what people write. Nothing is sent, and nothing answered, to a customer who opted
 * out, in a group that somebody is in who did, in a thread that cannot be written in now, or in a group at all when the
 * message is meant for one.
 */
export async function queueAutomatic(
  deps: OutboundDeps,
  tx: WorkspaceTx,
  wanted: AutomaticMessage,
): Promise<Message | undefined> {
  const { id, groupId } = await lockConversation(tx, wanted.conversationId);
  if (groupId !== null && !wanted.inGroups) return undefined;
  if (!wanted.despiteOptOut && (await isAnyOptedOut(tx, id))) return undefined;
  try {
    const { message } = await queueMessage(deps, tx, {
      conversationId: wanted.conversationId,
      author: { kind: 'system', id: null },
      text: wanted.text,
      ...(wanted.quickReplies && { quickReplies: wanted.quickReplies }),
      idempotencyKey: wanted.key,
      priority: 'program',
    });
    return message;
  } catch (error) {
    // A passing trouble is tried again by the caller's consumer; what cannot be sent at all is left unsaid.
    if (!(error instanceof AppError) || error.declaration.who === 'time') throw error;
    deps.logger.info(
      { code: error.code, conversationId: wanted.conversationId, key: wanted.key },
      'an automatic message was left out',
    );
    return undefined;
  }
}
