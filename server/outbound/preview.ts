import type { AnswerPreview } from '../../contract/api/index.ts';
import { conversationErrors } from '../../contract/errors/conversations.ts';
import { AppError, messageOf, type WorkspaceDb } from '../base/index.ts';
import { readMaskingRules } from '../masking/index.ts';
import { checkStored, type Stored, toStored } from './content.ts';
import { findThreadFacts } from './facts-store.ts';
import { type Option, render, sentAs } from './render/index.ts';
import { abilityOf, sayingOf } from './saying.ts';

/** An answer as it stands in the composer. */
export interface Unsent {
  readonly text: string;
  readonly hasFile?: boolean;
  readonly quickReplies?: readonly Option[];
}

/**
 * What X would get of an answer now: masked, checked and rendered as the sender does it. Stores nothing.
 * @throws AppError conversation_not_found
 */
export async function previewMessage(
  db: WorkspaceDb,
  conversationId: string,
  unsent: Unsent,
): Promise<AnswerPreview> {
  const { text, hasFile = false, quickReplies = [] } = unsent;
  const [facts, rules] = await Promise.all([findThreadFacts(db, conversationId), readMaskingRules(db)]);
  if (!facts) throw new AppError(conversationErrors.conversation_not_found);
  const stored = toStored({ text, quickReplies }, rules);
  const saying = sayingOf(stored, hasFile);
  const ability = abilityOf(facts);
  const rendered = render(saying, ability);
  const isTried = rendered.via === 'v1' && ability.v1Dm === 'unknown';
  return {
    sentAs: sentAs(rendered),
    otherwise: isTried ? render(saying, { ...ability, v1Dm: 'refused' }).text : null,
    problem: problemOf(stored, hasFile),
  };
}

function problemOf(stored: Stored, hasFile: boolean): string | null {
  try {
    checkStored(stored, hasFile);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return messageOf(error);
  }
}
