import { asId, endLeases, type Logger, newId, type WorkspaceDb, type Db } from '../../base/index.ts';

/** Works for one workspace until there is nothing to do. */
export interface Worker {
  run(): Promise<void>;
  stop(): void;
}

export interface WorkersOptions {
  readonly db: Db;
  readonly logger: Logger;
  readonly alone: boolean;
  readonly leaseKind: string;
  readonly everyMs: number;
  /** Workspaces for which there is something to do. */
  readonly list: () => Promise<readonly string[]>;
  readonly make: (db: WorkspaceDb, holder: string) => Worker;
}

/** One worker for each workspace that has something to do, looked at every so often and when woken. */
export class Workers {
  readonly #options: WorkersOptions;
  readonly #holder: string = newId<'process'>();
  readonly #running = new Map<string, { readonly worker: Worker; readonly done: Promise<void> }>();
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(options: WorkersOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { db, alone, leaseKind, everyMs } = this.#options;
    if (alone) await endLeases(db, leaseKind);
    this.#timer = setInterval(() => this.wake(), everyMs);
    this.wake();
  }

  /** Looks now. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#polling) {
      this.#again = true;
      return;
    }
    this.#polling = this.#options
      .list()
      .then((ids) => {
        for (const id of ids) this.#ensure(id);
      })
      .catch((error: unknown) =>
        this.#options.logger.warn(
          { err: error, work: this.#options.leaseKind },
          'mail could not be looked at',
        ),
      )
      .finally(() => {
        this.#polling = undefined;
        if (!this.#again) return;
        this.#again = false;
        this.wake();
      });
  }

  /** Ends the worker of a workspace; the next look begins another, with what is set then. */
  restart(workspaceId: string): void {
    this.#running.get(workspaceId)?.worker.stop();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#polling;
    for (const { worker } of this.#running.values()) worker.stop();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  #ensure(workspaceId: string): void {
    if (this.#stopped || this.#running.has(workspaceId)) return;
    const { db, logger, leaseKind } = this.#options;
    const worker = this.#options.make(db.workspace(asId<'workspace'>(workspaceId)), this.#holder);
    const done = worker
      .run()
      .catch((error: unknown) => logger.warn({ err: error, workspaceId, work: leaseKind }, 'mail broke off'))
      .finally(() => {
        this.#running.delete(workspaceId);
      });
    this.#running.set(workspaceId, { worker, done });
  }
}
