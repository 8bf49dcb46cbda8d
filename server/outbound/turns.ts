/** A place in the line for the next free send. */
export interface Turn {
  /** Resolves when all places before it are given up. */
  readonly mine: Promise<void>;
  /** Lets the next one in; may be called more than once. */
  done(): void;
}

/** Hands out places in order: whoever is launched first reserves first, so that people do get the last free send. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  take(): Turn {
    const { promise, resolve } = Promise.withResolvers<void>();
    const mine = this.#last;
    this.#last = mine.then(() => promise);
    return { mine, done: resolve };
  }
}
