import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDuck, type Duck, type DuckRows, quoteName, quoteText } from './index.ts';

let dir: string;
let duck: Duck;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rookery-duck-'));
  duck = createDuck({ spillDir: join(dir, 'spill'), memoryMb: 192, spillMb: 64 });
  await duck.run(
    {
      steps: [
        {
          sql: `copy (select i as id, 'row ' || i as name from range(1000) t(i)) to ${quoteText(join(dir, 'own.parquet'))}`,
        },
        { sql: `copy (select 'hidden' as secret) to ${quoteText(join(dir, 'other.parquet'))}` },
      ],
    },
    { timeoutMs: 30_000 },
  );
  await writeFile(join(dir, 'secret.txt'), 'password');
});
afterAll(async () => {
  await duck?.close();
  await rm(dir, { recursive: true, force: true });
});

/** As a stranger would: one DataSet, called `own`. */
async function ask(sql: string, rows = 10, timeoutMs = 30_000): Promise<DuckRows> {
  const file = join(dir, 'own.parquet');
  const [result] = await duck.run(
    {
      steps: [{ sql: `create view own as from read_parquet(${quoteText(file)})` }],
      stranger: { sql, rows, files: [file], tables: ['own'] },
    },
    { timeoutMs },
  );
  if (!result) throw new Error('no result');
  return result;
}

describe('what a stranger may ask', () => {
  it('reads the DataSet, with the types of its columns, and says whether there is more', async () => {
    const { columns, rows, more } = await ask('select id, name from own order by id', 2);
    expect(columns).toEqual([
      { name: 'id', type: 'BIGINT' },
      { name: 'name', type: 'VARCHAR' },
    ]);
    expect(rows).toEqual([
      ['0', 'row 0'],
      ['1', 'row 1'],
    ]);
    expect(more).toBe(true);
  });

  it.each([
    ['a WITH of its own', 'with few as (from own limit 3) select count(*) from few', [['3']]],
    [
      'a recursion',
      'with recursive n(i) as (select 1 union all select i + 1 from n where i < 5) select sum(i) from n',
      [['15']],
    ],
    [
      'a join with itself and a window',
      'select max(r) from (select row_number() over (order by a.id) as r from own a join own b using (id))',
      [['1000']],
    ],
    ['a series', 'select sum(i) from range(4) t(i)', [['6']]],
    [
      'a pivot',
      'select * from (pivot (select id % 2 as p, 1 as v from own) on p in (0, 1) using sum(v))',
      [['500', '500']],
    ],
    ['FROM first', 'from own select count(*)', [['1000']]],
  ])('%s', async (_, sql, rows) => {
    expect((await ask(sql)).rows).toEqual(rows);
  });

  it('a statement that is wrong is explained in DuckDB’s words', async () => {
    await expect(ask('select nam from own')).rejects.toMatchObject({
      kind: 'statement',
      message: expect.stringContaining('nam'),
    });
    await expect(ask('selekt 1')).rejects.toThrow(/syntax error/i);
  });
});

