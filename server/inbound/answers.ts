import type { EntryContent } from '../../contract/api/index.ts';
import type { WorkspaceTx } from '../base/index.ts';
import { listLastOffers, type Offer, type XEntry } from '../conversations/index.ts';

type Choices = Offer['choices'];

/** Which of the choices an answer takes: by X's word for it, else by number or label. */
export type MatchAnswer = (
  choices: Choices,
  answer: { readonly text: string; readonly metadata?: string | null | undefined },
) => { readonly index: number } | null;

/** Nobody writes a longer text to choose one of a list. */
const LONGEST = 200;
/** X's word may be for an offer that others have followed since: a tap and a message can cross. */
const MOST_OFFERS = 5;

/**
 * Says of answers what they choose. A text is measured against the newest offer of the thread, however many messages
 * have followed it; X's word for one of its own quick replies against the last few.
 */
export async function matchAnswers<T extends { readonly entry: XEntry }>(
  tx: WorkspaceTx,
  entries: readonly T[],
  match: MatchAnswer,
): Promise<T[]> {
  const candidates = entries.filter(({ entry }) => mayAnswer(entry));
  if (candidates.length === 0) return [...entries];
  const threads = [...new Set(candidates.map(({ entry }) => entry.conversationId))];
  const offers = await listLastOffers(tx, threads, MOST_OFFERS);
  return entries.map((one) => {
    const { entry } = one;
    const made = offers.get(entry.conversationId);
    const quickReplyAnswer = made && mayAnswer(entry) && findAnswer(entry, made, match);
    if (!quickReplyAnswer) return one;
    return { ...one, entry: { ...entry, content: { ...entry.content, quickReplyAnswer } } };
  });
}

function findAnswer(
  { text, content }: XEntry,
  offers: readonly Offer[],
  match: MatchAnswer,
): EntryContent['quickReplyAnswer'] {
  const metadata = content.quickReplyAnswer?.metadata;
  const answer = { text, metadata };
  for (const { messageId, choices } of typeof metadata === 'string' ? offers : offers.slice(0, 1)) {
    const found = match(choices, answer);
    const choice = found && choices[found.index];
    if (!choice) continue;
    const { kind, payload, actionMetadata } = choice;
    return {
      metadata: metadata ?? choice.metadata ?? null,
      ...(kind && { kind }),
      ...(payload !== undefined && { payload }),
      ...(actionMetadata && { actionMetadata }),
      offeredBy: messageId,
    };
  }
  return undefined;
}

function mayAnswer({ direction, kind, text, content }: XEntry): boolean {
  if (direction !== 'in' || kind !== 'message') return false;
  return content.quickReplyAnswer !== undefined || (text !== '' && text.length <= LONGEST);
}
