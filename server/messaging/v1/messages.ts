import {
  conversationOperationsV1,
  messageOperationsV1,
  PostMessageV1,
} from '../../../contract/sunshine/v1/messages.ts';
import type { PostMessageBody } from '../../../contract/sunshine/messages.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { firstXIdAt } from '../../conversations/index.ts';
import { receiveForm } from '../attachments/routes.ts';
import { act, markRead } from '../conversations/activity.ts';
import type { Known } from '../conversations/conversations.ts';
import type { Program } from '../http/authenticate.ts';
import { compileBody } from '../http/parse.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import { type Place, readPage } from '../messages/page.ts';
import { removeMessage, removeMessages } from '../messages/remove.ts';
import { keyOf, say } from '../messages/say.ts';
import type { MessagingParts } from '../parts.ts';
import type { User } from '../users/user.ts';
import { getUser } from '../users/users.ts';
import { findOwn, getOwn, openOwn, presentOwn } from './conversation.ts';
import { presentMessageV1 } from './present.ts';

const checkForm = compileBody(PostMessageV1);

/** What is said to a user, and what goes on in their conversation, in the form of v1.1. */
export function addMessagesV1(serve: Serve, parts: MessagingParts): void {
  serve(messageOperationsV1.post, async ({ db, params, body, program, request }) => {
    const user = await getUser(db, params['userId'] ?? '');
    return sayTo(parts, db, user, body, { program, ...keyOf(request) });
  });

  serve(messageOperationsV1.image, async ({ db, params, program, request }) => {
    const user = await getUser(db, params['userId'] ?? '');
    const { attachment, fields } = await receiveForm(parts.files, db, request, program.keyId);
    const type = attachment.mediaType.startsWith('image/') ? 'image' : 'file';
    // A form holds text only: what would be an object in JSON has no place in it.
    const { metadata: _, destination: __, actions: ___, items: ____, ...plain } = fields;
    const body = checkForm({ ...plain, type, mediaUrl: attachment.mediaUrl });
    return sayTo(parts, db, user, body, { program });
  });

  serve(messageOperationsV1.list, async ({ db, params, query, listUrl }) => {
    if (query.before !== undefined && query.after !== undefined)
      throw new SunshineError(sunshineErrors.query);
    const user = await getUser(db, params['userId'] ?? '');
    const known = await getOwn(db, user);
    const { shown, hasBefore, hasAfter } = await readPage(parts, db, known, placeAt(known, query));
    const messages = shown.map(presentMessageV1);
    const first = messages[0]?.received;
    const last = messages.at(-1)?.received;
    return {
      conversation: await presentOwn(db, known, user),
      messages,
      ...(hasBefore && first !== undefined ? { previous: `${listUrl}?before=${first}` } : {}),
      ...(hasAfter && last !== undefined ? { next: `${listUrl}?after=${last}` } : {}),
    };
  });

  serve(messageOperationsV1.removeAll, async ({ db, params }) => {
    const known = await findOwn(db, await getUser(db, params['userId'] ?? ''));
    if (known) await removeMessages(parts, db, known);
    return {};
  });

  serve(messageOperationsV1.remove, async ({ db, params }) => {
    const known = await getOwn(db, await getUser(db, params['userId'] ?? ''));
    await removeMessage(parts, db, known, params['messageId'] ?? '');
    return {};
  });

  serve(conversationOperationsV1.get, async ({ db, params }) => {
    const user = await getUser(db, params['userId'] ?? '');
    return { conversation: await presentOwn(db, await getOwn(db, user), user) };
  });

  serve(conversationOperationsV1.activity, async ({ db, params, body }) => {
    const user = await getUser(db, params['userId'] ?? '');
    const known = await getOwn(db, user);
    const author =
      body.role === 'appUser'
        ? ({ type: 'user', userId: user.id } as const)
        : ({ type: 'business' } as const);
    await act(parts, db, known, { author, type: body.type });
    return { conversation: await presentOwn(db, known, user) };
  });

  serve(conversationOperationsV1.read, async ({ db, params }) => {
    const user = await getUser(db, params['userId'] ?? '');
    const known = await getOwn(db, user);
    await markRead(parts, db, known, user.id);
    return { conversation: await presentOwn(db, known, user) };
  });
}

async function sayTo(
  parts: MessagingParts,
  db: WorkspaceDb,
  user: User,
  body: PostMessageV1,
  by: { readonly program: Program; readonly idempotencyKey?: string },
) {
  const { role, type, name, avatarUrl, metadata, destination, ...content } = body;
  const posted: PostMessageBody = {
    author: {
      type: role === 'appMaker' ? 'business' : 'user',
      ...(role === 'appUser' ? { userId: user.id } : {}),
      ...(name === undefined ? {} : { displayName: name }),
      ...(avatarUrl === undefined ? {} : { avatarUrl }),
    },
    content: {
      ...content,
      ...('actions' in content ? { actions: withoutShare(content['actions']) } : {}),
      type: type ?? ('mediaUrl' in content ? 'image' : 'text'),
    },
    ...(destination ? { destination } : {}),
    ...(metadata ? { metadata } : {}),
  };
  const known = await openOwn(parts, db, user, destination?.integrationId);
  const [message, ...more] = (await say(parts, db, known, posted, by)).map(presentMessageV1);
  if (!message) throw badRequest('The message cannot be shown');
  return {
    message,
    ...(more.length > 0 ? { extraMessages: more } : {}),
    conversation: await presentOwn(db, known, user),
  };
}

/** Only Messenger shares; elsewhere the button is left out. */
function withoutShare(actions: unknown): unknown {
  if (!Array.isArray(actions)) return actions;
  return actions.filter((one: unknown) => {
    const given: Readonly<Record<string, unknown>> = typeof one === 'object' ? { ...one } : {};
    return given['type'] !== 'share';
  });
}

/** The place of a moment in unix seconds; what stands at the moment itself is on neither side. */
function placeAt(known: Known, { before, after }: { before?: number; after?: number }): Place {
  // Seconds are read to the microsecond: doubles say no more at these sizes.
  const millisecondsOf = (given: number) => Math.round(given * 1e6) / 1e3;
  if (before !== undefined) return { before: first(known, Math.ceil(millisecondsOf(before))) };
  if (after === undefined) return { newest: true };
  return { after: last(known, Math.floor(millisecondsOf(after))) };
}

/** In front of everything of this millisecond. */
function first({ thread }: Known, milliseconds: number): string {
  return thread ? firstXIdAt(new Date(milliseconds)) : idAt(milliseconds, '0');
}

/** Behind everything of this millisecond. */
function last({ thread }: Known, milliseconds: number): string {
  if (!thread) return idAt(milliseconds, 'f');
  return (BigInt(firstXIdAt(new Date(milliseconds + 1))) - 1n).toString();
}

function idAt(milliseconds: number, rest: '0' | 'f'): string {
  return milliseconds.toString(16).padStart(12, '0') + rest.repeat(12);
}
