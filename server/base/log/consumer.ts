import { setTimeout as pause } from 'node:timers/promises';
import { type Db, isPassingDatabaseError, type Queries, sql, type WorkspaceTx } from '../db/index.ts';
import { AppError, messageOf } from '../errors.ts';
import type { WorkspaceId } from '../ids.ts';
import type { Logger } from '../logger.ts';
import { acquire, advance, freshUntil, type Held, LeaseLost, type Move } from './cursor.ts';
import type { Leisure } from './leisure.ts';
import { park } from './parked.ts';
import { readPlaces } from './shared-reads.ts';
import type { LogEntry, LogSource } from './source.ts';

export interface ConsumerOptions<E extends LogEntry> {
  /** Its cursor's name; changing it starts anew. */
  readonly name: string;
  readonly source: LogSource<E>;
  /** Where a consumer that the database has never seen begins. */
  readonly start: 'beginning' | 'now';
  /** Most entries of one transaction, of whatever partitions. */
  readonly batch?: number;
  /** Most transactions of this process at once, each with partitions of its own. */
  readonly concurrency?: number;
  /**
   * How long its effect can wait: while the process has no time to spare, it gathers what comes for so long at most, and
   * does it at once. Each entry is begun within this time of its arrival.
   */
  readonly giveWayMs?: number;
  /** Attempts at one entry before it is parked. */
  readonly attempts?: number;
  /** Entries that this consumer has nothing to do with; the cursor passes them. */
  readonly wants?: (entry: E) => boolean;
  /**
   * Database effects go into `tx`, which also moves the cursor. May run twice for one entry, never both committed. The
   * entries may be of several partitions: those of one key are in order.
   */
  readonly handle: (tx: WorkspaceTx, entries: readonly E[]) => Promise<void>;
}

export interface ConsumerSetting {
  readonly db: Db;
  readonly logger: Logger;
  readonly holder: string;
  readonly leisure: Leisure;
  readonly onHandled: (consumer: string, source: string, entries: readonly LogEntry[]) => void;
  readonly onParked: (consumer: string, source: string) => void;
  /** A place moved on in memory only: it is to be stored soon. */
  readonly onPassed: () => void;
}

const RETRY_WAITS_MS = [50, 250, 1_000];

interface Partition {
  readonly workspaceId: WorkspaceId;
  readonly partition: number;
  /** Its name here. */
  readonly place: string;
}

interface Leased {
  readonly place: Partition;
  readonly held: Held;
}

/** What was read of one partition. */
interface Batch<E> extends Leased {
  readonly wanted: readonly E[];
  readonly last: E;
  readonly read: readonly E[];
}

