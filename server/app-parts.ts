import {
  addHealth,
  type BlobStore,
  type Bus,
  type Clock,
  createEventLog,
  createHttpServer,
  createJobs,
  createLogger,
  createMetrics,
  createSecrets,
  createTimers,
  type Db,
  type EventLog,
  type HttpServer,
  type Jobs,
  keyringFromText,
  type Logger,
  maintainEventDays,
  type Metrics,
  migrate,
  openBlobDirectory,
  openBus,
  openClock,
  openDatabase,
  openKeyringFile,
  type Secrets,
  sql,
  type Timers,
} from './base/index.ts';
import type { Config } from './config.ts';

export interface PartsOptions {
  readonly logger?: Logger;
  /** Tests compare every answer with its contract. */
  readonly checkResponses?: boolean;
  /** A command works on the database of a running product, where there is one. */
  readonly mode?: 'own' | 'attach';
}

/** What every module is made of. */
export interface Parts {
  readonly db: Db;
  readonly databaseUrl: string;
  /** Pid of the shipped PostgreSQL, where this process runs it. */
  readonly databasePid: () => number | undefined;
  /** No other process can work on this database. */
  readonly alone: boolean;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly timers: Timers;
  readonly jobs: Jobs;
  readonly http: HttpServer;
  readonly secrets: Secrets;
  readonly blobs: BlobStore;
  readonly logger: Logger;
  readonly metrics: Metrics;
  start(): Promise<void>;
  drain(): void;
  close(): Promise<void>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Opens the base: database with its migrations, bus, clock, log, HTTP server. Nothing runs yet. */
export async function openParts(
  config: Config,
  options: PartsOptions & { readonly https: boolean },
): Promise<Parts> {
  const logger = options.logger ?? createLogger(config.logLevel);
  const metrics = createMetrics({ process: true });
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    poolSize: config.poolSize,
    mode: options.mode ?? 'own',
    onError: (message) => logger.warn(message),
  });
  const { db } = database;
  try {
    await needAnswer(db, config);
    await migrate(db);
    await maintainEventDays(db);
    const bus = await openBus({ url: database.url, logger });
    const clock = await openClock(db, bus);
    const alone = config.databaseUrl === undefined;
    const log = createEventLog({ db, bus, clock, logger, metrics, alone });
    const timers = createTimers({ db, clock, logger, alone });
    const jobs = createJobs({ db, bus, logger, metrics });
    const keyring = config.masterKey
      ? keyringFromText(config.masterKey)
      : openKeyringFile(config.masterKeyFile);
    const http = await createHttpServer({
      logger,
      metrics,
      https: options.https,
      trustProxy: config.trustProxy,
      checkResponses: options.checkResponses ?? false,
    });
    let draining = false;
    addHealth(http, { db, metrics, isDraining: () => draining });
    timers.sweeper({ name: 'event-days', everyMs: DAY_MS / 4, run: () => maintainEventDays(db) });
    return {
      db,
      databaseUrl: database.url,
      databasePid: database.serverPid,
      alone,
      bus,
      clock,
      log,
      timers,
      jobs,
      http,
      secrets: createSecrets(keyring, clock),
      blobs: openBlobDirectory(config.blobDir),
      logger,
      metrics,
      start: async () => {
        await log.start();
        timers.start();
        await jobs.startIfUsed();
      },
      drain: () => {
        draining = true;
        http.drain();
      },
      close: async () => {
        await timers.stop();
        await jobs.stop();
        await log.stop();
        clock.close();
        await bus.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** @throws Error that names the setting, when the operator's own database does not answer. */
async function needAnswer(db: Db, config: Config): Promise<void> {
  if (config.databaseUrl === undefined) return;
  await db.rows(sql`select 1`).catch((cause: unknown) => {
    throw new Error(
      'The database of DATABASE_URL cannot be used; check the address, the password, and that the server runs.',
      { cause },
    );
  });
}
