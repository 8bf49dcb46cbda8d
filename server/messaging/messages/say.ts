import type { FastifyRequest } from 'fastify';
import type { ProgramNote, RichContent } from '../../../contract/api/index.ts';
import type { PostMessageBody, SunshineMessage } from '../../../contract/sunshine/messages.ts';
import { conversationErrors } from '../../../contract/errors/conversations.ts';
import { AppError, isId, newId, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { addTold, type Conversation, lockConversation, type Message } from '../../conversations/index.ts';
import { placeKept } from '../../media/index.ts';
import { type Post, splitRich } from '../../outbound/index.ts';
import { takeNamed } from '../attachments/files.ts';
import { getKnown, type Known } from '../conversations/conversations.ts';
import { mergeConversation, raiseUnread } from '../conversations/store.ts';
import { bareId, type Program } from '../http/authenticate.ts';
import { badRequest, forbidden, SunshineError } from '../http/problem.ts';
import type { MessagingParts } from '../parts.ts';
import { noticingStop } from '../switchboard/stopped.ts';
import { type User, withoutNull } from '../users/user.ts';
import { checkMetadata, getUser, listUsers } from '../users/users.ts';
import { readContent } from './content.ts';
import { presentKept } from './present.ts';
import { presentMessages, presentQueued } from './read.ts';
import { insertKeptMessage, type KeptMessage } from './store.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';

interface By {
  readonly program: Program;
  readonly idempotencyKey?: string;
}

/**
 * A program's POST to a conversation. Most are the business's words in a thread of X: those need no look at the thread
 * before they are stored, since storing looks at it anyway.
 */
export async function postMessage(
  parts: MessagingParts,
  db: WorkspaceDb,
  conversationId: string,
  body: PostMessageBody,
  by: By,
): Promise<SunshineMessage[]> {
  const content = isId(conversationId) && body.author.type === 'business' ? tryRead(body) : undefined;
  if (content && !('mediaUrl' in content)) {
    try {
      const said = splitRich(content).map((one) => ({ said: one, mediaId: null }));
      return await queue(parts, db, conversationId, said, body, by);
    } catch (error) {
      // It may be one that only programs know.
      if (!(error instanceof AppError) || error.code !== conversationErrors.conversation_not_found.code)
        throw error;
    }
  }
  return say(parts, db, await getKnown(db, conversationId), body, by);
}

/** Undefined: something is wrong with it, which is told after whether there is such a conversation. */
function tryRead(body: PostMessageBody): RichContent | undefined {
  try {
    checkMetadata(body.metadata, 'Message');
    return readContent(body.content, body.author.type);
  } catch (error) {
    if (error instanceof SunshineError) return undefined;
    throw error;
  }
}

/** What a program says, in a thread of X or in a conversation that only programs know; answers it as it is now. */
export async function say(
  parts: MessagingParts,
  db: WorkspaceDb,
  known: Known,
  body: PostMessageBody,
  by: By,
): Promise<SunshineMessage[]> {
  checkMetadata(body.metadata, 'Message');
  const content = readContent(body.content, body.author.type);
  const user = body.author.type === 'user' ? await authorOf(db, body) : null;
  const note = noteOf(body);
  // What goes to X takes its room where it is queued.
  if (!known.thread || user)
    await parts.room.take(db, { id: known.id, kind: known.thread ? 'thread' : 'kept' });
  if (!known.thread) return sayAmongPrograms(parts, db, known.id, content, note, user);
  checkDestination(known.thread, body);
  if (!user) return answer(parts, db, known.thread, content, body, by);
  return present(parts, db, await tell(parts, db, known.thread, content, note, user, by.idempotencyKey));
}

async function present(
  parts: MessagingParts,
  db: WorkspaceDb,
  messages: readonly Message[],
): Promise<SunshineMessage[]> {
  const shown = await presentMessages(parts, db, messages);
  return messages.flatMap((message) => shown.get(message.id) ?? []);
}

/** What makes a repeated POST harmless. */
export function keyOf({ headers }: Pick<FastifyRequest, 'headers'>): { idempotencyKey?: string } {
  const key = headers['idempotency-key'];
  return typeof key === 'string' && key.length >= 8 ? { idempotencyKey: key.slice(0, 100) } : {};
}

/** To the customer, with files where it names some. */
async function answer(
  parts: MessagingParts,
  db: WorkspaceDb,
  thread: Conversation,
  content: RichContent,
  body: PostMessageBody,
  by: By,
): Promise<SunshineMessage[]> {
  const prepared: Prepared[] = [];
  for (const part of splitRich(content)) {
    // Files are fetched before the thread is locked: that may take seconds.
    const file =
      'mediaUrl' in part ? await takeNamed(parts.files, db, part.mediaUrl, by.program.keyId) : null;
    prepared.push({ said: file ? withFile(part, file) : part, mediaId: file?.mediaId ?? null });
    if (file?.ownId) await placeKept(db, file.ownId, thread.id);
  }
  return queue(parts, db, thread.id, prepared, body, by);
}

interface Prepared {
  readonly said: RichContent;
  readonly mediaId: string | null;
}

/** Over the handle's account: a list becomes several messages, all of them queued or none. */
async function queue(
  parts: MessagingParts,
  db: WorkspaceDb,
  conversationId: string,
  prepared: readonly Prepared[],
  body: PostMessageBody,
  { program, idempotencyKey }: By,
): Promise<SunshineMessage[]> {
  const note = noteOf(body);
  await parts.room.take(db, { id: conversationId, kind: 'thread' });
  const post: Post = {
    conversationId,
    admit: (thread) => checkDestination(thread, body),
    messages: prepared.map(({ said, mediaId }, index) => {
      const isPlain = said.type === 'text' && (said.actions ?? []).length === 0;
      return {
        author: { kind: 'program', id: bareId(program.keyId) },
        text: 'text' in said ? (said.text ?? '') : '',
        ...(mediaId === null ? {} : { mediaIds: [mediaId] }),
        ...(isPlain ? {} : { rich: said }),
        ...(Object.keys(note).length > 0 ? { program: note } : {}),
        proactive: 'unless_asked',
        ...(idempotencyKey === undefined
          ? {}
          : { idempotencyKey: index === 0 ? idempotencyKey : `${idempotencyKey}/${index}` }),
      };
    }),
  };
  const queued = await noticingStop(parts, db, conversationId, program, () => parts.posting.post(db, post));
  const messages = queued.messages.map((one) => one.message);
  const isKnown =
    queued.messages.every((one) => one.created) && prepared.every((one) => one.mediaId === null);
  return isKnown
    ? messages.flatMap((message) => presentQueued(message, queued))
    : present(parts, db, messages);
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
  const author = message.author.userId === null ? 'business' : 'user';
  const body = { conversationId, messageId, author } as const;
  parts.log.append(tx, [{ kind: 'program.said', key: conversationId, body }]);
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
    // The other kinds are for answers only.
    ...(author.subtypes?.includes('AI') ? { subtypes: ['AI'] } : {}),
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
