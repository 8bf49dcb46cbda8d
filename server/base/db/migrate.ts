import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { messageOf } from '../errors.ts';
import { type Db, type Queries, runSql } from './db.ts';

export interface Migration {
  /** File name without `.sql`; the names' order is the order of running. */
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

export const MIGRATIONS_DIR = fileURLToPath(new URL('../../../migrations/', import.meta.url));

// Any number, as long as nobody else in this database uses it.
const LOCK = 7_266_553_901;

/** The migrations that this version of the product carries, in order. */
export async function listMigrations(dir: string = MIGRATIONS_DIR): Promise<Migration[]> {
  const files = (await readdir(dir)).filter((file) => file.endsWith('.sql')).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(dir, file), 'utf8');
      return { name: file.slice(0, -4), text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Brings the database up to this version, one transaction per file, under a lock that lets one process at a time in.
 * @returns the names that were run.
 * @throws Error when the database was migrated by a newer version, or an applied file has changed since.
 */
export async function migrate(db: Db, dir: string = MIGRATIONS_DIR): Promise<string[]> {
  const migrations = await listMigrations(dir);
  if (await isCurrent(db, migrations)) return [];
  const done: string[] = [];
  for (;;) {
    // The lock lives as long as the transaction, so a killed process never holds it.
    const ran = await db.transaction(async (tx) => {
      // Both the wait for another process and a migration itself may take long.
      await runSql(tx, 'set local statement_timeout = 0');
      await tx.rows(sql`select pg_advisory_xact_lock(${LOCK})`);
      await tx.execute(sql`create table if not exists migration (
        name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
      const next = nextOf(migrations, await applied(tx));
      if (!next) return undefined;
      await runSql(tx, next.text).catch((cause: unknown) => {
        throw new Error(`The migration ${next.name} failed: ${messageOf(cause)}`, { cause });
      });
      await tx.execute(sql`insert into migration (name, checksum) values (${next.name}, ${next.checksum})`);
      return next.name;
    });
    if (ran === undefined) return done;
    done.push(ran);
  }
}

/** Names of migrations that this version carries and the database has not seen. */
export async function pendingMigrations(db: Db, dir: string = MIGRATIONS_DIR): Promise<string[]> {
  const migrations = await listMigrations(dir);
  const seen = await appliedIfAny(db);
  nextOf(migrations, seen);
  const names = new Set(seen.map((row) => row.name));
  return migrations.map((migration) => migration.name).filter((name) => !names.has(name));
}

interface Applied {
  readonly name: string;
  readonly checksum: string;
}

async function isCurrent(db: Db, migrations: readonly Migration[]): Promise<boolean> {
  const seen = await appliedIfAny(db);
  return seen.length > 0 && nextOf(migrations, seen) === undefined;
}

async function appliedIfAny(db: Db): Promise<Applied[]> {
  const { found } = await db.row(
    sql<{ found: boolean }>`select to_regclass('migration') is not null as found`,
  );
  return found ? applied(db) : [];
}

function applied(queries: Queries): Promise<Applied[]> {
  return queries.rows(sql<Applied>`select name, checksum from migration order by name`);
}

function nextOf(migrations: readonly Migration[], seen: readonly Applied[]): Migration | undefined {
  const ours = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of seen) {
    const migration = ours.get(row.name);
    if (!migration) {
      throw new Error(
        `The database was migrated by a newer version of the product (${row.name} is unknown here); start that version.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new Error(
        `The migration ${row.name} has changed since it was applied; put the original file back.`,
      );
    }
  }
  const names = new Set(seen.map((row) => row.name));
  return migrations.find((migration) => !names.has(migration.name));
}
