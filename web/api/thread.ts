import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import type { Entry } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import {
  addNewer,
  addOlder,
  mergeEntries,
  openWindow,
  removeEntry,
  renewWindow,
  type ThreadWindow,
} from '../lib/thread-window.ts';
import { queryClient } from './query-client.ts';

const pageSize = 50;
export const threadKey = (conversationId: string) => ['thread', conversationId] as const;

/** Where a thread opens: at a found message, at the first unread one, else at its end. */
export interface ThreadAnchor {
  around?: string;
}

export const threadQuery = (conversationId: string, anchor: ThreadAnchor = {}) => ({
  queryKey: threadKey(conversationId),
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<ThreadWindow> => {
    const page = await api.conversations.entries(
      { id: conversationId },
      { limit: pageSize, ...(anchor.around ? { around: anchor.around } : {}) },
      { signal },
    );
    return anchor.around ? openWindow(page) : renewWindow(findThread(conversationId), page);
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export function findThread(conversationId: string): ThreadWindow | undefined {
  return queryClient.getQueryData<ThreadWindow>(threadKey(conversationId));
}

export function changeThread(conversationId: string, change: (window: ThreadWindow) => ThreadWindow): void {
  queryClient.setQueryData<ThreadWindow>(threadKey(conversationId), (window) => window && change(window));
}

export const putEntry = (conversationId: string, entry: Entry): void =>
  changeThread(conversationId, (window) => (window.hasAfter ? window : mergeEntries(window, [entry])));

export const dropEntry = (conversationId: string, entryId: string): void =>
  changeThread(conversationId, (window) => removeEntry(window, entryId));

/** Opens the thread elsewhere: at a position, or at its end. */
export async function reopenThread(conversationId: string, around?: string): Promise<void> {
  const page = await api.conversations.entries(
    { id: conversationId },
    { limit: pageSize, ...(around ? { around } : {}) },
  );
  queryClient.setQueryData(threadKey(conversationId), openWindow(page));
}

const changed = new Map<string, { from: bigint; to: bigint }>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** An entry came or changed: the stretch that holds it is read anew, if the browser shows it. */
export function noteChangedEntry(conversationId: string, position: string): void {
  if (!findThread(conversationId)) return;
  const at = BigInt(position);
  const stretch = changed.get(conversationId);
  changed.set(conversationId, {
    from: stretch && stretch.from < at ? stretch.from : at,
    to: stretch && stretch.to > at ? stretch.to : at,
  });
  timer ??= setTimeout(() => {
    timer = undefined;
    const stretches = [...changed];
    changed.clear();
    for (const [id, { from, to }] of stretches) void refreshStretch(id, from, to);
  }, 15);
}

async function refreshStretch(conversationId: string, from: bigint, to: bigint): Promise<void> {
  const window = findThread(conversationId);
  const last = window?.entries.at(-1);
  if (!window) return;
  // Behind the end of what is loaded: it comes when the reader gets there.
  if (window.hasAfter && last && from > BigInt(last.position)) return;
  try {
    let after = from - 1n;
    for (let pages = 0; pages < 4; pages += 1) {
      const page = await api.conversations.entries(
        { id: conversationId },
        { after: (after < 0n ? 0n : after).toString(), limit: 100 },
      );
      changeThread(conversationId, (now) => mergeEntries(now, page.entries));
      const end = page.entries.at(-1);
      if (!page.hasAfter || !end || BigInt(end.position) >= to) return;
      after = BigInt(end.position);
    }
  } catch {
    void queryClient.invalidateQueries({ queryKey: threadKey(conversationId) });
  }
}

/** The thread of a conversation with paging in both directions. */
export function useThread(conversationId: string, anchor: ThreadAnchor) {
  const query = useQuery(threadQuery(conversationId, anchor));
  const busy = useRef({ older: false, newer: false });
  const loadOlder = useCallback(async () => {
    const window = findThread(conversationId);
    const first = window?.entries[0];
    if (!window?.hasBefore || !first || busy.current.older) return;
    busy.current.older = true;
    try {
      const page = await api.conversations.entries(
        { id: conversationId },
        { before: first.position, limit: pageSize },
      );
      changeThread(conversationId, (now) => addOlder(now, page));
    } finally {
      busy.current.older = false;
    }
  }, [conversationId]);
  const loadNewer = useCallback(async () => {
    const window = findThread(conversationId);
    const last = window?.entries.at(-1);
    if (!window?.hasAfter || !last || busy.current.newer) return;
    busy.current.newer = true;
    try {
      const page = await api.conversations.entries(
        { id: conversationId },
        { after: last.position, limit: pageSize },
      );
      changeThread(conversationId, (now) => addNewer(now, page));
    } finally {
      busy.current.newer = false;
    }
  }, [conversationId]);
  return { ...query, loadOlder, loadNewer };
}
