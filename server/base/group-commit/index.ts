export interface GroupCommitOptions<T, R> {
  /** Writes all rows in one commit and answers one result for each, in order. Called with one row when a group failed. */
  readonly write: (rows: readonly T[]) => Promise<readonly R[]>;
  /** Most rows of one write. */
  readonly largest?: number;
  /** Most writes under way at once. */
  readonly inFlight?: number;
  /** Most callers that may wait; further ones are refused at once. */
  readonly mostWaiting?: number;
  /** True for an error that no single row is to blame for: all callers of the write get it, and nothing is retried. */
  readonly isPassing?: (error: unknown) => boolean;
}

interface Waiting<T, R> {
  readonly row: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/** Thrown when more callers wait than the database can serve. */
export class GroupCommitFull extends Error {
  override readonly name = 'GroupCommitFull';
}

/**
 * Lets concurrent callers share one commit: whoever comes while a write is under way is in the next one.
 * A caller is answered after its row is durable. When a group fails, its rows are written one by one, so that one
 * hostile row fails alone.
 */
export class GroupCommit<T, R> {
  readonly #options: Required<GroupCommitOptions<T, R>>;
  #waiting: Waiting<T, R>[] = [];
  #writing = 0;
  #idle: (() => void)[] = [];
  #scheduled = false;

  constructor(options: GroupCommitOptions<T, R>) {
    this.#options = { largest: 100, inFlight: 3, mostWaiting: 10_000, isPassing: () => false, ...options };
  }

  add(row: T): Promise<R> {
    if (this.#waiting.length >= this.#options.mostWaiting) {
      return Promise.reject(new GroupCommitFull('too many writes are waiting'));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ row, resolve, reject });
      this.#schedule();
    });
  }

  /** Waits until everything that was added has been answered. */
  async settle(): Promise<void> {
    if (this.#writing === 0 && this.#waiting.length === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** At the end of the current turn of the event loop, so that all requests parsed in it share the write. */
  #schedule(): void {
    if (this.#scheduled || this.#writing >= this.#options.inFlight) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#start();
    });
  }

  #start(): void {
    while (this.#writing < this.#options.inFlight && this.#waiting.length > 0) {
      const group = this.#waiting.slice(0, this.#options.largest);
      this.#waiting = this.#waiting.slice(group.length);
      this.#writing += 1;
      void this.#write(group).finally(() => {
        this.#writing -= 1;
        if (this.#waiting.length > 0) this.#schedule();
        else if (this.#writing === 0) for (const resolve of this.#idle.splice(0)) resolve();
      });
    }
  }

  async #write(group: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.#options.write(group.map(({ row }) => row));
      if (results.length !== group.length)
        throw new Error('a write answered another number of results than rows');
      // The lengths are equal.
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as R);
    } catch (error) {
      const single = group.length === 1 || this.#options.isPassing(error);
      if (single) for (const { reject } of group) reject(error);
      else for (const one of group) await this.#write([one]);
    }
  }
}
