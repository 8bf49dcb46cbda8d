import { setTimeout as pause } from 'node:timers/promises';
import { type Db, isPassingDatabaseError, type Queries, sql, type WorkspaceTx } from '../db/index.ts';
import { AppError, messageOf } from '../errors.ts';
import type { WorkspaceId } from '../ids.ts';
import type { Logger } from '../logger.ts';
import { acquire, advance, freshUntil, type Held, LeaseLost } from './cursor.ts';
import { park } from './parked.ts';
import type { LogEntry, LogSource } from './source.ts';

export interface ConsumerOptions<E extends LogEntry> {
  /** Its cursor's name; changing it starts anew. */
  readonly name: string;
  readonly source: LogSource<E>;
  /** Where a consumer that the database has never seen begins. */
  readonly start: 'beginning' | 'now';
  /** Most entries of one transaction. */
  readonly batch?: number;
  /** Most partitions that this process works on at once. */
  readonly concurrency?: number;
  /** Attempts at one entry before it is parked. */
  readonly attempts?: number;
  /** Entries that this consumer has nothing to do with; the cursor passes them. */
  readonly wants?: (entry: E) => boolean;
  /** Database effects go into `tx`, which also moves the cursor. May run twice for one entry, never both committed. */
  readonly handle: (tx: WorkspaceTx, entries: readonly E[]) => Promise<void>;
}

export interface ConsumerSetting {
  readonly db: Db;
  readonly logger: Logger;
  readonly holder: string;
  readonly onHandled: (consumer: string, source: string, entries: readonly LogEntry[]) => void;
  readonly onParked: (consumer: string, source: string) => void;
  /** A place moved on in memory only: it is to be stored soon. */
  readonly onPassed: () => void;
}

const RETRY_WAITS_MS = [50, 250, 1_000];

/** Works one consumer's partitions, each under its lease. */
export class Consumer<E extends LogEntry> {
  readonly options: ConsumerOptions<E>;
  readonly #setting: ConsumerSetting;
  readonly #waiting = new Map<string, { workspaceId: WorkspaceId; partition: number }>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  readonly #held = new Map<string, Held>();
  readonly #pausedUntilMs = new Map<string, number>();
  #stopped = false;

  constructor(options: ConsumerOptions<E>, setting: ConsumerSetting) {
    this.options = options;
    this.#setting = setting;
  }

