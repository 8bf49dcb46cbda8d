export { sql } from 'kysely';
export {
  Db,
  isPassingDatabaseError,
  isUniqueViolation,
  type NoTables,
  Queries,
  runSql,
  sqlStateOf,
  type TransactionOptions,
  Tx,
  WorkspaceDb,
  WorkspaceTx,
} from './db.ts';
export { listMigrations, type Migration, migrate, MIGRATIONS_DIR, pendingMigrations } from './migrate.ts';
export { connectOnce, openDb, type PoolOptions } from './pool.ts';
