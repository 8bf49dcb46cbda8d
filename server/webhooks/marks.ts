import { setTimeout as pause } from 'node:timers/promises';
import { type Db, GroupCommit, isPassing, type Logger } from '../base/index.ts';
import { type Mark, markDeliveries } from './delivery-store.ts';

const AGAIN_MS = 300;

/** What became of tries: all senders of a process share their commits. */
export interface Marks {
  /** Answers once it is durable; false when the process stopped before. */
  add(mark: Mark): Promise<boolean>;
  stop(): void;
}

export function createMarks(db: Db, logger: Logger): Marks {
  let stopped = false;
  const group = new GroupCommit<Mark, true>({
    write: async (marks) => {
      await markDeliveries(db, marks);
      return marks.map(() => true as const);
    },
    largest: 300,
    // One after the other: two would lock the same hours in their own order.
    inFlight: 1,
    isPassing,
  });
  return {
    add: async (mark) => {
      for (let bare = mark; ; ) {
        try {
          return await group.add(bare);
        } catch (error) {
          logger.warn({ err: error, endpointId: mark.endpointId, seq: mark.seq }, 'a delivery was not noted');
          // The receiver has it: a database that is away is waited for, and nothing is sent again.
          if (stopped) return false;
          // What the database cannot hold is left out.
          if (!isPassing(error)) bare = { ...mark, body: null, attempt: bareAttempt(mark) };
          await pause(AGAIN_MS);
        }
      }
    },
    stop: () => {
      stopped = true;
    },
  };
}

function bareAttempt({ attempt }: Mark): Mark['attempt'] {
  return attempt && { ...attempt, response: null };
}
