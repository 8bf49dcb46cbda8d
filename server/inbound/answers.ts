import type { EntryContent } from '../../contract/api/index.ts';
import type { WorkspaceTx } from '../base/index.ts';
import { listLastOffers, type XEntry } from '../conversations/index.ts';

type Choices = NonNullable<EntryContent['quickReplies']>;

/** Which of the choices a text means, by number or label; the choices were sent as numbered text. */
export type MatchAnswer = (choices: Choices, text: string) => { readonly metadata?: string | null } | null;

/** Nobody writes a longer text to choose one of a list. */
const LONGEST = 80;

/** Marks texts that choose one of what was offered last, as X marks the answers to its own quick replies. */
export async function matchAnswers<T extends { readonly entry: XEntry }>(
  tx: WorkspaceTx,
  entries: readonly T[],
  match: MatchAnswer,
): Promise<T[]> {
  const candidates = entries.filter(({ entry }) => mayAnswer(entry));
  if (candidates.length === 0) return [...entries];
  const offers = await listLastOffers(tx, [...new Set(candidates.map(({ entry }) => entry.conversationId))]);
  return entries.map((one) => {
    const { entry } = one;
    const choices = offers.get(entry.conversationId);
    const answer = choices && mayAnswer(entry) ? match(choices, entry.text) : null;
    if (!answer) return one;
    const quickReplyAnswer = { metadata: answer.metadata ?? null };
    return { ...one, entry: { ...entry, content: { ...entry.content, quickReplyAnswer } } };
  });
}

function mayAnswer({ direction, kind, text, content }: XEntry): boolean {
  return (
    direction === 'in' &&
    kind === 'message' &&
    text !== '' &&
    text.length <= LONGEST &&
    !content.quickReplyAnswer
  );
}
