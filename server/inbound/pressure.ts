const BUCKET_MS = 100;
const BUCKETS = 5;

/** Counts what happens in the last half second, by this process's own clock. */
export class Pressure {
  readonly #counts: number[] = Array.from({ length: BUCKETS }, () => 0);
  #bucket = 0;

  note(nowMs: number = performance.now()): void {
    this.#turn(nowMs);
    const index = this.#bucket % BUCKETS;
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
  }

  perSecond(nowMs: number = performance.now()): number {
    this.#turn(nowMs);
    return (this.#counts.reduce((sum, count) => sum + count, 0) * 1_000) / (BUCKET_MS * BUCKETS);
  }

  #turn(nowMs: number): void {
    const now = Math.floor(nowMs / BUCKET_MS);
    const passed = Math.min(BUCKETS, now - this.#bucket);
    for (let step = 1; step <= passed; step += 1) this.#counts[(now - passed + step) % BUCKETS] = 0;
    this.#bucket = Math.max(now, this.#bucket);
  }
}
