import { conversationRoutes } from '../../../contract/api/index.ts';
import type { AppEvent } from '../../../contract/events/index.ts';
import { route } from '../../base/index.ts';
import {
  getConversation,
  isForReader,
  listPage,
  markMentionsRead,
  presentEntries,
} from '../../conversations/index.ts';
import { readMaskingRules } from '../../masking/index.ts';
import { listMediaOf } from '../../media/index.ts';
import { memberIdOf } from '../../people/index.ts';
import { type DeskParts, workspaceOf } from '../parts.ts';
import { withhold } from '../withheld.ts';
import { findReadMark, moveReadMark, removePresent, savePresent } from '../reading-store.ts';

/** The browser renews every 10 s; twice that without a word, and one is gone. */
const PRESENT_MS = 20_000;
const STANDARD = 50;

/** Reading a thread, saying so to colleagues, and the own read mark. */
export function addReadingRoutes(parts: DeskParts): void {
  const { http, clock, log, live } = parts;

  route(http, conversationRoutes.entries, async ({ params, query, caller }) => {
    const db = workspaceOf(parts, caller);
    await getConversation(db, params.id);
    const place = { before: query.before, after: query.after, around: query.around };
    const page = await listPage(db, params.id, place, query.limit ?? STANDARD);
    const [media, rules] = await Promise.all([
      listMediaOf(
        db,
        page.messages.map((message) => message.id),
      ),
      readMaskingRules(db),
    ]);
    return {
      entries: presentEntries(
        await withhold(
          db,
          page.messages.filter((message) => isForReader(message, caller.memberId)),
        ),
        media,
        rules,
      ),
      hasBefore: page.hasBefore,
      hasAfter: page.hasAfter,
    };
  });

  route(http, conversationRoutes.markRead, async ({ params, body, caller }) => {
    const memberId = memberIdOf(caller);
    await workspaceOf(parts, caller).transaction(async (tx) => {
      const conversation = await getConversation(tx, params.id);
      const seen = await findReadMark(tx, memberId, params.id);
      // A mark beyond the end would hide what is still to come.
      const wanted = BigInt(body.position ?? seen?.position ?? '0');
      const end = BigInt(conversation.lastPosition);
      const position = (wanted < end ? wanted : end).toString();
      const changed = await moveReadMark(tx, {
        memberId,
        conversationId: params.id,
        position,
        unread: body.unread ?? false,
      });
      const events: AppEvent[] = [];
      if (await markMentionsRead(tx, memberId, { conversationId: params.id, position }, clock.now())) {
        const body = { memberId, conversationId: params.id, messageId: null, what: 'read' } as const;
        events.push({ kind: 'mention.changed', key: memberId, body });
      }
      if (changed) {
        const body = { conversationId: params.id, memberId, position };
        events.push({ kind: 'conversation.read', key: params.id, body });
      }
      if (events.length > 0) log.append(tx, events);
    });
  });

  route(http, conversationRoutes.present, async ({ params, body, caller }) => {
    const db = workspaceOf(parts, caller);
    const memberId = memberIdOf(caller);
    await getConversation(db, params.id);
    const { doing } = body;
    if (doing === 'gone') await removePresent(db, params.id, memberId);
    else {
      const until = new Date(clock.now().getTime() + PRESENT_MS);
      await savePresent(db, { conversationId: params.id, memberId, doing, until });
    }
    live.publish(db.workspaceId, { type: 'present', conversationId: params.id, memberId, doing });
  });
}
