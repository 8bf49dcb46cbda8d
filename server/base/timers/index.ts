import type { Clock } from '../clock/index.ts';
import { type Db, sql } from '../db/index.ts';
import { newId } from '../ids.ts';
import type { Logger } from '../logger.ts';

export interface SweeperOptions {
  /** Name of its lease: one process sweeps at a time. */
  readonly name: string;
  readonly everyMs: number;
  /** Does what is due. Answers true when there is more, to be called again at once. */
  readonly run: () => Promise<boolean | void>;
}

export interface Timers {
  /** Adds a sweep of due rows. Call before or after `start`. */
  sweeper(options: SweeperOptions): void;
  start(): void;
  /** Waits for the sweeps under way and gives their leases back. */
  stop(): Promise<void>;
}

export interface TimersOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  /** True when no other process can work on this database. */
  readonly alone?: boolean;
}

const LEASE_SECONDS = 30;

/** Sweeps: what is due is a column with a partial index, looked at every so often, and at once when the time was moved. */
export function createTimers(options: TimersOptions): Timers {
  const holder = newId<'process'>();
  const sweeps: Sweep[] = [];
  let started = false;
  const unsubscribe = options.clock.onJump(() => {
    for (const sweep of sweeps) sweep.wake();
  });
  return {
    sweeper: (sweeper) => {
      const sweep = new Sweep(sweeper, options, holder);
      sweeps.push(sweep);
      if (started) sweep.start();
    },
    start: () => {
      started = true;
      for (const sweep of sweeps) sweep.start();
    },
    stop: async () => {
      unsubscribe();
      await Promise.all(sweeps.map((sweep) => sweep.stop()));
      await options.db
        .execute(sql`update work_lease set expires_at = now() where holder = ${holder}`)
        .catch(() => undefined);
    },
  };
}

class Sweep {
  readonly #sweeper: SweeperOptions;
  readonly #options: TimersOptions;
  readonly #holder: string;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = true;
  #first = true;
  #heldUntilMs = 0;

  constructor(sweeper: SweeperOptions, options: TimersOptions, holder: string) {
    this.#sweeper = sweeper;
    this.#options = options;
    this.#holder = holder;
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#timer = setInterval(() => this.wake(), this.#sweeper.everyMs);
    this.wake();
  }

  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.#run()
      .catch((error: unknown) =>
        this.#options.logger.warn({ err: error, sweep: this.#sweeper.name }, 'a sweep failed'),
      )
      .finally(() => {
        this.#running = undefined;
        if (!this.#again) return;
        this.#again = false;
        this.wake();
      });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    do {
      if (!(await this.#lease())) return;
    } while ((await this.#sweeper.run()) === true && !this.#stopped);
  }

  /** Leases run by the database's time. A sweep must be safe to run twice: each row is claimed by its own update. */
  async #lease(): Promise<boolean> {
    if (this.#heldUntilMs > performance.now()) return true;
    const killedBefore = this.#first && this.#options.alone === true;
    const held = await this.#options.db.execute(sql`
      insert into work_lease (name, holder, epoch, expires_at, ran_at)
      values (${this.#sweeper.name}, ${this.#holder}, 1, clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}), now())
      on conflict (name) do update set
        holder = excluded.holder, expires_at = excluded.expires_at, ran_at = excluded.ran_at,
        epoch = work_lease.epoch + case when work_lease.holder = excluded.holder then 0 else 1 end
      where work_lease.holder = excluded.holder or work_lease.expires_at <= now() or ${killedBefore}`);
    this.#first = false;
    // Asked again well before it runs out; in between a sweep costs no write.
    this.#heldUntilMs = held === 1 ? performance.now() + (LEASE_SECONDS * 1_000) / 3 : 0;
    return held === 1;
  }
}
