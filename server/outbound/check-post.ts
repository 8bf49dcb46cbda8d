import { outboundErrors } from '../../contract/errors/outbound.ts';
import { AppError } from '../base/index.ts';
import type { Conversation } from '../conversations/index.ts';
import { problemOfThread } from './checks.ts';
import { checkStored, type Stored } from './content.ts';
import type { ThreadFacts } from './facts-store.ts';
import type { NewMessage } from './new-message.ts';

/** A new message and what is known around it. */
export interface Candidate {
  readonly conversation: Pick<Conversation, 'lastDirection'>;
  /** Undefined: something that the thread hangs on is gone. */
  readonly facts: ThreadFacts | undefined;
  /** Somebody who would read it wants nothing that nobody asked for. */
  readonly isAnyOptedOut: boolean;
  /** That wish was the newest that came from them. */
  readonly optedOutLast: boolean;
  readonly wanted: Pick<NewMessage, 'mediaIds' | 'program' | 'proactive'>;
  readonly stored: Stored;
}

/**
 * Everything that is asked of a new message, whoever writes it, in the order in which it is told. What is only kept is
 * asked less: whoever cannot be written to can be written about. Pure. @throws AppError
 */
export function checkPost(candidate: Candidate): void {
  const { conversation, facts, isAnyOptedOut, optedOutLast, wanted, stored } = candidate;
  const files = wanted.mediaIds?.length ?? 0;
  checkStored(stored, files > 0);
  if (files > 1) throw new AppError(outboundErrors.attachment_count);
  if (wanted.program?.silent) return;
  const isAsked = wanted.proactive === 'unless_asked' && conversation.lastDirection === 'in' && !optedOutLast;
  if (wanted.proactive && !isAsked && isAnyOptedOut) throw new AppError(outboundErrors.customer_opted_out);
  if (!facts) throw new AppError(outboundErrors.handle_disabled);
  const problem = problemOfThread(facts);
  if (problem) throw problem;
  if (files > 0 && !facts.filesFromAgents) throw new AppError(outboundErrors.files_not_allowed);
}
