import type { Store } from '../core/store.ts';
import { randomToken } from './apps.ts';

/** A browser in which a user has signed in. */
export interface Session {
  id: string;
  userId: string;
  createdAt: number;
}

export interface Sessions {
  /** The session while it lasts. */
  find(id: string, at: number): Session | undefined;
  open(userId: string, at: number): Session;
  end(id: string): void;
}

const lifeMs = 30 * 24 * 60 * 60_000;
/** The oldest one ends when there are more. */
const mostSessions = 10_000;

export function createSessions(store: Store): Sessions {
  const table = store.table<Session>('sessions', { key: (session) => session.id });
  return {
    find(id, at) {
      const session = table.find(id);
      return session && session.createdAt + lifeMs > at ? session : undefined;
    },
    open(userId, at) {
      const [oldest] = table.values();
      if (oldest && table.size >= mostSessions) table.delete(oldest.id);
      return table.put({ id: randomToken(40), userId, createdAt: at });
    },
    end: (id) => void table.delete(id),
  };
}
