import type { WorkspaceTx } from '../base/index.ts';
import { updateEnds } from './conversation-store.ts';
import { endingWith } from './ends.ts';
import { findNewestMessage } from './message-store.ts';
import type { Conversation, Message } from './types.ts';

/**
 * The list shows the newest message that is there, because one behind it was taken back or deleted. The conversation is
 * locked by the caller.
 * @param fillingOf what the list shows of a message without text: "Photo".
 */
export async function showNewest(
  tx: WorkspaceTx,
  conversation: Conversation,
  fillingOf: (message: Message) => Promise<string | undefined>,
): Promise<void> {
  const newest = await findNewestMessage(tx, conversation.id);
  if (!newest) return updateEnds(tx, [{ ...conversation, lastPreview: '' }]);
  const filling = newest.text === '' ? await fillingOf(newest) : undefined;
  await updateEnds(tx, [endingWith(conversation, newest, filling)]);
}
