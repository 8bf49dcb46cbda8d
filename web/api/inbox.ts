import type { InboxCounts, InboxRow, InboxSort, InboxView, WorkItem } from '../../contract/api/index.ts';
import type { Query } from '@tanstack/react-query';
import { api } from '../../client/index.ts';
import { addPage, belongsTo, type InboxList, mergeRows, settleRows } from '../lib/merge-rows.ts';
import { behindFetch, queryClient } from './query-client.ts';
import { findSession } from './session.ts';

export interface InboxFilter {
  sort?: InboxSort;
  queueId?: string;
  workStreamId?: string;
  handleId?: string;
  tag?: string;
  unread?: boolean;
}

/** Set by the list on the screen: while somebody points at it or has scrolled, rows keep their places. */
export const listHold = { held: false };

export const inboxKey = (view: InboxView, filter: InboxFilter) => ['inbox', view, filter] as const;

export const inboxQuery = (view: InboxView, filter: InboxFilter) => ({
  queryKey: inboxKey(view, filter),
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<InboxList> => {
    const page = await api.inbox.list({ view, ...filter, limit: 50 }, { signal });
    return { ...page, waiting: [] };
  },
});

export const countsQuery = {
  queryKey: ['inbox-counts'],
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<InboxCounts> => api.inbox.counts({ signal }),
};

export async function loadMoreRows(view: InboxView, filter: InboxFilter): Promise<void> {
  const key = inboxKey(view, filter);
  const list = queryClient.getQueryData<InboxList>(key);
  if (!list?.next) return;
  const page = await api.inbox.list({ view, ...filter, cursor: list.next, limit: 50 });
  queryClient.setQueryData<InboxList>(
    key,
    (now) => now && (now.next === list.next ? addPage(now, page) : now),
  );
}

/** Shows the rows that waited. */
export function admitWaiting(view: InboxView, filter: InboxFilter): void {
  queryClient.setQueryData<InboxList>(
    inboxKey(view, filter),
    (list) => list && settleRows(list, filter.sort),
  );
}

const changedIds = new Set<string>();
const rowListeners = new Set<(rows: InboxRow[]) => void>();
let rowTimer: ReturnType<typeof setTimeout> | undefined;
let countTimer: ReturnType<typeof setTimeout> | undefined;

/** Hears every row that was read anew after a live event. */
export function onFreshRows(listener: (rows: InboxRow[]) => void): () => void {
  rowListeners.add(listener);
  return () => rowListeners.delete(listener);
}

/** Something changed in this conversation: its row is read anew, together with others of the same moment. */
export function noteChangedRow(conversationId: string): void {
  changedIds.add(conversationId);
  rowTimer ??= setTimeout(() => void refreshRows(), 30);
}

async function refreshRows(): Promise<void> {
  const ids = [...changedIds].slice(0, 100);
  for (const id of ids) changedIds.delete(id);
  rowTimer = changedIds.size > 0 ? setTimeout(() => void refreshRows(), 200) : undefined;
  try {
    const { rows } = await api.inbox.rows({ ids: ids.join(',') });
    putRows(rows);
    for (const listener of rowListeners) listener(rows);
  } catch {
    // The stream or the next visit brings it; a list that is a moment old is no error to show.
    void queryClient.invalidateQueries({ queryKey: ['inbox'] });
  }
  noteChangedCounts();
}

export function noteChangedCounts(): void {
  countTimer ??= setTimeout(() => {
    countTimer = undefined;
    void queryClient.invalidateQueries({ queryKey: countsQuery.queryKey });
  }, 400);
}

/** Brings rows into every list that the browser holds. `settle`: own doing, which may move rows at once. */
export function putRows(rows: readonly InboxRow[], settle = false): void {
  const queues = queryClient.getQueryData<InboxCounts>(countsQuery.queryKey)?.queues;
  const viewer = {
    memberId: findSession()?.member?.id ?? '',
    queueIds: queues && new Set(queues.map((queue) => queue.id)),
  };
  for (const query of queryClient.getQueryCache().findAll({ queryKey: ['inbox'] })) {
    const [, view, filter] = query.queryKey as ReturnType<typeof inboxKey>;
    readAgainBehind(query, rows);
    const list = query.state.data as InboxList | undefined;
    if (!list) continue;
    const belongs = (row: InboxRow) => belongsTo(row, view, viewer) && matches(row, filter);
    const held = listHold.held && !settle;
    queryClient.setQueryData(query.queryKey, mergeRows(list, rows, belongs, held, filter.sort));
  }
}

/** What is being read may be older than these rows, and would put them back: they are read once more behind it. */
export function readAgainBehind(query: Query, rows: readonly InboxRow[]): void {
  behindFetch(query, () => {
    for (const row of rows) noteChangedRow(row.conversationId);
  });
}

function matches(row: InboxRow, filter: InboxFilter): boolean {
  if (filter.queueId && row.workItem?.queueId !== filter.queueId) return false;
  if (filter.workStreamId && row.workItem?.workStreamId !== filter.workStreamId) return false;
  if (filter.handleId && row.handle.id !== filter.handleId) return false;
  if (filter.tag && !row.workItem?.tags.includes(filter.tag)) return false;
  // Reading a row must not take it away from under the reader: the filter counts when the list is fetched.
  return true;
}

export function findRow(conversationId: string): InboxRow | undefined {
  for (const [, list] of queryClient.getQueriesData<InboxList>({ queryKey: ['inbox'] })) {
    const found = [...(list?.rows ?? []), ...(list?.waiting ?? [])].find(
      (row) => row.conversationId === conversationId,
    );
    if (found) return found;
  }
  return undefined;
}

export function patchRow(conversationId: string, change: Partial<InboxRow>): void {
  const row = findRow(conversationId);
  if (row) putRows([{ ...row, ...change }]);
}

export function patchRowItem(conversationId: string, workItem: WorkItem): void {
  patchRow(conversationId, { workItem });
}
