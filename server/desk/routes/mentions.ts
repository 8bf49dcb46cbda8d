import { mentionRoutes } from '../../../contract/api/index.ts';
import { deskErrors } from '../../../contract/errors/desk.ts';
import { AppError, route } from '../../base/index.ts';
import {
  countUnreadMentions,
  listMentions,
  listMessages,
  listTeamNames,
  markMentionsRead,
} from '../../conversations/index.ts';
import { mask, readMaskingRules } from '../../masking/index.ts';
import { memberIdOf } from '../../people/index.ts';
import { presentInboxRows, readCursor, writeCursor } from '../inbox-present.ts';
import { listInboxRows } from '../inbox-store.ts';
import { type DeskParts, workspaceOf } from '../parts.ts';

const STANDARD = 50;
const SHOWN = 200;

/** Notes that name the caller. */
export function addMentionRoutes(parts: DeskParts): void {
  const { http, clock, log } = parts;

  route(http, mentionRoutes.list, async ({ query, caller }) => {
    const db = workspaceOf(parts, caller);
    const memberId = memberIdOf(caller);
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
    if (query.cursor !== undefined && !after) throw new AppError(deskErrors.cursor_not_valid);
    const limit = query.limit ?? STANDARD;
    const found = await listMentions(db, memberId, { unread: query.unread ?? false, after, limit });
    const [notes, rows, rules] = await Promise.all([
      listMessages(
        db,
        found.map((one) => one.messageId),
      ),
      listInboxRows(db, memberId, [...new Set(found.map((one) => one.conversationId))]),
      readMaskingRules(db),
    ]);
    const textOf = new Map(notes.map((note) => [note.id as string, mask(rules, note.text, note.direction)]));
    const rowOf = new Map((await presentInboxRows(db, rows)).map((row) => [row.conversationId, row]));
    const last = found.length === limit ? found.at(-1) : undefined;
    return {
      mentions: found.flatMap((one) => {
        const row = rowOf.get(one.conversationId);
        if (!row) return [];
        const { messageId, conversationId, position, byMemberId, teamId, whispered } = one;
        const { customer, group, handle, workItem } = row;
        return [
          {
            messageId,
            conversationId,
            position,
            byMemberId,
            teamId,
            whispered,
            text: (textOf.get(messageId) ?? '').slice(0, SHOWN).toWellFormed(),
            at: one.at.toISOString(),
            read: one.readAt !== null,
            conversation: { customer, group, handle, workItem },
          },
        ];
      }),
      next: last ? writeCursor(last.at, last.messageId) : null,
    };
  });

  route(http, mentionRoutes.count, async ({ caller }) => ({
    unread: await countUnreadMentions(workspaceOf(parts, caller), memberIdOf(caller)),
  }));

  route(http, mentionRoutes.teams, async ({ caller }) => ({
    teams: await listTeamNames(workspaceOf(parts, caller)),
  }));

  route(http, mentionRoutes.readAll, async ({ caller }) => {
    const memberId = memberIdOf(caller);
    await workspaceOf(parts, caller).transaction(async (tx) => {
      if (!(await markMentionsRead(tx, memberId, 'all', clock.now()))) return;
      const body = { memberId, conversationId: null, messageId: null, what: 'read' } as const;
      log.append(tx, [{ kind: 'mention.changed', key: memberId, body }]);
    });
  });
}
