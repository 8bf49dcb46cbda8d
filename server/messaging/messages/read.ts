import type { SunshineMessage } from '../../../contract/sunshine/messages.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import {
  type Conversation,
  isWithheld,
  listConsents,
  listConversations,
  type Message,
  presentEntry,
} from '../../conversations/index.ts';
import { findHandle } from '../../handles/index.ts';
import { readMaskingRules } from '../../masking/index.ts';
import { listFilesOf, presentMedia, type MediaFile } from '../../media/index.ts';
import type { MessagingParts } from '../parts.ts';
import { listUsers } from '../users/users.ts';
import type { Queued } from './posting.ts';
import { type Around, presentMessage } from './present.ts';

/**
 * Entries of threads as messages of the API, masked, by entry. What a customer has not agreed to be read is not there.
 * One look at each table, however many there are.
 */
export async function presentMessages(
  parts: Pick<MessagingParts, 'files' | 'findNames'>,
  db: WorkspaceDb,
  messages: readonly Message[],
): Promise<Map<string, SunshineMessage[]>> {
  if (messages.length === 0) return new Map();
  const conversationIds = [...new Set(messages.map((one) => one.conversationId))];
  const authorIds = messages.flatMap((one) => (one.direction === 'in' && one.authorId ? [one.authorId] : []));
  const hasAgents = messages.some((one) => one.authorKind === 'agent');
  const [threads, consents, users, files, rules, addressOf, names] = await Promise.all([
    listConversations(db, conversationIds),
    listConsents(db, conversationIds),
    listUsers(db, authorIds),
    listFilesOf(
      db,
      messages.map((one) => one.id),
    ),
    readMaskingRules(db),
    parts.files.addresses.maker(db),
    hasAgents ? parts.findNames(db) : new Map<string, string>(),
  ]);
  const threadOf = new Map<string, Conversation>(threads.map((one) => [one.id, one]));
  const handleNames = await namesOfHandles(db, threads);
  const filesOf = new Map<string, MediaFile[]>();
  for (const file of files) {
    if (file.messageId !== null) filesOf.set(file.messageId, [...(filesOf.get(file.messageId) ?? []), file]);
  }
  const shown = new Map<string, SunshineMessage[]>();
  for (const message of messages) {
    const thread = threadOf.get(message.conversationId);
    const consent = consents.get(message.conversationId) ?? 'none';
    if (!thread || (message.direction === 'in' && isWithheld(consent))) continue;
    const around: Around = {
      users,
      names,
      handleId: thread.handleId,
      businessName: handleNames.get(thread.handleId) ?? 'Business',
      files: filesOf,
      addressOf,
    };
    const media = (filesOf.get(message.id) ?? []).map(presentMedia);
    shown.set(message.id, presentMessage(message, presentEntry(message, media, rules), around));
  }
  return shown;
}

/** What was queued just now, without files: all that is shown is in hand. */
export function presentQueued(message: Message, { thread, handleName, rules }: Queued): SunshineMessage[] {
  return presentMessage(message, presentEntry(message, [], rules), {
    users: NOBODY,
    names: NOBODY,
    handleId: thread.handleId,
    businessName: handleName ?? 'Business',
    files: NOBODY,
    addressOf: () => '',
  });
}

const NOBODY: ReadonlyMap<string, never> = new Map<string, never>();

async function namesOfHandles(
  db: WorkspaceDb,
  threads: readonly Conversation[],
): Promise<Map<string, string>> {
  const ids = [...new Set(threads.map((one) => one.handleId))];
  const handles = await Promise.all(ids.map((id) => findHandle(db, id)));
  return new Map(handles.flatMap((one) => (one ? [[one.id, one.name] as const] : [])));
}
