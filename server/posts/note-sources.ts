import { type WorkspaceTx } from '../base/index.ts';
import { insertSource } from '../conversations/index.ts';
import { findLinkOf } from '../handles/index.ts';
import { findAnswerAtX } from './answer-store.ts';

/** A message with which a customer began a thread, or before which X showed them something of ours. */
export interface Arrival {
  readonly conversationId: string;
  readonly handleId: string;
  readonly text: string;
  /** What X says that they saw right before. */
  readonly via: { readonly xPostId?: string | undefined; readonly welcomeMessageId?: string | undefined };
  /** They had never written to us. */
  readonly firstContact: boolean;
}

/** Records by which link or post customers came. */
export async function noteSources(tx: WorkspaceTx, arrivals: readonly Arrival[], now: Date): Promise<void> {
  for (const arrival of arrivals) {
    const { conversationId, handleId } = arrival;
    const xPostId = arrival.via.xPostId ?? null;
    const welcomeMessageId = arrival.via.welcomeMessageId ?? null;
    const text = arrival.firstContact ? arrival.text.trim() : null;
    const link = await findLinkOf(tx, handleId, { welcomeMessageId, text });
    const answer = xPostId === null ? undefined : await findAnswerAtX(tx, xPostId);
    const kind = answer ? 'answer' : link ? 'link' : xPostId !== null ? 'post' : 'welcome';
    if (kind === 'welcome' && welcomeMessageId === null) continue;
    const source = {
      kind,
      linkId: link?.id ?? null,
      linkName: link?.name ?? null,
      xPostId,
      publicPostId: answer?.postId ?? null,
      welcomeMessageId,
    } as const;
    await insertSource(tx, conversationId, source, now);
  }
}
