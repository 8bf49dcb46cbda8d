import { inboxRoutes, tagRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { deskErrors } from '../../../contract/errors/desk.ts';
import { AppError, isId, route } from '../../base/index.ts';
import { inboxCursor, presentInboxRows, readInboxCursor } from '../inbox-present.ts';
import { countInbox, listInbox, listInboxRows, listTags } from '../inbox-store.ts';
import { type DeskParts, workspaceOf } from '../parts.ts';
import { onlySeen, seesAll } from '../visibility/visibility.ts';

const STANDARD = 50;
const MOST_ROWS = 100;

/** The inbox's lists. */
export function addInboxRoutes(parts: DeskParts): void {
  const { http } = parts;

  route(http, inboxRoutes.list, async ({ query, caller }) => {
    const after = query.cursor === undefined ? undefined : readInboxCursor(query.cursor);
    if (query.cursor !== undefined && !after) throw new AppError(deskErrors.cursor_not_valid);
    const limit = query.limit ?? STANDARD;
    const db = workspaceOf(parts, caller);
    const found = await listInbox(db, caller.memberId, {
      view: query.view,
      handleId: query.handleId,
      tag: query.tag,
      priority: query.priority,
      unread: query.unread,
      onlySeen: !seesAll(caller),
      after,
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last ? inboxCursor(last) : null;
    return { rows: await presentInboxRows(db, page), next };
  });

  route(http, inboxRoutes.rows, async ({ query, caller }) => {
    const ids = [...new Set(query.ids.split(',').filter(Boolean))];
    if (ids.length > MOST_ROWS || !ids.every(isId)) {
      throw new AppError(baseErrors.invalid_request, {
        values: { problem: 'ids must be up to 100 ids, separated by commas.' },
      });
    }
    const db = workspaceOf(parts, caller);
    const seen = await onlySeen(db, caller, ids);
    return { rows: await presentInboxRows(db, await listInboxRows(db, caller.memberId, [...seen])) };
  });

  route(http, inboxRoutes.counts, async ({ caller }) => {
    const { mine_unread: mineUnread, ...counts } = await countInbox(
      workspaceOf(parts, caller),
      caller.memberId,
      !seesAll(caller),
    );
    return { ...counts, mineUnread };
  });

  route(http, tagRoutes.list, async ({ caller }) => ({ tags: await listTags(workspaceOf(parts, caller)) }));
}
