import type { AppEvent, EventBodies, EventKind } from '../../../contract/events/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock/index.ts';
import { type Db, sql, type WorkspaceTx } from '../db/index.ts';
import { messageOf } from '../errors.ts';
import { asId, newId } from '../ids.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { createAppender, wakeTopic } from './append.ts';
import { Consumer, type ConsumerOptions, type ConsumerSetting, isPassing, register } from './consumer.ts';
import { freshUntil, type Held, releaseAll, storePassed } from './cursor.ts';
import { measureLag } from './lag.ts';
import { Leisure } from './leisure.ts';
import { listReplayRequests, parkAgain, unpark } from './parked.ts';
import { shareReads } from './shared-reads.ts';
import { eventSource, type LogEntry, type LogSource, type StoredEvent } from './source.ts';

/** An event of one of the wanted kinds, with the body that its kind declares. */
export type EventOf<K extends EventKind> = {
  [Kind in K]: Omit<StoredEvent, 'kind' | 'body'> & { readonly kind: Kind; readonly body: EventBodies[Kind] };
}[K];

export interface EventConsumer<K extends EventKind>
  extends Pick<
    ConsumerOptions<StoredEvent>,
    'name' | 'start' | 'batch' | 'concurrency' | 'attempts' | 'giveWayMs'
  > {
  readonly kinds: readonly K[];
  /** Which events of these kinds it has to do with; all of them when absent. */
  readonly wants?: NoInfer<(event: EventOf<K>) => boolean>;
  readonly handle: (tx: WorkspaceTx, events: readonly EventOf<K>[]) => Promise<void>;
}

export interface EventLog {
  /** Adds events to the transaction; they are written as its last statement, in the order of the calls. */
  readonly append: (tx: WorkspaceTx, events: readonly AppEvent[]) => void;
  /** Follows events of some kinds. Call before `start`. */
  consume<K extends EventKind>(consumer: EventConsumer<K>): void;
  /** Follows another log, such as the deliveries. Call before `start`. */
  follow<E extends LogEntry>(options: ConsumerOptions<E>): void;
  /**
   * Runs soon what can wait while this process has time to spare, else as soon as it has, at the latest after `mostMs`.
   * Answers how to take it back.
   */
  atLeisure(mostMs: number, run: () => void): () => void;
  start(): Promise<void>;
  /** Finishes the batches under way and gives the leases back. */
  stop(): Promise<void>;
}

export interface EventLogOptions {
  readonly db: Db;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** True when no other process can work on this database: leases of a killed predecessor are void at once. */
  readonly alone?: boolean;
  /** Whether this process has time to spare; in tests. */
  readonly leisure?: Leisure;
}

const POLL_MS = 500;
/** How long a place may be ahead of what the database knows: after a kill, only that much is looked at again. */
const STORE_MS = 100;

export function createEventLog(options: EventLogOptions): EventLog {
  return new Log(options);
}

/** A place that a consumer has come to in memory. */
interface Passed {
  readonly consumer: Consumer<LogEntry>;
  readonly held: Held;
  readonly seq: string;
}

class Log implements EventLog {
  readonly append: EventLog['append'];
  readonly #options: EventLogOptions;
  readonly #holder: string = newId<'process'>();
  // Consumers of different logs, each called only with entries of its own.
  readonly #consumers: Consumer<LogEntry>[] = [];
  readonly #setting: ConsumerSetting;
  readonly #unsubscribe: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void> | undefined;
  #stopped = false;
  readonly #events = shareReads(eventSource);
  readonly #leisure: Leisure;
  #storeTimer: NodeJS.Timeout | undefined;
  #storing: Promise<void> = Promise.resolve();

  constructor(options: EventLogOptions) {
    this.#options = options;
    this.#leisure = options.leisure ?? new Leisure();
    this.append = createAppender(options);
    const measured = measureLag(options);
    const onPassed = () => this.#storeSoon();
    const { db, logger } = options;
    this.#setting = { db, logger, holder: this.#holder, leisure: this.#leisure, onPassed, ...measured };
  }

  consume<K extends EventKind>(consumer: EventConsumer<K>): void {
    const kinds = new Set<string>(consumer.kinds);
    const { wants } = consumer;
    this.follow<StoredEvent>({
      ...consumer,
      source: this.#events,
      // `kinds` let declared kinds through only, with the bodies that `append` took for them: the cast adds nothing.
      wants: (event) => kinds.has(event.kind) && (!wants || wants(event as unknown as EventOf<K>)),
      // `wants` lets the declared kinds through only, and `append` took bodies of their types.
      handle: (tx, events) => consumer.handle(tx, events as unknown as readonly EventOf<K>[]),
    });
  }

  follow<E extends LogEntry>(options: ConsumerOptions<E>): void {
    // Only entries that `options.source` read are passed back to it.
    this.#consumers.push(new Consumer(options as unknown as ConsumerOptions<LogEntry>, this.#setting));
  }

  atLeisure(mostMs: number, run: () => void): () => void {
    return this.#leisure.wait(mostMs, run);
  }

