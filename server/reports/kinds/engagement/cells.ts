import type { Cell, Json, Row } from '../../kind.ts';
import type { Dimension } from './chosen.ts';
import type { Layout } from './windows.ts';

/** Sums by tweet, metric and slot of time. What nobody has told stays NaN, which is not zero. */
export class Cells {
  readonly #tweets: number;
  readonly #metrics: number;
  readonly #slots: number;
  readonly #sums: Float64Array;

  /** Each 1 where it is no grouping. */
  constructor(tweets: number, metrics: number, slots: number) {
    this.#tweets = tweets;
    this.#metrics = metrics;
    this.#slots = slots;
    this.#sums = new Float64Array(tweets * metrics * slots).fill(Number.NaN);
  }

  get size(): number {
    return this.#sums.length;
  }

  /** A dimension that is no grouping takes everything into its one place. */
  add(tweet: number, metric: number, slot: number, count: number): void {
    const t = this.#tweets === 1 ? 0 : tweet;
    const m = this.#metrics === 1 ? 0 : metric;
    const at = (t * this.#metrics + m) * this.#slots + slot;
    const sum = this.#sums[at];
    if (sum === undefined) return;
    this.#sums[at] = Number.isNaN(sum) ? count : sum + count;
  }

  at(index: number): { tweet: number; metric: number; slot: number; sum: number | null } {
    const sum = this.#sums[index] ?? Number.NaN;
    const pair = Math.floor(index / this.#slots);
    return {
      tweet: Math.floor(pair / this.#metrics),
      metric: pair % this.#metrics,
      slot: index % this.#slots,
      sum: Number.isNaN(sum) ? null : sum,
    };
  }

  toJson(): Json {
    return Array.from(this.#sums, (sum) => (Number.isNaN(sum) ? null : sum));
  }

  /** Takes in what `toJson` gave. */
  restore(json: Json): void {
    if (!Array.isArray(json) || json.length !== this.#sums.length)
      throw new Error('these sums are of another plan');
    for (const [index, sum] of json.entries()) if (typeof sum === 'number') this.#sums[index] = sum;
  }
}

export interface RowParts {
  readonly groupBy: readonly Dimension[];
  readonly tweetIds: readonly string[];
  /** Undefined: X has told nothing of this tweet, so there are no rows of it. */
  readonly tweetCells: (id: string) => readonly Cell[] | undefined;
  readonly metricKeys: readonly string[];
  readonly layout: Layout;
  readonly hours: ReadonlySet<number> | undefined;
  /** After the value. */
  readonly tail: readonly Cell[];
}

/** The row of a cell; undefined where there is none. */
export function rowMaker(cells: Cells, parts: RowParts): (index: number) => Row | undefined {
  const { groupBy, tweetIds, metricKeys, layout, hours, tail } = parts;
  const byTweet = groupBy.includes('tweet');
  let lastTweet = -1;
  let tweetCells: readonly Cell[] | undefined;
  return (index) => {
    const { tweet, metric, slot, sum } = cells.at(index);
    const id = tweetIds[tweet] ?? '';
    if (tweet !== lastTweet) {
      lastTweet = tweet;
      tweetCells = byTweet ? parts.tweetCells(id) : [];
    }
    const time = layout.slots[slot];
    if (!tweetCells || !time || (hours && !hours.has(time.hour ?? -1))) return undefined;
    const row: Cell[] = [];
    for (const dimension of groupBy) {
      if (dimension === 'tweet') row.push(id);
      else if (dimension === 'type') row.push(metricKeys[metric] ?? null);
      else if (dimension === 'date') row.push(time.date ?? null);
      else row.push(time.hour ?? null);
    }
    for (const cell of tweetCells) row.push(cell);
    row.push(sum);
    for (const cell of tail) row.push(cell);
    return row;
  };
}
