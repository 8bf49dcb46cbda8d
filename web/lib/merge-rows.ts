import type { InboxRow, InboxSort, InboxView } from '../../contract/api/index.ts';
import { compareRows } from './sort-rows.ts';

/** A view of the inbox as the browser holds it. */
export interface InboxList {
  rows: InboxRow[];
  next: string | null;
  /** Rows that belong on top but wait, so that nothing moves under the pointer. */
  waiting: InboxRow[];
}

/** Whose list it is. */
export interface Viewer {
  memberId: string;
  /** Queues that the viewer belongs to; undefined while that is not known. */
  queueIds: ReadonlySet<string> | undefined;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Whether a row is shown in a view, by the same rule as on the server. */
export function belongsTo(row: InboxRow, view: InboxView, viewer: Viewer, nowMs = Date.now()): boolean {
  const item = row.workItem;
  if (view === 'programs') return row.program !== null;
  if (!item || item.state === 'closed') {
    if (view === 'recent') return item?.closedAt != null && Date.parse(item.closedAt) > nowMs - dayMs;
    return view === 'closed' && item !== null;
  }
  const snoozed = item.snoozedUntil !== null;
  if (view === 'snoozed') return snoozed;
  if (view === 'closed' || view === 'recent' || snoozed) return false;
  if (view === 'mine') return item.assigneeId === viewer.memberId;
  if (view === 'all') return true;
  return item.assigneeId === null && (viewer.queueIds?.has(item.queueId) ?? true);
}

/**
 * Brings fresh rows into a list. What is on the screen keeps its place while `held`: its contents change,
 * and newcomers wait in `waiting`. Otherwise every row goes where its order wants it.
 */
export function mergeRows(
  list: InboxList,
  fresh: readonly InboxRow[],
  belongs: (row: InboxRow) => boolean,
  held: boolean,
  sort: InboxSort = 'activity',
): InboxList {
  const compare = compareRows(sort);
  const byId = new Map(fresh.map((row) => [row.conversationId, row]));
  const shown = new Set(list.rows.map((row) => row.conversationId));
  const rows = list.rows.map((row) => byId.get(row.conversationId) ?? row).filter((row) => belongs(row));
  const last = list.rows.at(-1);
  const newcomers = fresh.filter(
    (row) =>
      belongs(row) &&
      !shown.has(row.conversationId) &&
      // Behind what is loaded: it comes with its page.
      (list.next === null || !last || compare(row, last) <= 0),
  );
  const waiting = [...list.waiting.filter((row) => !byId.has(row.conversationId)), ...newcomers];
  if (held) return { ...list, rows, waiting: waiting.sort(compare) };
  return { ...list, rows: [...rows, ...waiting].sort(compare), waiting: [] };
}

/** Lets the waiting rows in and puts everything in order: the reader asked for it. */
export function settleRows(list: InboxList, sort: InboxSort = 'activity'): InboxList {
  return { ...list, rows: [...list.rows, ...list.waiting].sort(compareRows(sort)), waiting: [] };
}

/** Adds the next page, without those that came by live update meanwhile. */
export function addPage(list: InboxList, page: { rows: InboxRow[]; next: string | null }): InboxList {
  const known = new Set([...list.rows, ...list.waiting].map((row) => row.conversationId));
  return {
    ...list,
    rows: [...list.rows, ...page.rows.filter((row) => !known.has(row.conversationId))],
    next: page.next,
  };
}
