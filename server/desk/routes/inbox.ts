import { inboxRoutes, tagRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { deskErrors } from '../../../contract/errors/desk.ts';
import { AppError, type Caller, isId, route, type WorkspaceDb } from '../../base/index.ts';
import { inboxCursor, presentInboxRows, readInboxCursor } from '../inbox-present.ts';
import { countInbox } from '../inbox-count-store.ts';
import { listInbox, listQueuesOf, type QueueName, type Reader } from '../inbox-list-store.ts';
import { listInboxRows, listTags, listWithPrograms } from '../inbox-store.ts';
import { type DeskParts, workspaceOf } from '../parts.ts';
import { onlySeen, seesAll } from '../visibility/visibility.ts';

const STANDARD = 50;
const MOST_ROWS = 100;
const MOST_QUEUES = 100;

/** The inbox's lists. */
export function addInboxRoutes(parts: DeskParts): void {
  const { http } = parts;

  route(http, inboxRoutes.list, async ({ query, caller }) => {
    const { cursor, limit = STANDARD, sort = 'activity', ...filter } = query;
    const after = cursor === undefined ? undefined : readInboxCursor(cursor, sort);
    if (cursor !== undefined && !after) throw new AppError(deskErrors.cursor_not_valid);
    const db = workspaceOf(parts, caller);
    const { reader } = await readerOf(db, caller);
    const wanted = { ...filter, sort, after, limit: limit + 1 };
    // Nobody is given what programs have: only who sees everything sees it.
    const withPrograms = filter.view === 'programs';
    const found = withPrograms
      ? await (reader.seesAll ? listWithPrograms(db, caller.memberId, wanted) : [])
      : await listInbox(db, reader, wanted, parts.clock.now());
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const by = withPrograms ? 'conversation' : 'item';
    const next = found.length > limit && last ? inboxCursor(last, sort, by) : null;
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
    const db = workspaceOf(parts, caller);
    const { reader, queues } = await readerOf(db, caller);
    const shown = queues.slice(0, MOST_QUEUES);
    const counts = await countInbox(db, reader, shown, parts.clock.now());
    const { mine_unread: mineUnread, by_queue: byQueue, ...views } = counts;
    return {
      ...views,
      mineUnread,
      queues: shown.map(({ id, name }) => ({ id, name, unassigned: byQueue[id] ?? 0 })),
    };
  });

  route(http, tagRoutes.list, async ({ caller }) => ({ tags: await listTags(workspaceOf(parts, caller)) }));
}

/** What the caller's lists are made of. */
async function readerOf(db: WorkspaceDb, caller: Caller): Promise<{ reader: Reader; queues: QueueName[] }> {
  const { memberId } = caller;
  const all = seesAll(caller);
  // A program belongs to no queue: one that does not see everything sees nothing here.
  const queues = memberId === null && !all ? [] : await listQueuesOf(db, memberId);
  const queueIds = queues.map((queue) => queue.id);
  return { reader: { memberId, queueIds, seesAll: all }, queues };
}
