import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { newId, type WorkspaceDb } from '../../base/index.ts';
import {
  type Known,
  listKnownOfUser,
  listShownParticipants,
  typeOf,
} from '../conversations/conversations.ts';
import { insertConversation, insertParticipant, type KeptConversation } from '../conversations/store.ts';
import { SunshineError } from '../http/problem.ts';
import type { MessagingParts } from '../parts.ts';
import type { User } from '../users/user.ts';

/**
 * The one conversation that a user of v1.1 has: with the handle they last wrote to, or the named one; else what
 * programs made for them.
 */
export async function findOwn(
  db: WorkspaceDb,
  user: User,
  integrationId?: string,
): Promise<Known | undefined> {
  const all = (await listKnownOfUser(db, user.id)).filter((one) => typeOf(one) === 'personal');
  const lastWritten = ({ thread }: Known) => thread?.lastInboundAt?.getTime() ?? 0;
  const threads = all
    .filter((one) => one.thread !== null)
    .toSorted((a, b) => lastWritten(b) - lastWritten(a));
  return threads.find((one) => one.thread?.handleId === integrationId) ?? threads[0] ?? all[0];
}

/** @throws SunshineError `conversation_not_found` */
export async function getOwn(db: WorkspaceDb, user: User): Promise<Known> {
  const known = await findOwn(db, user);
  if (!known) throw new SunshineError(sunshineErrors.conversation_not_found);
  return known;
}

/** The conversation of a user, begun where there is none: only programs know that one. */
export async function openOwn(
  { clock }: Pick<MessagingParts, 'clock'>,
  db: WorkspaceDb,
  user: User,
  integrationId?: string,
): Promise<Known> {
  const known = await findOwn(db, user, integrationId);
  if (known) return known;
  const now = clock.now();
  const kept: KeptConversation = {
    id: newId(),
    kind: 'personal',
    displayName: null,
    description: null,
    iconUrl: null,
    metadata: {},
    businessReadAt: null,
    lastAt: now,
    createdAt: now,
  };
  await db.transaction(async (tx) => {
    await insertConversation(tx, kept);
    await insertParticipant(tx, { id: newId(), conversationId: kept.id, userId: user.id }, now);
  });
  return { id: kept.id, thread: null, kept };
}

export async function presentOwn(
  db: WorkspaceDb,
  known: Known,
  user: User,
): Promise<{ _id: string; unreadCount: number }> {
  const own = (await listShownParticipants(db, known)).find((one) => one.userId === user.id);
  return { _id: known.id, unreadCount: own?.unreadCount ?? 0 };
}
