import { CompiledQuery, Kysely, PostgresDialect, type RawBuilder, type Transaction } from 'kysely';
import pg from 'pg';
import type { WorkspaceId } from '../ids.ts';

/** Stores name their own tables (`db.kysely.withTables<…>()`) or write SQL with a row type. */
export type NoTables = Record<never, never>;

type Executor = Kysely<NoTables>;

// int8 arrives as text by default; it stays so, since X's ids and our sequences are wider than a double.

/** What can be asked of a handle, whether it is the pool or a transaction. */
export abstract class Queries {
  readonly kysely: Executor;

  constructor(kysely: Executor) {
    this.kysely = kysely;
  }

  /** All rows. */
  async rows<Row>(query: RawBuilder<Row>): Promise<Row[]> {
    return (await query.execute(this.kysely)).rows;
  }

  /** The first row, or nothing. */
  async findRow<Row>(query: RawBuilder<Row>): Promise<Row | undefined> {
    return (await query.execute(this.kysely)).rows[0];
  }

  /** The first row. @throws Error when there is none. */
  async row<Row>(query: RawBuilder<Row>): Promise<Row> {
    const row = await this.findRow(query);
    if (row === undefined) throw new Error('the query found no row');
    return row;
  }

  /** How many rows were inserted, changed or deleted. */
  async execute(query: RawBuilder<unknown>): Promise<number> {
    const result = await query.execute(this.kysely);
    return Number(result.numAffectedRows ?? 0n);
  }
}

export interface TransactionOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  /** Runs the whole function again after a serialisation failure or a deadlock, at most this many times. */
  readonly retries?: number;
}

type Hook = () => void | Promise<void>;

/** The pool: work of no particular workspace. */
export class Db extends Queries {
  readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super(new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) }));
    this.pool = pool;
  }

  /** A handle bound to one workspace: the only kind that stores of workspace tables accept. */
  workspace(workspaceId: WorkspaceId): WorkspaceDb {
    return new WorkspaceDb(this.kysely, workspaceId, (fn, options) =>
      this.transaction((tx) => fn(tx.workspace(workspaceId)), options),
    );
  }

  /** Runs `fn` in one transaction. Events appended in it are written as its last statement. */
  async transaction<T>(fn: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const retries = options.retries ?? 2;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#once(fn, options);
      } catch (error) {
        if (attempt >= retries || !isRetryable(error)) throw error;
      }
    }
  }

  async close(): Promise<void> {
    await this.kysely.destroy();
  }

  async #once<T>(fn: (tx: Tx) => Promise<T>, options: TransactionOptions): Promise<T> {
    const hooks: Hooks = { before: [], after: [] };
    let builder = this.kysely.transaction();
    if (options.isolation) builder = builder.setIsolationLevel(options.isolation);
    const result = await builder.execute(async (kysely) => {
      const value = await fn(new Tx(kysely, hooks));
      // A hook may add hooks.
      for (let index = 0; index < hooks.before.length; index += 1) await hooks.before[index]?.();
      return value;
    });
    for (const hook of hooks.after) await hook();
    return result;
  }
}

interface Hooks {
  readonly before: Hook[];
  readonly after: Hook[];
}

/** One transaction across workspaces. */
export class Tx extends Queries {
  readonly #hooks: Hooks;

  constructor(kysely: Transaction<NoTables>, hooks: Hooks) {
    super(kysely);
    this.#hooks = hooks;
  }

  workspace(workspaceId: WorkspaceId): WorkspaceTx {
    return new WorkspaceTx(this, workspaceId);
  }

  /** Runs inside the transaction, after everything else. */
  beforeCommit(hook: Hook): void {
    this.#hooks.before.push(hook);
  }

  /** Runs once the transaction is durable; never after a rollback. It must not throw. */
  afterCommit(hook: Hook): void {
    this.#hooks.after.push(hook);
  }
}

type Begin = <T>(fn: (tx: WorkspaceTx) => Promise<T>, options?: TransactionOptions) => Promise<T>;

/** A handle bound to one workspace. A store's SQL takes `db.workspaceId` into every statement. */
export class WorkspaceDb extends Queries {
  readonly workspaceId: WorkspaceId;
  // A private member makes the type nominal: nothing that merely looks like a handle is one.
  readonly #begin: Begin;

  constructor(kysely: Executor, workspaceId: WorkspaceId, begin: Begin) {
    super(kysely);
    this.workspaceId = workspaceId;
    this.#begin = begin;
  }

  /** Runs `fn` in one transaction; inside a transaction it joins that one. */
  transaction<T>(fn: (tx: WorkspaceTx) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return this.#begin(fn, options);
  }
}

/** One transaction of one workspace. */
export class WorkspaceTx extends WorkspaceDb {
  readonly whole: Tx;

  constructor(whole: Tx, workspaceId: WorkspaceId) {
    super(whole.kysely, workspaceId, (fn) => fn(this));
    this.whole = whole;
  }

  beforeCommit(hook: Hook): void {
    this.whole.beforeCommit(hook);
  }

  afterCommit(hook: Hook): void {
    this.whole.afterCommit(hook);
  }
}

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

function isRetryable(error: unknown): boolean {
  const code = sqlStateOf(error);
  return code === SERIALIZATION_FAILURE || code === DEADLOCK;
}

/** PostgreSQL's five-character code of an error, when it has one. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}

/** True when the database refused a row that is already there (optionally: by the constraint of this name). */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (sqlStateOf(error) !== '23505') return false;
  if (constraint === undefined) return true;
  return error instanceof pg.DatabaseError && error.constraint === constraint;
}

/** Runs SQL text as it is, for migrations and administration. */
export async function runSql(queries: Queries, text: string): Promise<void> {
  await queries.kysely.executeQuery(CompiledQuery.raw(text));
}

/**
 * True when the database or the way to it fails, not the statement. SQLSTATE classes 08, 40, 53, 55, 57, 58, but for
 * 57014: a statement that ran out of time may do so every time.
 */
export function isPassingDatabaseError(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== undefined) return state !== '57014' && /^(08|40|53|55|57|58)/.test(state);
  if (!(error instanceof Error)) return false;
  if (/Connection terminated|timeout exceeded when trying to connect/.test(error.message)) return true;
  return (
    'syscall' in error &&
    error.syscall === 'connect' &&
    'address' in error &&
    String(error.address).includes('.s.PGSQL')
  );
}
