import { MESSAGES_PER_PAGE, type SunshineMessage } from '../../../contract/sunshine/messages.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { findMessage, listSaid, type Message } from '../../conversations/index.ts';
import type { Known } from '../conversations/conversations.ts';
import { SunshineError } from '../http/problem.ts';
import type { Page } from '../http/query.ts';
import type { MessagingParts } from '../parts.ts';
import { listUsers } from '../users/users.ts';
import { presentKept } from './present.ts';
import { presentMessages } from './read.ts';
import { listKeptMessages } from './store.ts';

/** A place in what was said: of a thread a position, else an id. */
export type Place = { readonly after: string } | { readonly before: string } | { readonly newest: true };

export interface ShownPage {
  readonly shown: SunshineMessage[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

/** The place of a cursor. @throws SunshineError 400 when it is none of this conversation. */
export async function placeOf(db: WorkspaceDb, known: Known, page: Page): Promise<Place> {
  const cursor = page.after ?? page.before;
  if (cursor === null) return { newest: true };
  const at = known.thread ? await positionOf(db, known.id, cursor) : cursor;
  return page.after === null ? { before: at } : { after: at };
}

/** A hundred of what was said, in its order. */
export async function readPage(
  parts: MessagingParts,
  db: WorkspaceDb,
  known: Known,
  place: Place,
): Promise<ShownPage> {
  const cut = <T>(found: readonly T[]) => ({
    kept: 'after' in place ? found.slice(0, MESSAGES_PER_PAGE) : found.slice(-MESSAGES_PER_PAGE),
    // A place is itself an entry on the other side.
    hasBefore: 'after' in place ? true : found.length > MESSAGES_PER_PAGE,
    hasAfter: 'after' in place ? found.length > MESSAGES_PER_PAGE : 'before' in place,
  });
  if (known.thread) {
    const { kept, ...sides } = cut(await listSaid(db, known.id, place, MESSAGES_PER_PAGE + 1));
    const all = await presentMessages(parts, db, kept);
    return { shown: kept.flatMap((message: Message) => all.get(message.id) ?? []), ...sides };
  }
  const { kept, ...sides } = cut(await listKeptMessages(db, known.id, place, MESSAGES_PER_PAGE + 1));
  const users = await listUsers(
    db,
    kept.flatMap((one) => one.author.userId ?? []),
  );
  return { shown: kept.map((one) => presentKept(one, users, 'Business')), ...sides };
}

async function positionOf(db: WorkspaceDb, conversationId: string, cursor: string): Promise<string> {
  const message = await findMessage(db, cursor);
  if (message?.conversationId !== conversationId) throw new SunshineError(sunshineErrors.page);
  return message.position;
}
