import type { SunshineConversation, SunshineParticipant } from '../../../contract/sunshine/conversations.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { isId, type WorkspaceDb } from '../../base/index.ts';
import {
  type Conversation,
  countUnread,
  findConversation,
  listConversationsOfCustomer,
  listParticipants,
  timeOfXId,
} from '../../conversations/index.ts';
import { SunshineError } from '../http/problem.ts';
import type { ControlRefs } from '../switchboard/present.ts';
import { clientIdOf, derivedId, shortened } from '../users/present.ts';
import { listUsers } from '../users/users.ts';
import { type KeptConversation, listKept, listKeptOfUser, listKeptParticipants } from './store.ts';

/** A conversation as programs know it: a thread of X, or one that only programs know. */
export type Known =
  | { readonly id: string; readonly thread: Conversation; readonly kept: KeptConversation | null }
  | { readonly id: string; readonly thread: null; readonly kept: KeptConversation };

/** @throws SunshineError `conversation_not_found` */
export async function getKnown(db: WorkspaceDb, id: string): Promise<Known> {
  const known = isId(id) ? await findKnown(db, id) : undefined;
  if (!known) throw new SunshineError(sunshineErrors.conversation_not_found);
  return known;
}

async function findKnown(db: WorkspaceDb, id: string): Promise<Known | undefined> {
  const [thread, [kept]] = await Promise.all([findConversation(db, id), listKept(db, [id])]);
  if (thread) return { id, thread, kept: kept ?? null };
  return kept?.kind ? { id, thread: null, kept } : undefined;
}

/** Everything that a user is in, in the order of ids. */
export async function listKnownOfUser(db: WorkspaceDb, userId: string): Promise<Known[]> {
  const [threads, own] = await Promise.all([
    listConversationsOfCustomer(db, userId),
    listKeptOfUser(db, userId),
  ]);
  const kept = new Map(
    (
      await listKept(
        db,
        threads.map((one) => one.id),
      )
    ).map((one) => [one.id, one]),
  );
  const known: Known[] = [
    ...threads.map((thread) => ({ id: thread.id, thread, kept: kept.get(thread.id) ?? null })),
    ...own.map((one) => ({ id: one.id, thread: null, kept: one })),
  ];
  return known.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** True for the first conversation of its user: the one that messages of theirs land in. */
export async function isDefaultOf(db: WorkspaceDb, known: Known): Promise<boolean> {
  if (typeOf(known) !== 'personal') return false;
  const userId = known.thread
    ? known.thread.customerId
    : (await listKeptParticipants(db, known.id))[0]?.userId;
  if (userId === undefined) return false;
  const [first] = (await listKnownOfUser(db, userId)).filter((one) => typeOf(one) === 'personal');
  return first?.id === known.id;
}

export function typeOf({ thread, kept }: Known): 'personal' | 'sdkGroup' {
  if (thread) return thread.groupId === null ? 'personal' : 'sdkGroup';
  return kept.kind ?? 'personal';
}

/** A conversation as the API shows it. */
export function presentConversation(
  known: Known,
  isDefault: boolean,
  control: ControlRefs = {},
): SunshineConversation {
  const { id, thread, kept } = known;
  const displayName = kept?.displayName ?? thread?.name;
  const createdAt = thread?.createdAt ?? kept?.createdAt ?? new Date(0);
  const hasMetadata = kept !== null && Object.keys(kept.metadata).length > 0;
  return {
    id,
    type: typeOf(known),
    isDefault,
    ...(displayName ? { displayName: shortened(displayName, 100) } : {}),
    ...(kept?.description ? { description: kept.description } : {}),
    ...(kept?.iconUrl ? { iconUrl: kept.iconUrl } : {}),
    ...(hasMetadata ? { metadata: kept.metadata } : {}),
    ...control,
    ...(kept?.businessReadAt ? { businessLastRead: kept.businessReadAt.toISOString() } : {}),
    lastUpdatedAt: (thread?.lastAt ?? kept?.lastAt ?? createdAt).toISOString(),
    createdAt: createdAt.toISOString(),
  };
}

const MOST_UNREAD = 100;

/** Who is in a conversation, as the API shows them, in the order of ids. */
export async function listShownParticipants(db: WorkspaceDb, known: Known): Promise<SunshineParticipant[]> {
  const shown = known.thread ? await ofThread(db, known.thread) : await ofKept(db, known.id);
  return shown.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function ofThread(db: WorkspaceDb, thread: Conversation): Promise<SunshineParticipant[]> {
  const isGroup = thread.groupId !== null;
  const ids = isGroup
    ? (await listParticipants(db, thread.id))
        .filter((one) => one.leftAt === null)
        .map((one) => one.customerId)
    : [thread.customerId];
  const users = await listUsers(db, ids);
  const unreadCount = isGroup ? 0 : await countUnread(db, thread.id, MOST_UNREAD);
  const hasRead = !isGroup && BigInt(thread.customerReadPosition) > 0n;
  return ids.map((userId) => ({
    id: derivedId('participant', thread.id, userId),
    userId,
    ...externalId(users.get(userId)?.kept?.externalId),
    unreadCount,
    clientAssociations: isGroup ? [] : [{ type: 'twitter', clientId: clientIdOf(thread) }],
    ...(hasRead ? { lastRead: timeOfXId(thread.customerReadPosition).toISOString() } : {}),
  }));
}

async function ofKept(db: WorkspaceDb, conversationId: string): Promise<SunshineParticipant[]> {
  const kept = await listKeptParticipants(db, conversationId);
  const users = await listUsers(
    db,
    kept.map((one) => one.userId),
  );
  return kept.map((one) => ({
    id: one.id,
    userId: one.userId,
    ...externalId(users.get(one.userId)?.kept?.externalId),
    unreadCount: one.unread,
    clientAssociations: [],
    ...(one.readAt ? { lastRead: one.readAt.toISOString() } : {}),
  }));
}

function externalId(id: string | null | undefined): { userExternalId?: string } {
  return id ? { userExternalId: id } : {};
}
