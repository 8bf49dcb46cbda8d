import { setTimeout as pause } from 'node:timers/promises';

/** So many bodies at once wait to become durable: a flood. At X's usual pace there are one or two. */
const FLOOD = 8;
/** A commit answers many at once: what was a flood a moment ago still is one. */
const LASTS_MS = 100;
const LOOK_MS = 25;
/** Even in a flood the projector gets its turn so often. */
const LONGEST_WAIT_MS = 1_500;

/** How many bodies are being taken in just now. Taking in goes before working on them: X waits for its answer. */
export class Pressure {
  #underWay = 0;
  #floodUntilMs = 0;

  /** Runs one taking-in and counts it while it lasts. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#underWay += 1;
    if (this.#underWay >= FLOOD) this.#floodUntilMs = performance.now() + LASTS_MS;
    try {
      return await work;
    } finally {
      this.#underWay -= 1;
    }
  }

  /** Waits while there is a flood, but not for ever. */
  async giveWay(): Promise<void> {
    for (let waitedMs = 0; this.#isFlood() && waitedMs < LONGEST_WAIT_MS; waitedMs += LOOK_MS) {
      await pause(LOOK_MS);
    }
  }

  #isFlood(): boolean {
    return this.#underWay >= FLOOD || performance.now() < this.#floodUntilMs;
  }
}
