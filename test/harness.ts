import { setTimeout as pause } from 'node:timers/promises';
import { inject } from 'vitest';
import {
  type Bus,
  type Clock,
  connectOnce,
  createEventLog,
  createLogger,
  createMetrics,
  type Db,
  type EventLog,
  type Logger,
  maintainEventDays,
  type Metrics,
  newId,
  openBus,
  openClock,
  openDb,
  sql,
  type WorkspaceDb,
  type WorkspaceId,
} from '../server/base/index.ts';
import { TEMPLATE } from './global-setup.ts';

export interface UntilOptions {
  readonly timeoutMs?: number;
  readonly everyMs?: number;
  /** Completes "waited in vain until …". */
  readonly what?: string;
}

/** Waits until `condition` answers something that is neither undefined, null nor false, and answers that. */
export async function until<T>(
  condition: () => Promise<T> | T,
  options: UntilOptions = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = performance.now() + (options.timeoutMs ?? 40_000);
  let last: unknown;
  for (;;) {
    try {
      const value = await condition();
      // The three checks are what the type says.
      if (value !== undefined && value !== null && value !== false)
        return value as NonNullable<Exclude<T, false>>;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`waited in vain until ${options.what ?? 'the condition held'}`, { cause: last });
    }
    await pause(options.everyMs ?? 15);
  }
}

export interface TestDatabase {
  readonly db: Db;
  readonly url: string;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

/** A migrated database of its own, cloned from the run's template. */
export async function createTestDatabase(poolSize = 8): Promise<TestDatabase> {
  const name = `test_${newId()}`;
  const base = inject('postgresUrl');
  await administer(base, `create database ${name} template ${TEMPLATE}`);
  const url = base + name;
  const db = openDb({ url, poolSize, onError: () => undefined });
  return {
    db,
    url,
    drop: async () => {
      await db.close();
      await administer(base, `drop database if exists ${name} with (force)`);
    },
  };
}

async function administer(base: string, statement: string): Promise<void> {
  const client = await connectOnce(`${base}postgres`);
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export interface TestBase extends TestDatabase {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly workspaceId: WorkspaceId;
  /** Handle of `workspaceId`. */
  readonly workspace: WorkspaceDb;
  close(): Promise<void>;
}

/**
 * Everything of base on a database of its own, with one workspace. `log` is not started: add consumers first.
 * @param own a clock of the test's own; else the shared one of the database.
 */
export async function openTestBase(own?: Clock): Promise<TestBase> {
  const database = await createTestDatabase();
  const { db, url } = database;
  const logger = createLogger('silent');
  const metrics = createMetrics();
  const bus = await openBus({ url, logger });
  const clock = own ?? (await openClock(db, bus));
  await maintainEventDays(db);
  const log = createEventLog({ db, bus, clock, logger, metrics, alone: true });
  const workspaceId = newId<'workspace'>();
  await db.execute(
    sql`insert into workspace (id, name, created_at) values (${workspaceId}, 'Test', ${clock.now()})`,
  );
  return {
    ...database,
    bus,
    clock,
    log,
    logger,
    metrics,
    workspaceId,
    workspace: db.workspace(workspaceId),
    close: async () => {
      await log.stop();
      clock.close();
      await bus.close();
      await database.drop();
    },
  };
}
