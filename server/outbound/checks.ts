import { outboundErrors } from '../../contract/errors/outbound.ts';
import { AppError } from '../base/index.ts';
import { type Conversation, stopOf, UNANSWERED } from '../conversations/index.ts';
import type { ThreadFacts } from './facts-store.ts';
import { LONGEST_TEXT, numberedText, type Option, problemOfOptions } from './render/index.ts';

/** A file as far as its fitness for a direct message goes. */
export interface Attachment {
  readonly kind: 'photo' | 'gif' | 'video' | 'file';
  readonly state: 'pending' | 'stored' | 'failed';
  readonly byteSize: number | null;
  readonly isFree: boolean;
}

const MB = 1_000_000;
const MOST_MB = { photo: 5, gif: 15, video: 512 } as const;

/** Why nothing can be sent in this thread now; undefined when it can. */
export function problemOfThread(facts: ThreadFacts): AppError | undefined {
  if (!facts.handleEnabled) return new AppError(outboundErrors.handle_disabled);
  if (facts.accountStatus !== 'active') {
    return new AppError(outboundErrors.account_not_ready, { values: { username: facts.username ?? '' } });
  }
  if (facts.hasLeft) return new AppError(outboundErrors.group_left);
  // Encrypted groups have another form of id, and only X's own apps can write in them.
  if (facts.groupId !== null && !/^\d{15,19}$/.test(facts.groupId)) {
    return new AppError(outboundErrors.group_encrypted);
  }
  if (facts.lastInboundAt === null) return new AppError(outboundErrors.customer_never_wrote);
  return undefined;
}

/** @throws AppError program_unanswered, program_loop: nobody but programs has written for too long. */
export function checkProgram({ programs }: Pick<Conversation, 'programs'>): void {
  const stop = stopOf(programs);
  if (stop === 'loop') throw new AppError(outboundErrors.program_loop);
  if (stop === 'unanswered') {
    throw new AppError(outboundErrors.program_unanswered, { values: { most: UNANSWERED } });
  }
}

/** @throws AppError when the text with its choices cannot be sent. */
export function checkText(text: string, options: readonly Option[], hasFile: boolean): void {
  const problem = problemOfOptions(options);
  if (problem) throw new AppError(outboundErrors.message_options, { values: { problem } });
  const isBlank = text.trim() === '';
  if (isBlank && !hasFile) throw new AppError(outboundErrors.message_empty);
  if (isBlank && options.length > 0) {
    const values = { problem: 'Choices stand below a text: write one.' };
    throw new AppError(outboundErrors.message_options, { values });
  }
  // Counted as it may have to go out: with the choices in the text.
  const length = Array.from(numberedText(text, options)).length;
  if (length > LONGEST_TEXT) {
    throw new AppError(outboundErrors.message_too_long, { values: { length, most: LONGEST_TEXT } });
  }
}

/** @throws AppError when the file cannot go with a direct message. */
export function checkAttachment(file: Attachment | undefined): void {
  if (!file?.isFree || file.state === 'failed') throw new AppError(outboundErrors.attachment_unknown);
  if (file.state === 'pending') throw new AppError(outboundErrors.attachment_not_ready);
  if (file.kind === 'file') throw new AppError(outboundErrors.attachment_kind);
  const mostMb = MOST_MB[file.kind];
  if ((file.byteSize ?? 0) > mostMb * MB) {
    throw new AppError(outboundErrors.attachment_too_large, { values: { kind: file.kind, mostMb } });
  }
}
