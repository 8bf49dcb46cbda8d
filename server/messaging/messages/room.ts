import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { countEntries } from '../../conversations/index.ts';
import { SunshineError } from '../http/problem.ts';
import { countKeptMessages } from './store.ts';

/** Most messages of a conversation that a program may add to, as the contract states it. */
export const MOST_MESSAGES = 30_000;
const MOST_KEPT = 20_000;

/** Whether there is room in a conversation for what a program says. */
export interface Room {
  /** @throws SunshineError 423 `locked` */
  take(db: WorkspaceDb, place: Place): Promise<void>;
}

/** A thread of X, or a conversation that only programs know. */
export interface Place {
  readonly id: string;
  readonly kind: 'thread' | 'kept';
}

/**
 * Counts now and then: half of the room that was found is given away without looking again, so that a post costs no
 * count, and a conversation is full within its last message.
 */
export function createRoom(most: number): Room {
  const free = new Map<string, number>();
  return {
    take: async (db, { id, kind }) => {
      const key = `${db.workspaceId}:${kind}:${id}`;
      let left = free.get(key) ?? 0;
      if (left < 1) {
        const count =
          kind === 'thread' ? await countEntries(db, id, most) : await countKeptMessages(db, id, most);
        if (count >= most) throw new SunshineError(sunshineErrors.message_limit);
        left = Math.max(1, Math.floor((most - count) / 2));
      }
      if (free.size >= MOST_KEPT) free.clear();
      free.set(key, left - 1);
    },
  };
}
