import {
  activityOperations,
  messageOperations,
  MESSAGES_PER_PAGE,
  type SunshineMessage,
} from '../../../contract/sunshine/messages.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import {
  deleteContent,
  findMessage,
  listSaid,
  lockConversation,
  markCustomerRead,
  type Message,
} from '../../conversations/index.ts';
import { getKnown, type Known } from '../conversations/conversations.ts';
import { markParticipantRead, mergeConversation } from '../conversations/store.ts';
import { pageLinks } from '../http/pages.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import type { Page } from '../http/query.ts';
import type { Serve } from '../http/serve.ts';
import type { MessagingParts } from '../parts.ts';
import { getUser, listUsers } from '../users/users.ts';
import { presentKept } from './present.ts';
import { presentMessages } from './read.ts';
import { say } from './say.ts';
import { deleteKeptMessages, listKeptMessages } from './store.ts';

const AT_ONCE = 200;

/** What is said in conversations, and what goes on in them. */
export function addMessageOperations(serve: Serve, parts: MessagingParts): void {
  const { clock, log, outbound } = parts;

  serve(messageOperations.post, async ({ db, params, body, program, request }) => {
    const known = await getKnown(db, params['conversationId'] ?? '');
    const key = request.headers['idempotency-key'];
    const by = {
      program,
      ...(typeof key === 'string' && key.length >= 8 ? { idempotencyKey: key.slice(0, 100) } : {}),
    };
    return { messages: await say(parts, db, known, body, by) };
  });

  serve(messageOperations.list, async ({ db, params, page, listUrl }) => {
    const known = await getKnown(db, params['conversationId'] ?? '');
    const { shown, hasBefore, hasAfter } = known.thread
      ? await pageOfThread(parts, db, known.id, page)
      : await pageOfKept(db, known.id, page);
    return { messages: shown, ...pageLinks(shown, { hasBefore, hasAfter, backwards: true }, listUrl) };
  });

  serve(messageOperations.removeAll, async ({ db, params }) => {
    const known = await getKnown(db, params['conversationId'] ?? '');
    if (known.thread) await removeSaid(parts, db, known.id);
    else await db.transaction((tx) => deleteKeptMessages(tx, known.id, null));
    return {};
  });

  serve(messageOperations.remove, async ({ db, params }) => {
    const known = await getKnown(db, params['conversationId'] ?? '');
    const messageId = params['messageId'] ?? '';
    const removed = known.thread
      ? await removeOne(parts, db, known.id, messageId)
      : (await db.transaction((tx) => deleteKeptMessages(tx, known.id, messageId))) > 0;
    if (!removed) throw new SunshineError(sunshineErrors.message_not_found);
    return {};
  });

  serve(activityOperations.post, async ({ db, params, body }) => {
    const known = await getKnown(db, params['conversationId'] ?? '');
    const { author, type } = body;
    if (author.type === 'user') {
      if (type !== 'conversation:read') throw badRequest(`Activity type ${type} is not allowed for users`);
      const user = await getUser(db, author.userId ?? author.userExternalId ?? '');
      await markRead(known, db, user.id);
      return {};
    }
    if (type === 'typing:start' && known.thread) await outbound.showTyping(db, known.id);
    if (type === 'conversation:read') {
      const now = clock.now();
      await db.transaction((tx) => mergeConversation(tx, known.id, { businessReadAt: now }, now));
    }
    return {};
  });

  serve(activityOperations.download, async () => {
    throw badRequest('There is no such content on this channel');
  });
  serve(activityOperations.convert, async () => {
    throw badRequest('There are no conversion events on this channel');
  });

  async function markRead(known: Known, db: WorkspaceDb, userId: string): Promise<void> {
    await db.transaction(async (tx) => {
      if (!known.thread) return markParticipantRead(tx, known.id, userId, clock.now());
      if (userId !== known.thread.customerId) throw new SunshineError(sunshineErrors.not_a_member);
      const locked = await lockConversation(tx, known.id);
      log.append(tx, await markCustomerRead(tx, locked.id, locked.lastPosition));
    });
  }
}

interface ShownPage {
  readonly shown: SunshineMessage[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

async function pageOfThread(
  parts: MessagingParts,
  db: WorkspaceDb,
  conversationId: string,
  page: Page,
): Promise<ShownPage> {
  const cursor = page.after ?? page.before;
  const at = cursor === null ? undefined : await placeOf(db, conversationId, cursor);
  const where = at === undefined ? ({ newest: true } as const) : page.after ? { after: at } : { before: at };
  const found = await listSaid(db, conversationId, where, MESSAGES_PER_PAGE + 1);
  const more = found.length > MESSAGES_PER_PAGE;
  const messages: readonly Message[] = page.after
    ? found.slice(0, MESSAGES_PER_PAGE)
    : found.slice(-MESSAGES_PER_PAGE);
  const all = await presentMessages(parts, db, messages);
  return {
    shown: messages.flatMap((message) => all.get(message.id) ?? []),
    // A cursor is itself an entry on the other side.
    hasBefore: page.after ? true : more,
    hasAfter: page.after ? more : page.before !== null,
  };
}

/** Where the entry of a cursor stands. @throws SunshineError 400 when it is none of this conversation. */
async function placeOf(db: WorkspaceDb, conversationId: string, cursor: string): Promise<string> {
  const message = await findMessage(db, cursor);
  if (message?.conversationId !== conversationId) throw new SunshineError(sunshineErrors.page);
  return message.position;
}

async function pageOfKept(db: WorkspaceDb, conversationId: string, page: Page): Promise<ShownPage> {
  const where = page.after
    ? { after: page.after }
    : page.before
      ? { before: page.before }
      : ({ newest: true } as const);
  const found = await listKeptMessages(db, conversationId, where, MESSAGES_PER_PAGE + 1);
  const more = found.length > MESSAGES_PER_PAGE;
  const messages = page.after ? found.slice(0, MESSAGES_PER_PAGE) : found.slice(-MESSAGES_PER_PAGE);
  const users = await listUsers(
    db,
    messages.flatMap((one) => one.author.userId ?? []),
  );
  return {
    shown: messages.map((one) => presentKept(one, users, 'Business')),
    hasBefore: page.after ? true : more,
    hasAfter: page.after ? more : page.before !== null,
  };
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
