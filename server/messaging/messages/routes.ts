import { activityOperations, messageOperations } from '../../../contract/sunshine/messages.ts';
import { act } from '../conversations/activity.ts';
import { getKnown } from '../conversations/conversations.ts';
import { pageLinks } from '../http/pages.ts';
import { badRequest } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import type { MessagingParts } from '../parts.ts';
import { placeOf, readPage } from './page.ts';
import { removeMessage, removeMessages } from './remove.ts';
import { keyOf, postMessage } from './say.ts';

/** What is said in conversations, and what goes on in them. */
export function addMessageOperations(serve: Serve, parts: MessagingParts): void {
  serve(messageOperations.post, async ({ db, params, body, program, request }) => {
    const by = { program, ...keyOf(request) };
    return { messages: await postMessage(parts, db, params['conversationId'] ?? '', body, by) };
  });

  serve(messageOperations.list, async ({ db, params, page, listUrl }) => {
    const known = await getKnown(db, params['conversationId'] ?? '');
    const { shown, hasBefore, hasAfter } = await readPage(parts, db, known, await placeOf(db, known, page));
    return { messages: shown, ...pageLinks(shown, { hasBefore, hasAfter, backwards: true }, listUrl) };
  });

  serve(messageOperations.removeAll, async ({ db, params }) => {
    const known = await getKnown(db, params['conversationId'] ?? '');
    await removeMessages(parts, db, known);
    return {};
  });

  serve(messageOperations.remove, async ({ db, params }) => {
    const known = await getKnown(db, params['conversationId'] ?? '');
    await removeMessage(parts, db, known, params['messageId'] ?? '');
    return {};
  });

  serve(activityOperations.post, async ({ db, params, body }) => {
    const known = await getKnown(db, params['conversationId'] ?? '');
    await act(parts, db, known, body);
    return {};
  });

  serve(activityOperations.download, async () => {
    throw badRequest('There is no such content on this channel');
  });
  serve(activityOperations.convert, async () => {
    throw badRequest('There are no conversion events on this channel');
  });
}