  async start(): Promise<void> {
    const { db, bus, alone, clock } = this.#options;
    if (alone) await db.execute(sql`update log_cursor set holder = null where holder is not null`);
    for (const { options } of this.#consumers)
      await register(db, options.source, options.name, options.start);
    for (const source of this.#sources()) {
      this.#unsubscribe.push(
        bus.subscribe(wakeTopic(source.name), (payload) => this.#wake(source.name, payload)),
      );
    }
    this.#leisure.start();
    bus.onGap(() => this.#poll());
    this.#unsubscribe.push(clock.onJump(() => this.#poll()));
    this.#timer = setInterval(() => this.#poll(), POLL_MS);
    this.#poll();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    await this.#polling;
    this.#leisure.stop();
    await Promise.all(this.#consumers.map((consumer) => consumer.stop()));
    clearTimeout(this.#storeTimer);
    await this.#storing;
    await this.#store();
    for (const consumer of this.#consumers) consumer.forget();
    // A database that is gone lets the leases run out.
    await releaseAll(this.#options.db, this.#holder).catch(() => undefined);
  }

  #sources(): LogSource<LogEntry>[] {
    return [...new Map(this.#consumers.map(({ options }) => [options.source.name, options.source])).values()];
  }

  #storeSoon(): void {
    this.#storeTimer ??= setTimeout(() => {
      this.#storing = this.#store().finally(() => {
        this.#storeTimer = undefined;
        if (!this.#stopped && this.#consumers.some((one) => one.listPassed().length > 0)) this.#storeSoon();
      });
    }, STORE_MS);
  }

  /** Stores where consumers have come to past entries that they do not want. */
  async #store(): Promise<void> {
    const passed = this.#consumers.flatMap((consumer) =>
      consumer.listPassed().map((held) => ({ consumer, held, seq: held.seq })),
    );
    if (passed.length === 0) return;
    const stored = this.#storePassed(passed);
    // Whoever commits a batch there waits for it: both name the place that the database knows.
    for (const { held } of passed) held.storing = stored;
    await stored;
    for (const { held } of passed) held.storing = undefined;
  }

  async #storePassed(passed: readonly Passed[]): Promise<void> {
    const helds = passed.map(({ held }) => held);
    let ours: Set<Held>;
    try {
      ours = new Set(await storePassed(this.#options.db, this.#holder, helds));
    } catch (error) {
      // A database that is away: they are stored later, or looked at again.
      this.#options.logger.debug({ err: error }, 'places in the log could not be stored');
      return;
    }
    for (const { consumer, held, seq } of passed) {
      if (ours.has(held)) {
        held.storedSeq = seq;
        held.freshUntilMs = freshUntil();
      } else consumer.drop(held);
    }
  }

  #wake(source: string, payload: string): void {
    const [workspaceId = '', partition] = payload.split(':');
    const [id, nth] = [asId<'workspace'>(workspaceId), Number(partition)];
    if (source === this.#events.name) this.#events.touch(id, nth);
    for (const consumer of this.#consumers) {
      if (consumer.options.source.name === source) consumer.wake(id, nth);
    }
  }

  #poll(): void {
    if (this.#polling || this.#stopped) return;
    this.#polling = this.#look()
      .catch((error: unknown) => this.#options.logger.warn({ err: error }, 'the log could not be polled'))
      .finally(() => {
        this.#polling = undefined;
      });
  }

  async #look(): Promise<void> {
    for (const source of this.#sources()) {
      const consumers = this.#consumers.filter(({ options }) => options.source.name === source.name);
      const names = consumers.map(({ options }) => options.name);
      const places = await this.#options.db.rows(sql<{
        consumer: string;
        workspace_id: string;
        partition: number;
      }>`
        select n.consumer, h.workspace_id, h.partition
        from ${sql.table(source.headTable)} h cross join unnest(${names}::text[]) as n (consumer)
        left join log_cursor c on c.workspace_id = h.workspace_id and c.source = ${source.name}
          and c.consumer = n.consumer and c.partition = h.partition
        where h.seq > coalesce(c.seq, 0)
          and (c.holder is null or c.holder = ${this.#holder} or c.expires_at < now())
        limit 2000`);
      for (const place of places) {
        const consumer = consumers.find(({ options }) => options.name === place.consumer);
        const workspaceId = asId<'workspace'>(place.workspace_id);
        if (source.name === this.#events.name) this.#events.touch(workspaceId, place.partition);
        consumer?.wake(workspaceId, place.partition);
      }
      await this.#replay(source, consumers, names);
    }
  }

  async #replay(
    source: LogSource<LogEntry>,
    consumers: Consumer<LogEntry>[],
    names: string[],
  ): Promise<void> {
    const { db, logger } = this.#options;
    for (const request of await listReplayRequests(db, source.name, names)) {
      const consumer = consumers.find(({ options }) => options.name === request.consumer);
      const { workspaceId } = request.place;
      try {
        await db.workspace(workspaceId).transaction(async (tx) => {
          if (!(await unpark(tx, request.id))) return;
          const entry = await source.find(tx, request.place);
          if (!entry) throw new Error('the log does not keep this entry any more');
          await consumer?.handleOne(tx, entry);
        });
      } catch (error) {
        if (isPassing(error)) continue;
        logger.error({ err: error, consumer: request.consumer }, 'a replay of a parked entry failed');
        await parkAgain(db, workspaceId, request.id, messageOf(error));
      }
    }
  }
}
