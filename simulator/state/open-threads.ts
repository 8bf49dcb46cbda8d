import type { Store } from '../core/store.ts';

/** What a user sees before writing to somebody: a thread that was opened by a link, a post or a default greeting. */
export interface OpenThread {
  userId: string;
  otherId: string;
  /** The post whose button opened it. */
  postId?: string;
  welcomeMessageId?: string;
  /** What the link put into the field where one writes. */
  text?: string;
  openedAt: number;
}

export interface OpenThreads {
  find(userId: string, otherId: string): OpenThread | undefined;
  open(thread: OpenThread): OpenThread;
  close(userId: string, otherId: string): void;
}

export function createOpenThreads(store: Store): OpenThreads {
  const key = (userId: string, otherId: string) => `${userId}>${otherId}`;
  const table = store.table<OpenThread>('openThreads', { key: (row) => key(row.userId, row.otherId) });
  return {
    find: (userId, otherId) => table.find(key(userId, otherId)),
    open: (thread) => table.put(thread),
    close: (userId, otherId) => void table.delete(key(userId, otherId)),
  };
}