  /** There may be something new in this partition. */
  wake(workspaceId: WorkspaceId, partition: number): void {
    if (this.#stopped) return;
    const place = `${workspaceId}:${partition}`;
    if (this.#running.has(place)) this.#again.add(place);
    else this.#waiting.set(place, { workspaceId, partition });
    this.#fill();
  }

  /** Waits for the batches under way; takes nothing new. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#waiting.clear();
    await Promise.all(this.#running.values());
  }

  /** Places that have moved on since they were stored, and are not about to be stored by a batch. */
  listPassed(): Held[] {
    return [...this.#held.values()].filter((held) => held.seq !== held.storedSeq && !held.committing);
  }

  /** Somebody else has this lease now. */
  drop(held: Held): void {
    const { workspaceId, partition } = held.key;
    const place = `${workspaceId}:${partition}`;
    if (this.#held.get(place) === held) this.#held.delete(place);
  }

  /** Nothing more is worked on or stored. */
  forget(): void {
    this.#held.clear();
  }

  /** One entry again, for a replay of a parked one. */
  async handleOne(tx: WorkspaceTx, entry: E): Promise<void> {
    await this.options.handle(tx, [entry]);
  }

  #fill(): void {
    for (const [place, { workspaceId, partition }] of this.#waiting) {
      if (this.#running.size >= (this.options.concurrency ?? 2)) return;
      this.#waiting.delete(place);
      if ((this.#pausedUntilMs.get(place) ?? 0) > performance.now()) continue;
      const run = this.#work(place, workspaceId, partition).finally(() => {
        this.#running.delete(place);
        if (this.#again.delete(place) && !this.#stopped) this.#waiting.set(place, { workspaceId, partition });
        this.#fill();
      });
      this.#running.set(place, run);
    }
  }

  async #work(place: string, workspaceId: WorkspaceId, partition: number): Promise<void> {
    try {
      for (;;) {
        const held = await this.#lease(place, workspaceId, partition);
        if (!held) return;
        const more = await this.#batch(held);
        if (!more || this.#stopped) return;
      }
    } catch (error) {
      this.#held.delete(place);
      if (error instanceof LeaseLost) return;
      // The next poll comes back to it.
      this.#pausedUntilMs.set(place, performance.now() + 400);
      this.#setting.logger.warn(
        { err: error, consumer: this.options.name, partition },
        'a log partition is waiting',
      );
    }
  }

  async #lease(place: string, workspaceId: WorkspaceId, partition: number): Promise<Held | undefined> {
    const known = this.#held.get(place);
    if (known && known.freshUntilMs > performance.now()) return known;
    await known?.storing;
    const { source, name } = this.options;
    const key = { workspaceId, source: source.name, consumer: name, partition };
    const held = await acquire(this.#setting.db, key, this.#setting.holder);
    if (held) this.#held.set(place, held);
    else this.#held.delete(place);
    return held;
  }

  /** Answers whether there may be more. */
  async #batch(held: Held): Promise<boolean> {
    const { source, batch = 100 } = this.options;
    const { workspaceId, partition } = held.key;
    const place = { workspaceId, partition, seq: held.seq, reachedAt: held.reachedAt };
    const entries = await source.read(this.#setting.db, place, batch);
    if (entries.length === 0) return false;
    try {
      await this.#commit(held, entries);
    } catch (error) {
      if (isPassing(error)) throw error;
      for (const entry of entries) await this.#alone(held, entry);
    }
    this.#setting.onHandled(this.options.name, source.name, entries);
    return entries.length === batch;
  }

  async #commit(held: Held, entries: readonly E[]): Promise<void> {
    const last = entries.at(-1);
    if (!last) return;
    const wanted = this.options.wants ? entries.filter(this.options.wants) : entries;
    if (wanted.length === 0) {
      held.seq = last.seq;
      held.reachedAt = last.recordedAt;
      this.#setting.onPassed();
      return;
    }
    await this.#store(held, last, (tx) => this.options.handle(tx, wanted));
  }

  /** An effect and the place behind it, in one transaction. */
  async #store(held: Held, entry: E, effect: (tx: WorkspaceTx) => Promise<void>): Promise<void> {
    held.committing = true;
    try {
      await held.storing;
      await this.#setting.db.workspace(held.key.workspaceId).transaction(async (tx) => {
        await effect(tx);
        await advance(tx, held, entry.seq, entry.recordedAt);
      });
    } finally {
      held.committing = false;
    }
    held.seq = entry.seq;
    held.storedSeq = entry.seq;
    held.reachedAt = entry.recordedAt;
    held.freshUntilMs = freshUntil();
  }

  async #alone(held: Held, entry: E): Promise<void> {
    const most = this.options.attempts ?? 3;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#commit(held, [entry]);
      } catch (error) {
        if (isPassing(error)) throw error;
        if (attempt >= most) return await this.#park(held, entry, error, attempt);
        await pause(RETRY_WAITS_MS[attempt - 1] ?? 1_000);
      }
    }
  }

  async #park(held: Held, entry: E, error: unknown, attempts: number): Promise<void> {
    await this.#store(held, entry, (tx) => park(tx, held.key, entry, messageOf(error), attempts));
    this.#setting.onParked(this.options.name, held.key.source);
    const { consumer, partition } = held.key;
    const { kind, key, seq } = entry;
    this.#setting.logger.error({ err: error, consumer, partition, seq, kind, key }, 'a log entry was parked');
  }
}

/** Nothing is wrong with the entry: the database or the time is. */
export function isPassing(error: unknown): boolean {
  if (error instanceof LeaseLost) return true;
  if (error instanceof AppError) return error.declaration.who === 'time';
  return isPassingDatabaseError(error);
}

/** Remembers a consumer; a new one of `now` begins at the heads as they are. */
export async function register(
  db: Db,
  source: LogSource<LogEntry>,
  name: string,
  start: string,
): Promise<void> {
  const known = await db.findRow(sql`
    select 1 from log_consumer where source = ${source.name} and consumer = ${name}`);
  if (known) return;
  await db.transaction(async (tx) => {
    const isNew = await tx.execute(sql`
      insert into log_consumer (source, consumer, created_at) values (${source.name}, ${name}, now())
      on conflict do nothing`);
    if (isNew === 1 && start === 'now') await startAtHeads(tx, source, name);
  });
}

async function startAtHeads(queries: Queries, source: LogSource<LogEntry>, name: string): Promise<void> {
  await queries.execute(sql`
    insert into log_cursor (workspace_id, source, consumer, partition, seq)
    select workspace_id, ${source.name}, ${name}, partition, seq from ${sql.table(source.headTable)}
    on conflict do nothing`);
}
