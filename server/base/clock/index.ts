import type { Bus } from '../bus/index.ts';
import { type Db, sql } from '../db/index.ts';

/** Business time: the machine's clock plus an offset that all processes share. Tests move it. */
export interface Clock {
  now(): Date;
  /** Moves the time of all processes forward. */
  advance(ms: number): Promise<void>;
  /** Called when somebody moved the time: whatever is due may be due now. */
  onJump(listener: () => void): () => void;
  close(): void;
}

const TOPIC = 'clock';
const POLL_MS = 5_000;

/** Opens the shared clock of the database. */
export async function openClock(db: Db, bus: Bus): Promise<Clock> {
  const listeners = new Set<() => void>();
  let offsetMs = await readOffset(db);
  const take = (nextMs: number) => {
    if (nextMs === offsetMs) return;
    offsetMs = nextMs;
    for (const listener of listeners) listener();
  };
  const refresh = () => {
    // A database that is away for a moment leaves the known offset standing.
    readOffset(db).then(take, () => undefined);
  };
  const unsubscribe = bus.subscribe(TOPIC, refresh);
  bus.onGap(refresh);
  const timer = setInterval(refresh, POLL_MS).unref();
  return {
    now: () => new Date(Date.now() + offsetMs),
    advance: async (ms) => {
      const row = await db.row(
        sql<{
          offset_ms: string;
        }>`update clock set offset_ms = offset_ms + ${Math.round(ms)} returning offset_ms`,
      );
      take(Number(row.offset_ms));
      bus.publish(TOPIC, '');
    },
    onJump: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      clearInterval(timer);
      unsubscribe();
    },
  };
}

async function readOffset(db: Db): Promise<number> {
  return Number((await db.row(sql<{ offset_ms: string }>`select offset_ms from clock`)).offset_ms);
}

/** A clock of one's own for the tests of pure rules: stands still until it is moved. */
export function fixedClock(start: Date): Clock {
  const listeners = new Set<() => void>();
  let nowMs = start.getTime();
  return {
    now: () => new Date(nowMs),
    advance: (ms) => {
      nowMs += ms;
      for (const listener of listeners) listener();
      return Promise.resolve();
    },
    onJump: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => listeners.clear(),
  };
}
