import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBase, type TestBase } from '../../../test/harness.ts';
import { sql } from './index.ts';

let base: TestBase;

beforeAll(async () => {
  base = await openTestBase();
});
afterAll(() => base.close());

const prepared = () =>
  base.db.transaction(async (tx) => {
    const ask = (n: number) => tx.row(sql<{ n: string }>`select ${n}::bigint + 1 as n`);
    expect((await ask(1)).n).toBe('2');
    expect((await ask(41)).n).toBe('42');
    return tx.rows(sql<{ statement: string }>`select statement from pg_prepared_statements`);
  });

it('a statement with parameters is prepared once per connection, whatever its values', async () => {
  const texts = (await prepared())
    .map((row) => row.statement)
    .filter((text) => text.includes('::bigint + 1'));
  expect(texts).toHaveLength(1);
});

it('statements without parameters are sent as they are, several in one text too', async () => {
  await base.db.pool.query('create table twice (n int); insert into twice values (1)');
  expect((await base.db.pool.query('select n from twice')).rows).toEqual([{ n: 1 }]);
});

it('an error of a prepared statement leaves the connection usable', async () => {
  const divide = (by: number) => base.db.row(sql<{ n: number }>`select 10 / ${by}::int as n`);
  await expect(divide(0)).rejects.toThrow('division by zero');
  expect((await divide(5)).n).toBe(2);
});
