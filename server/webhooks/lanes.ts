/** A delivery that waits, as far as its turn needs it. */
export interface Waiting {
  readonly seq: string;
  readonly conversationId: string | null;
  /** Not before. */
  readonly dueAt: Date | null;
}

interface Lane<T> {
  readonly key: string;
  readonly rows: T[];
  busy: boolean;
  /** Rows behind the last of `rows` stayed in the database. */
  more: boolean;
}

/** Rows of one conversation that are kept; what is behind them is read when they are done. */
const LARGEST_LANE = 8;

/** The lane of a delivery: its conversation, or its own. */
export function laneOf(row: Pick<Waiting, 'seq' | 'conversationId'>): string {
  return row.conversationId ?? `alone:${row.seq}`;
}

/**
 * A window of what waits for one endpoint: the first rows of each conversation, of which one at a time is under way.
 * A conversation whose head has to wait holds few rows and nobody else up. Pure.
 */
export class Lanes<T extends Waiting> {
  readonly #lanes = new Map<string, Lane<T>>();

  /** Conversations with something waiting or under way. */
  get size(): number {
    return this.#lanes.size;
  }

  /** Rows in order of `seq`, each once. */
  add(rows: readonly T[]): void {
    for (const row of rows) {
      const key = laneOf(row);
      const lane = this.#lanes.get(key);
      if (!lane) this.#lanes.set(key, { key, rows: [row], busy: false, more: false });
      else if (lane.more || lane.rows.length >= LARGEST_LANE) lane.more = true;
      else lane.rows.push(row);
    }
  }

  /** Heads that may leave now, the oldest first; they are under way from here on. */
  take(now: Date, most: number): T[] {
    const heads: { lane: Lane<T>; row: T }[] = [];
    for (const lane of this.#lanes.values()) {
      const row = lane.rows[0];
      if (lane.busy || !row || (row.dueAt && row.dueAt > now)) continue;
      heads.push({ lane, row });
    }
    if (heads.length > most) heads.sort((a, b) => (BigInt(a.row.seq) < BigInt(b.row.seq) ? -1 : 1));
    return heads.slice(0, Math.max(0, most)).map(({ lane, row }) => {
      lane.busy = true;
      return row;
    });
  }

  /** How many heads could leave now. */
  countReady(now: Date): number {
    let count = 0;
    for (const lane of this.#lanes.values()) {
      const row = lane.rows[0];
      if (!lane.busy && row && (!row.dueAt || row.dueAt <= now)) count += 1;
    }
    return count;
  }

  /** The head is through, or dead. Answers after which `seq` more of its conversation is to be read. */
  finish(row: T): string | undefined {
    const lane = this.#lanes.get(laneOf(row));
    if (!lane) return undefined;
    lane.busy = false;
    lane.rows.shift();
    if (lane.rows.length > 0) return undefined;
    if (lane.more) {
      // Nothing of it leaves before `refill`.
      lane.busy = true;
      return row.seq;
    }
    this.#lanes.delete(lane.key);
    return undefined;
  }

  /** What was read of a conversation after `finish` asked for it; fewer than `limit` rows: that was all of it. */
  refill(key: string, rows: readonly T[], limit: number): void {
    this.#lanes.delete(key);
    if (rows.length > 0) this.#lanes.set(key, { key, rows: [], busy: false, more: false });
    const lane = this.#lanes.get(key);
    if (!lane) return;
    lane.rows.push(...rows);
    lane.more = rows.length >= limit;
  }

  /** The head waits until then, and its conversation with it. */
  postpone(row: T, later: T): void {
    const lane = this.#lanes.get(laneOf(row));
    if (!lane) return;
    lane.busy = false;
    lane.rows[0] = later;
  }

  /** When the first of the heads that wait for their time is due. */
  nextDueAt(): Date | undefined {
    let soonest: Date | undefined;
    for (const { busy, rows } of this.#lanes.values()) {
      const dueAt = rows[0]?.dueAt;
      if (!busy && dueAt && (!soonest || dueAt < soonest)) soonest = dueAt;
    }
    return soonest;
  }

  clear(): void {
    this.#lanes.clear();
  }
}

export const LANE_PAGE = LARGEST_LANE;
