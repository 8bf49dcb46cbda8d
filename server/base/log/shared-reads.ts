import { setImmediate as turn } from 'node:timers/promises';
import type { Queries } from '../db/index.ts';
import { type LogEntry, type LogSource, PARTITIONS, type Place } from './source.ts';

/** Entries of one read of the database. */
const PAGE = 500;
/** Entries that are kept of one partition, and partitions that are kept: what was read lately is asked for again soon. */
const MOST_ENTRIES = 1_000;
const MOST_PLACES = 64 * PARTITIONS;

/**
 * A log that many consumers of one process follow side by side: what one of them has read, the others get from memory.
 * A read still sees everything that was committed before it was asked for.
 */
export function shareReads<E extends LogEntry>(source: LogSource<E>): LogSource<E> {
  const windows = new Map<string, Window<E>>();
  return {
    ...source,
    read: async (queries, after, limit) => {
      const key = `${after.workspaceId}:${after.partition}`;
      const window = windows.get(key);
      if (window?.covers(after.seq)) {
        // The one that was used last is forgotten last.
        windows.delete(key);
        windows.set(key, window);
        const found = await window.read(queries, after.seq, limit);
        if (found) return found;
      }
      const entries = await source.read(queries, after, limit);
      const now = windows.get(key);
      if (!now?.isBeyond(after.seq)) windows.set(key, new Window(source, after, entries));
      for (const oldest of windows.keys()) {
        if (windows.size <= MOST_PLACES) break;
        windows.delete(oldest);
      }
      return entries;
    },
  };
}

/** The newest entries of a partition, without a gap: `seq` rises by one. */
class Window<E extends LogEntry> {
  readonly #source: LogSource<E>;
  readonly #place: Place;
  #entries: E[];
  /** The seq before the first entry. */
  #from: bigint;
  /** A read that is about to begin: whoever was woken by the same commit shares it. */
  #next: Promise<void> | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(source: LogSource<E>, after: Place, entries: readonly E[]) {
    this.#source = source;
    this.#place = after;
    const [first] = entries;
    // Where old days were dropped, what follows does not join on.
    this.#from = first ? BigInt(first.seq) - 1n : BigInt(after.seq);
    this.#entries = [...entries];
  }

  get #to(): bigint {
    return this.#from + BigInt(this.#entries.length);
  }

  covers(seq: string): boolean {
    return BigInt(seq) >= this.#from && BigInt(seq) <= this.#to;
  }

  /** It ends behind this place: a reader that is far behind does not take it from those who are not. */
  isBeyond(seq: string): boolean {
    return BigInt(seq) < this.#from;
  }

  /** Undefined when the window moved away from the place meanwhile. */
  async read(queries: Queries, after: string, limit: number): Promise<E[] | undefined> {
    if (this.#to < BigInt(after) + BigInt(limit)) await this.#refresh(queries);
    if (!this.covers(after)) return undefined;
    const start = Number(BigInt(after) - this.#from);
    return this.#entries.slice(start, start + limit);
  }

  /** A read that begins now or later: one that is under way may have missed what its caller was woken for. */
  #refresh(queries: Queries): Promise<void> {
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => turn())
      .then(() => {
        this.#next = undefined;
        this.#running = this.#load(queries);
        return this.#running;
      });
    return this.#next;
  }

  async #load(queries: Queries): Promise<void> {
    const last = this.#entries.at(-1);
    const reachedAt = last?.recordedAt ?? this.#place.reachedAt;
    const place = { ...this.#place, seq: this.#to.toString(), reachedAt };
    const entries = await this.#source.read(queries, place, PAGE);
    const [first] = entries;
    if (!first) return;
    if (BigInt(first.seq) !== this.#to + 1n) {
      this.#from = BigInt(first.seq) - 1n;
      this.#entries = [];
    }
    this.#entries.push(...entries);
    const over = Math.max(0, this.#entries.length - MOST_ENTRIES);
    this.#entries.splice(0, over);
    this.#from += BigInt(over);
  }
}
