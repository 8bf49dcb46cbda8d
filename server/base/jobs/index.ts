import { CompiledQuery } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Bus } from '../bus/index.ts';
import { type Db, type Queries, sql } from '../db/index.ts';
import { messageOf } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';

export interface JobKind<T extends object> {
  /** An order: `media.fetch`. */
  readonly name: string;
  /** Only types: what the job's data is. Small values and ids. */
  readonly data?: T;
  /** Tries after the first one. */
  readonly retryLimit?: number;
  /** First wait before a retry; it doubles from there. */
  readonly retryDelaySeconds?: number;
  /** A job that runs longer counts as failed. */
  readonly expireSeconds?: number;
  /** Most jobs of this kind at once in one process. */
  readonly concurrency?: number;
}

export interface SendOptions {
  /** While a job of this kind and key waits, another one is not added. */
  readonly key?: string;
  readonly afterSeconds?: number;
}

/** Work measured in seconds: each job is a row, retried with growing waits. Never the hot path, which follows the log. */
export interface Jobs {
  /** Adds a kind and who does it. Call before `start`. */
  work<T extends object>(kind: JobKind<T>, handle: (data: T, signal: AbortSignal) => Promise<void>): void;
  /** Adds a job in the same transaction as everything else in it (or at once, with a plain handle). */
  send<T extends object>(queries: Queries, kind: JobKind<T>, data: T, options?: SendOptions): Promise<void>;
  start(): Promise<void>;
  /** Starts only where jobs were ever sent; else the first one does. Many installations never have any. */
  startIfUsed(): Promise<void>;
  /** Waits for the jobs under way; what is not done in time is tried again after the next start. */
  stop(): Promise<void>;
}

export interface JobsOptions {
  readonly db: Db;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

const SCHEMA = 'jobs';
const STOP_TIMEOUT_MS = 10_000;

interface Worker {
  readonly kind: JobKind<object>;
  readonly handle: (data: object, signal: AbortSignal) => Promise<void>;
}

export function createJobs(options: JobsOptions): Jobs {
  const { db, bus, logger, metrics } = options;
  const done = metrics.counter('rookery_jobs_total', 'Jobs ended, by kind and how', ['kind', 'outcome']);
  const workers: Worker[] = [];
  const workerIds = new Map<string, string>();
  const unsubscribe: (() => void)[] = [];
  let starting: Promise<PgBoss> | undefined;
  let stopped = false;

  const open = async (): Promise<PgBoss> => {
    // Loaded late: a start without jobs should not wait for it.
    const { PgBoss } = await import('pg-boss');
    const boss = new PgBoss({
      // Our pool serves it: no connections of its own.
      db: { executeSql: async (text, values) => db.pool.query(text, values) },
      schema: SCHEMA,
      monitorVacuum: false,
      reindex: false,
      persistWarnings: false,
    });
    boss.on('error', (error) => logger.warn({ err: error }, 'the job queue met an error'));
    return boss.start();
  };

  const begin = async (boss: PgBoss, { kind, handle }: Worker): Promise<void> => {
    await boss.createQueue(kind.name, queueOf(kind));
    await boss.updateQueue(kind.name, settingsOf(kind));
    const batchSize = kind.concurrency ?? 4;
    const setting = {
      batchSize,
      pollingIntervalSeconds: 2,
      burstWhenBatchFull: batchSize > 1,
      perJobResults: true,
    } as const;
    const id = await boss.work<object, unknown, typeof setting>(kind.name, setting, (jobs) =>
      Promise.all(
        jobs.map(async (job) => {
          try {
            await handle(job.data, job.signal);
            done.inc({ kind: kind.name, outcome: 'completed' });
            return { id: job.id, status: 'completed' as const };
          } catch (error) {
            done.inc({ kind: kind.name, outcome: 'failed' });
            logger.warn({ err: error, job: kind.name, jobId: job.id }, 'a job failed');
            return {
              id: job.id,
              status: 'failed' as const,
              output: { message: messageOf(error).slice(0, 300) },
            };
          }
        }),
      ),
    );
    workerIds.set(kind.name, id);
    unsubscribe.push(bus.subscribe(topicOf(kind.name), () => boss.notifyWorker(id)));
  };

  const ensure = (): Promise<PgBoss> => {
    if (stopped) return Promise.reject(new Error('the job queue is stopped'));
    starting ??= (async () => {
      const boss = await open();
      for (const worker of workers) await begin(boss, worker);
      return boss;
    })().catch((error: unknown) => {
      starting = undefined;
      throw error;
    });
    return starting;
  };

  return {
    work: (kind, handle) => {
      // A worker is only given data of its own kind.
      workers.push({ kind, handle: handle as unknown as Worker['handle'] });
    },
    send: async (queries, kind, data, sendOptions = {}) => {
      const boss = await ensure();
      await boss.send(kind.name, data, {
        db: { executeSql: async (text, values = []) => run(queries, text, values) },
        // Without a key of its own a job would stand for all others without one.
        singletonKey: sendOptions.key ?? newId<'job'>(),
        ...(sendOptions.afterSeconds === undefined ? {} : { startAfter: sendOptions.afterSeconds }),
      });
      const wake = () => bus.publish(topicOf(kind.name), '');
      if ('afterCommit' in queries && typeof queries.afterCommit === 'function') queries.afterCommit(wake);
      else wake();
    },
    start: async () => void (await ensure()),
    startIfUsed: async () => {
      const { used } = await db.row(
        sql<{ used: boolean }>`select to_regnamespace(${SCHEMA}) is not null as used`,
      );
      if (used) await ensure();
    },
    stop: async () => {
      stopped = true;
      const boss = await starting?.catch(() => undefined);
      for (const stop of unsubscribe) stop();
      await boss?.stop({ close: false, graceful: true, timeout: STOP_TIMEOUT_MS });
    },
  };
}

/** `short`: one job of a key waits; another may be active, so that no wake-up is lost. */
function queueOf(kind: JobKind<object>) {
  return { ...settingsOf(kind), policy: 'short' as const };
}

function settingsOf(kind: JobKind<object>) {
  return {
    retryLimit: kind.retryLimit ?? 3,
    retryDelay: kind.retryDelaySeconds ?? 2,
    retryBackoff: true,
    expireInSeconds: kind.expireSeconds ?? 120,
    notify: false,
  };
}

function topicOf(name: string): string {
  return `job:${name}`;
}

async function run(queries: Queries, text: string, values: readonly unknown[]): Promise<{ rows: unknown[] }> {
  const result = await queries.kysely.executeQuery(CompiledQuery.raw(text, [...values]));
  return { rows: result.rows };
}
