import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/harness.ts';
import { newId } from '../ids.ts';
import { isUniqueViolation, listMigrations, migrate, openDb, pendingMigrations, sql } from './index.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'rookery-migrations-'));
  await database.db.execute(sql`create table line (workspace_id text, n int primary key)`);
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('a transaction commits as one, or not at all', async () => {
  const db = database.db.workspace(newId());
  await expect(
    db.transaction(async (tx) => {
      await tx.execute(sql`insert into line values (${tx.workspaceId}, 1)`);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await db.findRow(sql`select 1 from line where n = 1`)).toBeUndefined();
});

test('a transaction inside a transaction joins it', async () => {
  const db = database.db.workspace(newId());
  await expect(
    db.transaction(async (tx) => {
      await tx.transaction((inner) => inner.execute(sql`insert into line values (${tx.workspaceId}, 2)`));
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await db.findRow(sql`select 1 from line where n = 2`)).toBeUndefined();
});

test('what waits for the commit does not happen after a rollback', async () => {
  const happened: string[] = [];
  const attempt = database.db.transaction(async (tx) => {
    tx.beforeCommit(() => void happened.push('before'));
    tx.afterCommit(() => void happened.push('after'));
  });
  await attempt;
  expect(happened).toEqual(['before', 'after']);
  await database.db
    .transaction(async (tx) => {
      tx.afterCommit(() => void happened.push('never'));
      throw new Error('no');
    })
    .catch(() => undefined);
  expect(happened).not.toContain('never');
});

test('two transactions that lock each other out are run again, and both succeed', async () => {
  await database.db.execute(sql`insert into line values ('w', 10), ('w', 11)`);
  const bump = (first: number, second: number) =>
    database.db.transaction(async (tx) => {
      await tx.execute(sql`update line set workspace_id = 'x' where n = ${first}`);
      await tx.rows(sql`select pg_sleep(0.1)`);
      await tx.execute(sql`update line set workspace_id = 'x' where n = ${second}`);
    });
  await expect(Promise.all([bump(10, 11), bump(11, 10)])).resolves.toHaveLength(2);
});

test('knows a row that is there already by its constraint', async () => {
  const insert = () => database.db.execute(sql`insert into line values ('w', 3)`);
  await insert();
  const error = await insert().catch((problem: unknown) => problem);
  expect(isUniqueViolation(error)).toBe(true);
  expect(isUniqueViolation(error, 'line_pkey')).toBe(true);
  expect(isUniqueViolation(error, 'another')).toBe(false);
});

test('migrations run once and in order, although two processes start at the same time', async () => {
  const empty = await emptyDatabase();
  await writeFile(
    join(folder, '20260101T0000-first.sql'),
    'create table a (n int); insert into a values (1);',
  );
  await writeFile(join(folder, '20260102T0000-second.sql'), 'alter table a add column m int default 2;');
  const [ran, alsoRan] = await Promise.all([migrate(empty.db, folder), migrate(empty.db, folder)]);
  expect([...ran, ...alsoRan].toSorted()).toEqual(['20260101T0000-first', '20260102T0000-second']);
  expect(await empty.db.rows(sql`select * from a`)).toEqual([{ n: 1, m: 2 }]);

  await writeFile(join(folder, '20260103T0000-broken.sql'), 'insert into a values (5); select nonsense;');
  await expect(migrate(empty.db, folder)).rejects.toThrow('20260103T0000-broken failed: column "nonsense"');
  expect(await empty.db.rows(sql`select * from a`)).toHaveLength(1);
  expect(await pendingMigrations(empty.db, folder)).toEqual(['20260103T0000-broken']);

  await rm(join(folder, '20260103T0000-broken.sql'));
  await writeFile(join(folder, '20260102T0000-second.sql'), '-- edited');
  await expect(migrate(empty.db, folder)).rejects.toThrow(
    '20260102T0000-second has changed since it was applied',
  );
  await rm(join(folder, '20260102T0000-second.sql'));
  await expect(migrate(empty.db, folder)).rejects.toThrow('by a newer version of the product');
  await empty.close();
});

test('the migrations of the product are named by time and none is pending in a test database', async () => {
  expect((await listMigrations()).every(({ name }) => /^\d{8}T\d{4}-[a-z-]+$/.test(name))).toBe(true);
  expect(await pendingMigrations(database.db)).toEqual([]);
});

/** The test's database with nothing but a schema of its own in the search path. */
async function emptyDatabase() {
  await database.db.execute(sql`create schema empty`);
  const db = openDb({
    url: `${database.url}&options=${encodeURIComponent('-c search_path=empty')}`,
    poolSize: 4,
    onError: () => undefined,
  });
  return { db, close: () => db.close() };
}
