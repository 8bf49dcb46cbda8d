import { type Entry, messageRoutes } from '../../../contract/api/index.ts';
import { type Caller, route, type WorkspaceDb } from '../../base/index.ts';
import {
  addMentions,
  addNote,
  checkMentions,
  getConversation,
  lockConversation,
  type Message,
  presentEntry,
} from '../../conversations/index.ts';
import { readMaskingRules } from '../../masking/index.ts';
import { listMediaOf } from '../../media/index.ts';
import { memberIdOf } from '../../people/index.ts';
import { type RoutingDeps, updateWorkItem } from '../../routing/index.ts';
import { removeDraft } from '../drafts-store.ts';
import type { OutboundDoor } from '../outbound-door.ts';
import { type DeskParts, workspaceOf } from '../parts.ts';

/** How long the member's answers can be taken back, in seconds. */
export type FindUndoSeconds = (db: WorkspaceDb, memberId: string) => Promise<number>;

interface MessageParts extends DeskParts {
  readonly outbound: OutboundDoor;
  readonly routing: RoutingDeps;
  readonly findUndoSeconds: FindUndoSeconds;
  /** Refuses who only reads along in a conversation. */
  readonly checkMayAnswer: (db: WorkspaceDb, conversationId: string, memberId: string) => Promise<void>;
}

/** Answers and notes. */
export function addMessageRoutes(parts: MessageParts): void {
  const { http, clock, log, outbound } = parts;

  route(http, messageRoutes.send, async ({ params, body, caller }) => {
    const db = workspaceOf(parts, caller);
    if (caller.memberId) await parts.checkMayAnswer(db, params.id, caller.memberId);
    const undoSeconds = caller.memberId ? await parts.findUndoSeconds(db, caller.memberId) : 0;
    const { message } = await db.transaction(async (tx) => {
      const queued = await outbound.queueMessage(tx, {
        conversationId: params.id,
        author: authorOf(caller),
        text: body.text,
        mediaIds: body.mediaIds,
        quickReplies: body.quickReplies,
        idempotencyKey: body.idempotencyKey,
        undoMs: undoSeconds * 1000,
      });
      if (caller.memberId) {
        await removeDraft(tx, { conversationId: params.id, memberId: caller.memberId, mode: 'reply' });
      }
      if (body.close && queued.created) {
        await updateWorkItem(parts.routing, tx, params.id, { state: 'closed' }, caller.memberId);
      }
      return queued;
    });
    return entryOf(db, message);
  });

  route(http, messageRoutes.preview, ({ params, body, caller }) =>
    outbound.previewMessage(workspaceOf(parts, caller), params.id, body),
  );

  route(http, messageRoutes.note, async ({ params, body, caller }) => {
    const db = workspaceOf(parts, caller);
    const memberId = memberIdOf(caller);
    const mentions = body.mentions ?? [];
    checkMentions(body.text, mentions);
    const message = await db.transaction(async (tx) => {
      const conversation = await lockConversation(tx, params.id);
      const content = mentions.length > 0 ? { mentions } : {};
      const added = await addNote(
        tx,
        conversation,
        { text: body.text, content, authorId: memberId, idempotencyKey: body.idempotencyKey },
        clock.now(),
      );
      if (added.created) {
        log.append(tx, added.events);
        log.append(tx, await addMentions(tx, added.message, mentions));
      }
      await removeDraft(tx, { conversationId: params.id, memberId, mode: 'note' });
      return added.message;
    });
    return entryOf(db, message);
  });

  route(http, messageRoutes.cancel, async ({ params, caller }) => {
    const db = workspaceOf(parts, caller);
    return entryOf(db, await outbound.cancelMessage(db, params.id, params.messageId));
  });

  route(http, messageRoutes.retry, async ({ params, body, caller }) => {
    const db = workspaceOf(parts, caller);
    return entryOf(db, await outbound.retryMessage(db, params.id, params.messageId, body.text));
  });

  route(http, messageRoutes.settle, async ({ params, body, caller }) => {
    const db = workspaceOf(parts, caller);
    return entryOf(db, await outbound.settleMessage(db, params.id, params.messageId, body.as));
  });

  route(http, messageRoutes.typing, async ({ params, caller }) => {
    const db = workspaceOf(parts, caller);
    await getConversation(db, params.id);
    await outbound.showTyping(db, params.id);
  });
}

function authorOf(caller: Caller): { kind: 'agent' | 'program'; id: string } {
  return caller.memberId ? { kind: 'agent', id: caller.memberId } : { kind: 'program', id: caller.id };
}

async function entryOf(db: WorkspaceDb, message: Message): Promise<Entry> {
  const media = await listMediaOf(db, [message.id]);
  return presentEntry(message, media.get(message.id) ?? [], await readMaskingRules(db));
}
