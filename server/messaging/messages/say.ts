import type { FastifyRequest } from 'fastify';
import type { ProgramNote, RichContent } from '../../../contract/api/index.ts';
import type { PostMessageBody, SunshineMessage } from '../../../contract/sunshine/messages.ts';
import { newId, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { addTold, type Conversation, lockConversation, type Message } from '../../conversations/index.ts';
import { placeKept } from '../../media/index.ts';
import { splitRich } from '../../outbound/index.ts';
import { takeNamed } from '../attachments/files.ts';
import type { Known } from '../conversations/conversations.ts';
import { mergeConversation, raiseUnread } from '../conversations/store.ts';
import { bareId, type Program } from '../http/authenticate.ts';
import { badRequest, forbidden, SunshineError } from '../http/problem.ts';
import type { MessagingParts } from '../parts.ts';
import { type User, withoutNull } from '../users/user.ts';
import { checkMetadata, getUser, listUsers } from '../users/users.ts';
import { readContent } from './content.ts';
import { presentKept } from './present.ts';
import { presentMessages } from './read.ts';
import { insertKeptMessage, type KeptMessage } from './store.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';

/** What a program says, in a thread of X or in a conversation that only programs know; answers it as it is now. */
export async function say(
  parts: MessagingParts,
  db: WorkspaceDb,
  known: Known,
  body: PostMessageBody,
  by: { readonly program: Program; readonly idempotencyKey?: string },
): Promise<SunshineMessage[]> {
  checkMetadata(body.metadata, 'Message');
  const content = readContent(body.content, body.author.type);
  const user = body.author.type === 'user' ? await authorOf(db, body) : null;
  const note = noteOf(body);
  await parts.room.take(db, known);
  if (!known.thread) return sayAmongPrograms(parts, db, known.id, content, note, user);
  checkDestination(known.thread, body);
  const messages = await (user
    ? tell(parts, db, known.thread, content, note, user, by.idempotencyKey)
    : answer(parts, db, known.thread, content, note, by));
  const shown = await presentMessages(parts, db, messages);
  return messages.flatMap((message) => shown.get(message.id) ?? []);
}

/** What makes a repeated POST harmless. */
export function keyOf({ headers }: Pick<FastifyRequest, 'headers'>): { idempotencyKey?: string } {
  const key = headers['idempotency-key'];
  return typeof key === 'string' && key.length >= 8 ? { idempotencyKey: key.slice(0, 100) } : {};
}

/** To the customer, over the handle's account: a list becomes several messages, all of them queued or none. */
async function answer(
  parts: MessagingParts,
  db: WorkspaceDb,
  thread: Conversation,
  content: RichContent,
  note: ProgramNote,
  by: { readonly program: Program; readonly idempotencyKey?: string },
): Promise<Message[]> {
  const prepared: { readonly said: RichContent; readonly mediaId: string | null }[] = [];
  for (const part of splitRich(content)) {
    // Files are fetched before the thread is locked: that may take seconds.
    const file =
      'mediaUrl' in part ? await takeNamed(parts.files, db, part.mediaUrl, by.program.keyId) : null;
    prepared.push({ said: file ? withFile(part, file) : part, mediaId: file?.mediaId ?? null });
    if (file?.ownId) await placeKept(db, file.ownId, thread.id);
  }
  return db.transaction(async (tx) => {
    const messages: Message[] = [];
    for (const [index, { said, mediaId }] of prepared.entries()) {
      const isPlain = said.type === 'text' && (said.actions ?? []).length === 0;
      const { message } = await parts.outbound.queueMessage(tx, {
        conversationId: thread.id,
        author: { kind: 'program', id: bareId(by.program.keyId) },
        text: 'text' in said ? (said.text ?? '') : '',
        ...(mediaId === null ? {} : { mediaIds: [mediaId] }),
        ...(isPlain ? {} : { rich: said }),
        ...(Object.keys(note).length > 0 ? { program: note } : {}),
        proactive: 'unless_asked',
        ...(by.idempotencyKey === undefined
          ? {}
          : { idempotencyKey: index === 0 ? by.idempotencyKey : `${by.idempotencyKey}/${index}` }),
      });
      messages.push(message);
    }
    return messages;
  });
}

/** As the customer: it stands in the thread as theirs, and is sent to nobody. */
async function tell(
  parts: MessagingParts,
  db: WorkspaceDb,
  thread: Conversation,
  content: RichContent,
  note: ProgramNote,
  user: User,
  idempotencyKey: string | undefined,
): Promise<Message[]> {
  if (user.id !== thread.customerId) throw new SunshineError(sunshineErrors.not_a_member);
  // Who never wrote does not begin to by a program's word: X would still refuse an answer.
  if (thread.lastInboundAt === null) throw forbidden('This person has never written to this account.');
  const text = 'text' in content ? (content.text ?? '') : '';
  const added = await db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, thread.id);
    const told = await addTold(
      tx,
      conversation,
      {
        text,
        content: {
          ...(content.type === 'text' ? {} : { rich: content }),
          ...(Object.keys(note).length > 0 ? { program: note } : {}),
        },
        authorId: user.id,
        idempotencyKey: idempotencyKey ?? null,
      },
      parts.clock.now(),
    );
    parts.log.append(tx, told.events);
    return told;
  });
  return [added.message];
}