/** Works one consumer's partitions, each under its lease: those of a workspace that wait at the same time, together. */
export class Consumer<E extends LogEntry> {
  readonly options: ConsumerOptions<E>;
  readonly #setting: ConsumerSetting;
  readonly #waiting = new Map<string, Partition>();
  readonly #running = new Set<string>();
  readonly #runs = new Set<Promise<void>>();
  readonly #again = new Set<string>();
  readonly #held = new Map<string, Held>();
  readonly #pausedUntilMs = new Map<string, number>();
  /** Takes back that what waits will be begun soon. */
  #forgetSoon: (() => void) | undefined;
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
    else {
      this.#waiting.set(place, { workspaceId, partition, place });
      this.#fillSoon();
    }
  }

  /** Waits for the batches under way; takes nothing new. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#waiting.clear();
    this.#forgetSoon?.();
    await Promise.all(this.#runs);
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

  /** Not at once: what one commit wrote into several partitions is taken together. */
  #fillSoon(): void {
    if (this.#forgetSoon || this.#stopped) return;
    const fill = () => {
      this.#forgetSoon = undefined;
      this.#fill();
    };
    const { giveWayMs } = this.options;
    if (giveWayMs !== undefined) {
      this.#forgetSoon = this.#setting.leisure.wait(giveWayMs, fill);
      return;
    }
    const soon = setImmediate(fill);
    this.#forgetSoon = () => clearImmediate(soon);
  }

  #fill(): void {
    while (this.#runs.size < (this.options.concurrency ?? 1)) {
      const taken = this.#take();
      if (taken.length === 0) return;
      for (const { place } of taken) this.#running.add(place);
      const run = this.#round(taken).then((left) => {
        this.#runs.delete(run);
        for (const one of taken) {
          this.#running.delete(one.place);
          if (this.#again.delete(one.place) || left.has(one)) this.#waiting.set(one.place, one);
        }
        if (this.#stopped) this.#waiting.clear();
        // Who is behind does not give way: it would never catch up.
        if (left.size > 0) this.#fill();
        else if (this.#waiting.size > 0) this.#fillSoon();
      });
      this.#runs.add(run);
    }
  }

  /** The waiting partitions of one workspace. */
  #take(): Partition[] {
    const nowMs = performance.now();
    const taken: Partition[] = [];
    for (const [place, one] of this.#waiting) {
      if (taken[0] && taken[0].workspaceId !== one.workspaceId) continue;
      this.#waiting.delete(place);
      if ((this.#pausedUntilMs.get(place) ?? 0) <= nowMs) taken.push(one);
    }
    return taken;
  }

  /** Answers the partitions in which there may be more. */
  async #round(taken: readonly Partition[]): Promise<Set<Partition>> {
    const leased = await Promise.all(taken.map((place) => this.#lease(place)));
    const held = leased.filter((one) => one !== undefined);
    const most = Math.ceil((this.options.batch ?? 100) / Math.max(1, held.length));
    const done = await this.#commitAll(await this.#read(held, most));
    return new Set(done.filter((one) => one.read.length === most).map((one) => one.place));
  }

  /** What is next in these partitions. */
  async #read(leased: readonly Leased[], most: number): Promise<Batch<E>[]> {
    const { source, wants } = this.options;
    const from = leased.map(({ place, held }) => ({ ...place, seq: held.seq, reachedAt: held.reachedAt }));
    try {
      const pages = await readPlaces(source, this.#setting.db, from, most);
      return leased.flatMap((one, nth): Batch<E>[] => {
        const read = pages[nth] ?? [];
        const last = read.at(-1);
        return last ? [{ ...one, read, last, wanted: wants ? read.filter(wants) : read }] : [];
      });
    } catch (error) {
      for (const { place } of leased) this.#putOff(place, error);
      return [];
    }
  }

  /** The next poll comes back to it. */
  #putOff({ place, partition }: Partition, error: unknown): void {
    this.#held.delete(place);
    if (error instanceof LeaseLost) return;
    this.#pausedUntilMs.set(place, performance.now() + 400);
    this.#setting.logger.warn(
      { err: error, consumer: this.options.name, partition },
      'a log partition is waiting',
    );
  }

  /** Nothing when somebody else works on it. */
  async #lease(place: Partition): Promise<Leased | undefined> {
    const { workspaceId, partition, place: name } = place;
    try {
      const known = this.#held.get(name);
      if (known && known.freshUntilMs > performance.now()) return { place, held: known };
      await known?.storing;
      const { source, name: consumer } = this.options;
      const key = { workspaceId, source: source.name, consumer, partition };
      const held = await acquire(this.#setting.db, key, this.#setting.holder);
      if (held) this.#held.set(name, held);
      else this.#held.delete(name);
      return held && { place, held };
    } catch (error) {
      this.#putOff(place, error);
      return undefined;
    }
  }

  /** All in one transaction; when that fails, each partition in its own. Answers those that got through. */
  async #commitAll(batches: readonly Batch<E>[]): Promise<Batch<E>[]> {
    const done = batches.filter((one) => one.wanted.length === 0);
    for (const { held, last } of done) this.#pass(held, last);
    const left = batches.filter((one) => one.wanted.length > 0);
    const [first] = left;
    if (first) {
      try {
        await this.#commit(left);
        done.push(...left);
      } catch (error) {
        const isSeveral = left.length > 1;
        if (isPassing(error) && !(isSeveral && error instanceof LeaseLost)) {
          for (const { place } of left) this.#putOff(place, error);
        } else for (const one of left) if (await this.#apart(one, isSeveral)) done.push(one);
      }
    }
    for (const { read } of done) this.#setting.onHandled(this.options.name, this.options.source.name, read);
    return done;
  }

  /** A partition by itself, in the end entry by entry. */
  async #apart(batch: Batch<E>, isNew: boolean): Promise<boolean> {
    try {
      if (isNew) {
        try {
          await this.#commit([batch]);
          return true;
        } catch (error) {
          if (isPassing(error)) throw error;
        }
      }
      for (const entry of batch.read) await this.#alone(batch, entry);
      return true;
    } catch (error) {
      this.#putOff(batch.place, error);
      return false;
    }
  }

  #pass(held: Held, last: E): void {
    held.seq = last.seq;
    held.reachedAt = last.recordedAt;
    this.#setting.onPassed();
  }

  async #commit(batches: readonly Batch<E>[]): Promise<void> {
    const wanted = batches.flatMap((one) => one.wanted);
    const moves = batches.map(({ held, last }): Move => ({ held, seq: last.seq, at: last.recordedAt }));
    await this.#store(moves, (tx) => this.options.handle(tx, wanted));
  }

  /** An effect and the places behind it, in one transaction. */
  async #store(moves: readonly Move[], effect: (tx: WorkspaceTx) => Promise<void>): Promise<void> {
    const [first] = moves;
    if (!first) return;
    for (const { held } of moves) held.committing = true;
    try {
      await Promise.all(moves.flatMap(({ held }) => held.storing ?? []));
      await this.#setting.db.workspace(first.held.key.workspaceId).transaction(async (tx) => {
        await effect(tx);
        await advance(tx, moves);
      });
    } finally {
      for (const { held } of moves) held.committing = false;
    }
    for (const { held, seq, at } of moves) {
      held.seq = seq;
      held.storedSeq = seq;
      held.reachedAt = at;
      held.freshUntilMs = freshUntil();
    }
  }

  async #alone({ held }: Batch<E>, entry: E): Promise<void> {
    if (this.options.wants && !this.options.wants(entry)) return this.#pass(held, entry);
    const most = this.options.attempts ?? 3;
    const moves = [{ held, seq: entry.seq, at: entry.recordedAt }];
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#store(moves, (tx) => this.options.handle(tx, [entry]));
      } catch (error) {
        if (isPassing(error)) throw error;
        if (attempt >= most) return await this.#park(held, entry, error, attempt);
        await pause(RETRY_WAITS_MS[attempt - 1] ?? 1_000);
      }
    }
  }

  async #park(held: Held, entry: E, error: unknown, attempts: number): Promise<void> {
    const moves = [{ held, seq: entry.seq, at: entry.recordedAt }];
    await this.#store(moves, (tx) => park(tx, held.key, entry, messageOf(error), attempts));
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
