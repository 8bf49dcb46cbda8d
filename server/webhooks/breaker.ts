/**
 * Tells a receiver that is down from one that cannot take single messages: failures in a row, of at least two
 * conversations. Pure; counts in memory, since a process that takes over may find out anew.
 */
export class Breaker {
  readonly #threshold: number;
  readonly #lanes = new Set<string>();
  #failures = 0;

  constructor(threshold: number) {
    this.#threshold = threshold;
  }

  get failures(): number {
    return this.#failures;
  }

  success(): void {
    this.#failures = 0;
    this.#lanes.clear();
  }

  /** Answers whether the endpoint is to be paused. */
  failure(lane: string): boolean {
    this.#failures += 1;
    // Two are enough to tell: no set that grows with an outage.
    if (this.#lanes.size < 2) this.#lanes.add(lane);
    return this.#failures >= this.#threshold && this.#lanes.size >= 2;
  }
}