async function sayAmongPrograms(
  parts: MessagingParts,
  db: WorkspaceDb,
  conversationId: string,
  content: RichContent,
  note: ProgramNote,
  user: User | null,
): Promise<SunshineMessage[]> {
  const now = parts.clock.now();
  const message: KeptMessage = {
    id: newId(),
    conversationId,
    author: { userId: user?.id ?? null, note: withoutMetadata(note) },
    content,
    metadata: note.metadata ?? null,
    receivedAt: now,
  };
  await db.transaction(async (tx) => {
    await insertKeptMessage(tx, message);
    await mergeConversation(tx, conversationId, { lastAt: now }, now);
    await raiseUnread(tx, conversationId, user?.id ?? null);
    announce(parts, tx, message);
  });
  const users = await listUsers(db, user ? [user.id] : []);
  return [presentKept(message, users, 'Business')];
}

function announce(parts: MessagingParts, tx: WorkspaceTx, message: KeptMessage): void {
  const { conversationId, id: messageId } = message;
  parts.log.append(tx, [{ kind: 'program.said', key: conversationId, body: { conversationId, messageId } }]);
}

async function authorOf(db: WorkspaceDb, { author }: PostMessageBody): Promise<User> {
  const named = author.userId ?? author.userExternalId;
  if (named === undefined) throw badRequest("author should have required property 'userId'");
  return getUser(db, named);
}

function noteOf({ author, metadata, destination }: PostMessageBody): ProgramNote {
  const kept = withoutNull(metadata ?? {});
  return {
    ...(author.displayName ? { displayName: author.displayName } : {}),
    ...(author.avatarUrl ? { avatarUrl: author.avatarUrl } : {}),
    ...(author.subtypes ? { subtypes: author.subtypes } : {}),
    ...(Object.keys(kept).length > 0 ? { metadata: kept } : {}),
    ...(destination?.integrationType === 'none' ? { silent: true as const } : {}),
  };
}

function withoutMetadata({ metadata: _metadata, ...note }: ProgramNote): ProgramNote {
  return note;
}

/** @throws SunshineError 400 for a channel that the customer does not use here. */
function checkDestination(thread: Conversation, { destination }: PostMessageBody): void {
  const { integrationId, integrationType } = destination ?? {};
  if (integrationId !== undefined && integrationId !== thread.handleId) {
    throw badRequest('The user has no client for the integration of the destination');
  }
  if (integrationType !== undefined && integrationType !== 'twitter' && integrationType !== 'none') {
    throw badRequest(`The user has no client of type '${integrationType}'`);
  }
}

function withFile(
  content: RichContent,
  file: { readonly mediaType: string | null; readonly mediaSize: number | null },
): RichContent {
  if (content.type !== 'image' && content.type !== 'file') return content;
  return {
    ...content,
    ...(file.mediaType === null ? {} : { mediaType: file.mediaType }),
    ...(file.mediaSize === null ? {} : { mediaSize: file.mediaSize }),
  };
}
