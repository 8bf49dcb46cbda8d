import { setImmediate as turn } from 'node:timers/promises';
import type { Queries } from '../db/index.ts';
import type { WorkspaceId } from '../ids.ts';
import { type LogEntry, type LogSource, PARTITIONS, type Place } from './source.ts';

/** Entries of one partition in one read of the database. */
const PAGE = 500;
/** Entries that are kept of one partition, and partitions that are kept: what was read lately is asked for again soon. */
const MOST_ENTRIES = 1_000;
const MOST_PLACES = 64 * PARTITIONS;

export interface SharedSource<E extends LogEntry> extends LogSource<E> {
  /** There may be something new in this partition: the next read looks. */
  touch(workspaceId: WorkspaceId, partition: number): void;
}

/**
 * A log that many consumers of one process follow side by side: what one of them has read, the others get from memory,
 * and what is new in several partitions comes in one read. A read sees everything that was committed before the last
 * `touch`.
 */
export function shareReads<E extends LogEntry>(source: LogSource<E>): SharedSource<E> {
  const windows = new Map<string, Window<E>>();
  const loaders = new Map<WorkspaceId, Loader<E>>();
  let touches = 0;
  const load = (queries: Queries, window: Window<E>): Promise<void> => {
    const { workspaceId } = window.end;
    const loader = loaders.get(workspaceId) ?? new Loader(source);
    loaders.set(workspaceId, loader);
    return loader.load(queries, window).finally(() => {
      if (loader.isIdle) loaders.delete(workspaceId);
    });
  };
  const shared: SharedSource<E> = {
    ...source,
    // Those that have to look share a read already.
    readMany: (queries, places, limit) =>
      Promise.all(places.map((place) => shared.read(queries, place, limit))),
    touch: (workspaceId, partition) => {
      touches += 1;
      windows.get(`${workspaceId}:${partition}`)?.touch();
    },
    read: async (queries, after, limit) => {
      const key = `${after.workspaceId}:${after.partition}`;
      const window = windows.get(key);
      if (window?.covers(after.seq)) {
        // The one that was used last is forgotten last.
        windows.delete(key);
        windows.set(key, window);
        if (window.endsBefore(after.seq, limit))
          await (window.isStale ? load(queries, window) : window.loading);
        // It may have moved away from the place meanwhile.
        if (window.covers(after.seq)) return window.read(after.seq, limit);
      }
      const fresh = new Window<E>(after);
      const touchesBefore = touches;
      const entries = await source.read(queries, after, limit);
      fresh.add(entries, limit);
      // Perhaps of this partition, and after the read.
      if (touches !== touchesBefore) fresh.touch();
      const now = windows.get(key);
      if (!now?.isBeyond(after.seq)) windows.set(key, fresh);
      for (const oldest of windows.keys()) {
        if (windows.size <= MOST_PLACES) break;
        windows.delete(oldest);
      }
      return entries;
    },
  };
  return shared;
}

/** Reads of one workspace: one at a time, and those who ask meanwhile share the next one. */
class Loader<E extends LogEntry> {
  readonly #source: LogSource<E>;
  readonly #asked = new Set<Window<E>>();
  #next: Promise<void> | undefined;
  #running: Promise<void> = Promise.resolve();
  #reading = 0;

  constructor(source: LogSource<E>) {
    this.#source = source;
  }

  get isIdle(): boolean {
    return this.#next === undefined && this.#reading === 0;
  }

  load(queries: Queries, window: Window<E>): Promise<void> {
    this.#asked.add(window);
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => turn())
      .then(() => {
        const windows = [...this.#asked];
        this.#asked.clear();
        this.#next = undefined;
        this.#running = this.#read(queries, windows);
        return this.#running;
      });
    return this.#next;
  }

  async #read(queries: Queries, windows: readonly Window<E>[]): Promise<void> {
    const loaded = Promise.withResolvers<void>();
    for (const window of windows) {
      window.isStale = false;
      window.loading = loaded.promise;
    }
    this.#reading += 1;
    try {
      const places = windows.map((window) => window.end);
      const found = await readPlaces(this.#source, queries, places, PAGE);
      for (const [nth, window] of windows.entries()) window.add(found[nth] ?? [], PAGE);
    } catch (error) {
      for (const window of windows) window.isStale = true;
      throw error;
    } finally {
      this.#reading -= 1;
      for (const window of windows) window.loading = undefined;
      loaded.resolve();
    }
  }
}

/** What follows each place, in one read where the source can. */
export async function readPlaces<E extends LogEntry>(
  source: LogSource<E>,
  queries: Queries,
  places: readonly Place[],
  limit: number,
): Promise<E[][]> {
  if (places.length > 1 && source.readMany) return source.readMany(queries, places, limit);
  return Promise.all(places.map((place) => source.read(queries, place, limit)));
}

/** The newest entries of a partition, without a gap: `seq` rises by one. */
class Window<E extends LogEntry> {
  /** Something may have come since it was read. */
  isStale = false;
  /** Settles with the read under way: it sees what was committed before the last `touch`, unless that came later. */
  loading: Promise<void> | undefined;
  readonly #place: Place;
  #entries: E[] = [];
  /** The seq before the first entry. */
  #from: bigint;

  constructor(after: Place) {
    this.#place = after;
    this.#from = BigInt(after.seq);
  }

  /** Where it ends. */
  get end(): Place {
    const reachedAt = this.#entries.at(-1)?.recordedAt ?? this.#place.reachedAt;
    return { ...this.#place, seq: this.#to.toString(), reachedAt };
  }

  get #to(): bigint {
    return this.#from + BigInt(this.#entries.length);
  }

  touch(): void {
    this.isStale = true;
  }

  covers(seq: string): boolean {
    return BigInt(seq) >= this.#from && BigInt(seq) <= this.#to;
  }

  /** It ends behind this place: a reader that is far behind does not take it from those who are not. */
  isBeyond(seq: string): boolean {
    return BigInt(seq) < this.#from;
  }

  endsBefore(after: string, limit: number): boolean {
    return this.#to < BigInt(after) + BigInt(limit);
  }

  read(after: string, limit: number): E[] {
    const start = Number(BigInt(after) - this.#from);
    return this.#entries.slice(start, start + limit);
  }

  /** What a read of at most `limit` entries has found behind its end. */
  add(entries: readonly E[], limit: number): void {
    if (entries.length >= limit) this.isStale = true;
    const [first] = entries;
    if (!first) return;
    // Where old days were dropped, what follows does not join on.
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