describe('what a stranger may not', () => {
  const at = (name: string) => quoteText(join(dir, name));
  it.each([
    ['a file by its function', () => `select * from read_parquet(${at('other.parquet')})`],
    ['its own file by its function', () => `select * from read_parquet(${at('own.parquet')})`],
    ['a file by its name', () => `select * from ${quoteName(join(dir, 'other.parquet'))}`],
    ['text files', () => `select * from read_text(${at('secret.txt')})`],
    ['text files as a scalar', () => `select content from (select 1) t, read_text(${at('secret.txt')})`],
    ['a list of files', () => `select * from glob(${at('*')})`],
    ['the environment', () => "select getenv('PATH')"],
    ['the settings', () => "select current_setting('temp_directory')"],
    ['the table of settings', () => 'select * from duckdb_settings()'],
    ['the catalogue', () => 'select * from information_schema.tables'],
    ['the catalogue of another kind', () => 'select * from pg_catalog.pg_class'],
    ['views with their files in them', () => 'select sql from duckdb_views()'],
    ['the master table', () => 'select * from sqlite_master'],
    [
      'a query in a text',
      () => `select * from query('select * from read_text(' || ${at('secret.txt')} || ')')`,
    ],
    ['a table named by a text', () => "select * from query_table('own')"],
    ['a subquery that reads files', () => `select (select count(*) from read_csv(${at('secret.txt')}))`],
    ['a WITH that reads files', () => `with own as (select * from read_text(${at('secret.txt')})) from own`],
    [
      'a file behind a WITH of its name',
      () =>
        `with a as (from ${quoteName(join(dir, 'other.parquet'))}), ${quoteName(join(dir, 'other.parquet'))} as (select 1) from a`,
    ],
    ['writing', () => `copy own to ${at('stolen.csv')}`],
    ['making a table', () => 'create table t as from own'],
    ['an insert', () => 'insert into own values (1)'],
    ['an attached database', () => `attach ${at('x.db')} as x`],
    ['an extension', () => 'install httpfs'],
    ['a setting', () => 'set enable_external_access = true'],
    ['a pragma', () => 'pragma database_list'],
    ['two statements', () => 'select 1; select 2'],
    ['a statement behind another', () => `select 1; copy own to ${at('stolen.csv')}`],
    ['SHOW', () => 'select * from (show tables)'],
    ['DESCRIBE', () => 'describe own'],
    ['a DataSet that is not named', () => 'select * from another'],
    ['a name of another schema', () => 'select * from main.own'],
  ])('%s', async (_, sql) => {
    await expect(ask(sql())).rejects.toMatchObject({
      name: 'DuckError',
      kind: expect.stringMatching(/refused|statement/),
    });
    expect(await readdir(dir)).not.toContain('stolen.csv');
  });

  it('run for ever', async () => {
    const endless = 'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n';
    await expect(ask(endless, 10, 1_000)).rejects.toMatchObject({
      kind: expect.stringMatching(/time|memory/),
    });
    expect((await ask('select 1')).rows).toEqual([[1]]);
  });

  it('take all memory', async () => {
    const big = "select list(a.i || repeat('x', 1000)) from range(3000000) a(i)";
    await expect(ask(big)).rejects.toMatchObject({ kind: 'memory' });
    expect((await ask('select 1')).rows).toEqual([[1]]);
  });

  it('be read after it was cancelled', async () => {
    const stop = new AbortController();
    const slow = duck.run(
      { steps: [{ sql: 'select count(*) from range(1000000000) a(i), range(1000) b(j)', rows: 1 }] },
      { timeoutMs: 60_000, signal: stop.signal },
    );
    // It is running by the time that another one has been answered.
    expect((await ask('select 1')).rows).toEqual([[1]]);
    stop.abort();
    await expect(slow).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

it('lets whoever goes away while waiting leave the line', async () => {
  const narrow = createDuck({ spillDir: join(dir, 'narrow'), most: 1 });
  const stop = new AbortController();
  const gone = new AbortController();
  const endless = 'select count(*) from range(1000000000) a(i), range(1000) b(j)';
  const wait = (signal: AbortSignal) =>
    narrow.run({ steps: [{ sql: endless, rows: 1 }] }, { timeoutMs: 60_000, signal });
  const first = wait(stop.signal);
  const second = wait(gone.signal);
  gone.abort();
  await expect(second).rejects.toMatchObject({ kind: 'cancelled' });
  const third = narrow.run({ steps: [{ sql: 'select 1', rows: 1 }] }, { timeoutMs: 60_000 });
  stop.abort();
  await expect(first).rejects.toMatchObject({ kind: 'cancelled' });
  expect((await third)[0]?.rows).toEqual([[1]]);
  await narrow.close();
});

it('leaves nothing in its place for what does not fit', async () => {
  await duck.close();
  expect(await readdir(join(dir, 'spill'))).toEqual([]);
  await expect(ask('select 1')).rejects.toMatchObject({ kind: 'cancelled' });
});

it('removes what a killed process left, and nothing of one that lives', async () => {
  const shared = join(dir, 'shared');
  // A process's number is never this large.
  for (const pid of [process.ppid, 4_194_999])
    await mkdir(join(shared, `child-${pid}-1`), { recursive: true });
  await createDuck({ spillDir: shared }).close();
  expect(await readdir(shared)).toEqual([`child-${process.ppid}-1`]);
});
