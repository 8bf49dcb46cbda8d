import type { InboxRow, InboxView } from '../../contract/api/index.ts';

/** A view of the inbox as the browser holds it. */
export interface InboxList {
  rows: InboxRow[];
  next: string | null;
  /** Rows that belong on top but wait, so that nothing moves under the pointer. */
  waiting: InboxRow[];
}

/** Whether a row is shown in a view, by the same rule as on the server. */
export function belongsTo(row: InboxRow, view: InboxView, memberId: string): boolean {
  const item = row.workItem;
  if (!item || item.state === 'closed') return view === 'closed';
  const snoozed = item.snoozedUntil !== null;
  if (view === 'snoozed') return snoozed;
  if (view === 'closed' || snoozed) return false;
  if (view === 'mine') return item.assigneeId === memberId;
  return view === 'all' || item.assigneeId === null;
}

/**
 * Brings fresh rows into a list. What is on the screen keeps its place while `held`: its contents change,
 * and newcomers wait in `waiting`. Otherwise the newest activity goes on top.
 */
export function mergeRows(
  list: InboxList,
  fresh: readonly InboxRow[],
  belongs: (row: InboxRow) => boolean,
  held: boolean,
): InboxList {
  const byId = new Map(fresh.map((row) => [row.conversationId, row]));
  const shown = new Set(list.rows.map((row) => row.conversationId));
  const rows = list.rows.map((row) => byId.get(row.conversationId) ?? row).filter((row) => belongs(row));
  const last = list.rows.at(-1);
  const newcomers = fresh.filter(
    (row) =>
      belongs(row) &&
      !shown.has(row.conversationId) &&
      // Older than what is loaded: it comes with its page.
      (list.next === null || !last || row.lastAt >= last.lastAt),
  );
  const waiting = [...list.waiting.filter((row) => !byId.has(row.conversationId)), ...newcomers];
  if (held) return { ...list, rows, waiting: waiting.sort(newestFirst) };
  return { ...list, rows: [...rows, ...waiting].sort(newestFirst), waiting: [] };
}

/** Lets the waiting rows in and puts everything in order: the reader asked for it. */
export function settleRows(list: InboxList): InboxList {
  return { ...list, rows: [...list.rows, ...list.waiting].sort(newestFirst), waiting: [] };
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

export function newestFirst(a: InboxRow, b: InboxRow): number {
  if (a.lastAt !== b.lastAt) return a.lastAt < b.lastAt ? 1 : -1;
  return a.conversationId < b.conversationId ? 1 : -1;
}
