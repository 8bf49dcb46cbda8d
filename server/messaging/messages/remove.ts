import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { deleteContent, findMessage, listSaid, lockConversation } from '../../conversations/index.ts';
import type { Known } from '../conversations/conversations.ts';
import { SunshineError } from '../http/problem.ts';
import type { MessagingParts } from '../parts.ts';
import { deleteKeptMessages } from './store.ts';

const AT_ONCE = 200;

/** Deletes one message here. @throws SunshineError 404 */
export async function removeMessage(
  parts: MessagingParts,
  db: WorkspaceDb,
  known: Known,
  messageId: string,
): Promise<void> {
  const removed = known.thread
    ? await removeOne(parts, db, known.id, messageId)
    : (await db.transaction((tx) => deleteKeptMessages(tx, known.id, messageId))) > 0;
  if (!removed) throw new SunshineError(sunshineErrors.message_not_found);
}

/** Deletes here all that was said. */
export async function removeMessages(parts: MessagingParts, db: WorkspaceDb, known: Known): Promise<void> {
  if (known.thread) await removeSaid(parts, db, known.id);
  else await db.transaction((tx) => deleteKeptMessages(tx, known.id, null));
}

async function removeOne(
  { clock, log }: MessagingParts,
  db: WorkspaceDb,
  conversationId: string,
  messageId: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockConversation(tx, conversationId);
    const message = await findMessage(tx, messageId);
    if (message?.conversationId !== conversationId || message.kind !== 'message' || message.deletedAt)
      return false;
    const deleted = await deleteContent(tx, messageId, clock.now());
    if (deleted) log.append(tx, deleted.events);
    return deleted !== undefined;
  });
}

async function removeSaid(parts: MessagingParts, db: WorkspaceDb, conversationId: string): Promise<void> {
  let after = '0';
  for (;;) {
    const messages = await listSaid(db, conversationId, { after }, AT_ONCE);
    for (const message of messages) {
      if (!message.deletedAt) await removeOne(parts, db, conversationId, message.id);
    }
    const last = messages.at(-1);
    if (!last || messages.length < AT_ONCE) return;
    after = last.position;
  }
}
