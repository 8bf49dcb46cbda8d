/** How often somebody may do something within a time; in memory, of one process, and bounded itself. */
export class RateBound {
  readonly #most: number;
  readonly #withinMs: number;
  readonly #counts = new Map<string, { fromMs: number; count: number }>();

  constructor(most: number, withinMs: number) {
    this.#most = most;
    this.#withinMs = withinMs;
  }

  /** Counts one; false when that is too many. */
  take(who: string, nowMs: number = performance.now()): boolean {
    const known = this.#counts.get(who);
    if (known && nowMs - known.fromMs < this.#withinMs) {
      known.count += 1;
      return known.count <= this.#most;
    }
    if (this.#counts.size >= 10_000) this.#forget(nowMs);
    this.#counts.set(who, { fromMs: nowMs, count: 1 });
    return true;
  }

  #forget(nowMs: number): void {
    for (const [who, { fromMs }] of this.#counts)
      if (nowMs - fromMs >= this.#withinMs) this.#counts.delete(who);
    // So many at once are an attack: nobody's count is worth more than the memory.
    if (this.#counts.size >= 10_000) this.#counts.clear();
  }
}
