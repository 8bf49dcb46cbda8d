import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestBase, type TestBase } from '../../test/harness.ts';
import { type Clock, fixedClock, newId, type WorkspaceDb } from '../base/index.ts';
import { createDuck, type Duck } from '../duck/index.ts';
import { type Column, createDatasets, type Datasets, type DatasetRow, openDatasetFiles } from './index.ts';
import { sweepLost, sweepVersions } from './sweep.ts';

let base: TestBase;
let dir: string;
let duck: Duck;
let datasets: Datasets;
let db: WorkspaceDb;
let nowMs = Date.now();
const clock: Clock = { ...fixedClock(new Date()), now: () => new Date(nowMs) };
const told: string[] = [];
beforeAll(async () => {
  base = await openTestBase();
  db = base.workspace;
  dir = await mkdtemp(join(tmpdir(), 'rookery-datasets-'));
  duck = createDuck({ spillDir: join(dir, 'spill') });
  datasets = createDatasets({ ...deps(), db: base.db });
});
afterAll(async () => {
  await duck?.close();
  await base?.close();
  await rm(dir, { recursive: true, force: true });
});

const deps = () => ({
  duck,
  files: openDatasetFiles(join(dir, 'files')),
  clock,
  changed: (_: unknown, id: string, version: number) => {
    told.push(`${id}:${version}`);
    return Promise.resolve();
  },
});

const COLUMNS: readonly Column[] = [
  { name: 'id', type: 'LONG' },
  { name: 'name', type: 'STRING' },
];

let dataset: DatasetRow;
beforeEach(async () => {
  dataset = await datasets.create(db, { name: 'People', columns: COLUMNS, keys: ['id'], ownerId: null });
});

async function file(content: string): Promise<string> {
  const path = join(dir, newId());
  await writeFile(path, content);
  return path;
}
interface Writing {
  readonly method?: 'replace' | 'append' | 'upsert' | 'partition';
  readonly header?: 'yes' | 'no' | 'if-names';
  readonly badLines?: 'refuse' | 'collect';
  readonly key?: string;
  readonly columns?: readonly Column[];
  readonly partitionBy?: readonly string[];
}
async function write(
  csv: string,
  { method = 'append', header = 'no', badLines = 'refuse', ...more }: Writing = {},
) {
  const incoming = { reader: 'system', format: 'csv', path: await file(csv), header, badLines } as const;
  return datasets.write(db, dataset.id, incoming, {
    method,
    byId: null,
    ...(more.key !== undefined && { writeKey: more.key }),
    ...(more.columns && { columns: more.columns }),
    ...(more.partitionBy && { partitionBy: more.partitionBy }),
  });
}
async function rows(sql = 'select * from t order by all', version?: number): Promise<unknown[][]> {
  const tables = { t: { datasetId: dataset.id, ...(version !== undefined && { version }) } };
  const { rows: found } = await datasets.query(db, {
    reader: 'system',
    sql,
    tables,
    rows: 1_000,
    timeoutMs: 30_000,
  });
  return found.map((row) => [...row]);
}

describe('what comes in as CSV', () => {
  it('null is nothing, an empty text a pair of quotes; quotes, commas and line breaks stay', async () => {
    await write('1,\n2,""\n3,"a ""b"", c\nd"\n4,=1+1\n');
    expect(await rows()).toEqual([
      ['1', null],
      ['2', ''],
      ['3', 'a "b", c\nd'],
      ['4', '=1+1'],
    ]);
  });

  it('the first line may name the columns, in any order', async () => {
    await write('name,id\r\nAda,1\r\n', { header: 'yes' });
    expect(await rows()).toEqual([['1', 'Ada']]);
    await expect(write('name,age\nAda,1\n', { header: 'yes' })).rejects.toThrow('“age”');
    await expect(write('id\n1\n', { header: 'yes' })).rejects.toThrow('does not name “name”');
  });

  it('a first line that is exactly the names is no row', async () => {
    await write('id,name\n1,Ada\n', { header: 'if-names' });
    await write('2,Ben\n', { header: 'if-names' });
    expect(await rows()).toEqual([
      ['1', 'Ada'],
      ['2', 'Ben'],
    ]);
  });

  it('a file with a wrong line is refused with its number, and changes nothing', async () => {
    await write('1,Ada\n');
    await expect(write('2,Ben\nthree,Cy\n')).rejects.toThrow(/line 2.*three/);
    await expect(write('2,Ben\n3\n')).rejects.toThrow(/line 2/);
    await expect(write('2,Ben\n3,"Cy\n')).rejects.toThrow(/quote/i);
    expect(await rows()).toEqual([['1', 'Ada']]);
    expect((await datasets.get(db, dataset.id)).version).toBe(1);
    expect(await readdir(join(dir, 'files', db.workspaceId, dataset.id))).toHaveLength(1);
  });

  it('or its wrong lines are left out and listed', async () => {
    const { version, badLines } = await write('1,Ada\nx,Ben\n3\n4,Dan\n', { badLines: 'collect' });
    expect(version.rows).toBe(2);
    expect(badLines.map(({ line, text: line1 }) => [line, line1])).toEqual([
      [2, 'x,Ben'],
      [3, '3'],
    ]);
    expect(badLines[0]).toMatchObject({ column: 'id', problem: expect.stringContaining('x') });
  });

  it('every type is read and written as it was', async () => {
    const columns: Column[] = [
      { name: 's', type: 'STRING' },
      { name: 'l', type: 'LONG' },
      { name: 'f', type: 'DOUBLE' },
      { name: 'd', type: 'DECIMAL' },
      { name: 'day', type: 'DATE' },
      { name: 'at', type: 'DATETIME' },
    ];
    const all = await datasets.create(db, { name: 'Types', columns, ownerId: null });
    const csv =
      '007,9007199254740993,0.1,12345678901234567890.123456789,2026-02-28,2026-02-28T23:59:59Z\n,,,,,\n';
    const incoming = {
      reader: 'system',
      format: 'csv',
      path: await file(csv),
      header: 'no',
      badLines: 'refuse',
    } as const;
    await datasets.write(db, all.id, incoming, { method: 'replace', byId: null });
    const out = await text(
      await datasets.export(db, all.id, { reader: 'system', format: 'csv', header: false }),
    );
    expect(out).toBe(csv);
    const json = await text(await datasets.export(db, all.id, { reader: 'system', format: 'jsonl' }));
    expect(JSON.parse(json.split('\n')[0] ?? '')).toMatchObject({
      s: '007',
      day: '2026-02-28',
      at: '2026-02-28T23:59:59Z',
    });
  });
});

describe('updates', () => {
  it('replace, append and upsert count what they did', async () => {
    expect((await write('1,Ada\n2,Ben\n', { method: 'replace' })).version).toMatchObject({
      number: 1,
      rows: 2,
      rowsNew: 2,
    });
    expect((await write('3,Cy\n')).version).toMatchObject({ number: 2, rows: 3, rowsIn: 1, rowsNew: 1 });
    const upsert = await write('2,Bea\n4,Dan\n', { method: 'upsert' });
    expect(upsert.version).toMatchObject({ number: 3, rows: 4, rowsIn: 2, rowsNew: 1, rowsChanged: 1 });
    expect(await rows()).toEqual([
      ['1', 'Ada'],
      ['2', 'Bea'],
      ['3', 'Cy'],
      ['4', 'Dan'],
    ]);
    expect((await write('9,Zoe\n', { method: 'replace' })).version).toMatchObject({ rows: 1, rowsGone: 4 });
    expect(told.slice(-4)).toEqual([1, 2, 3, 4].map((number) => `${dataset.id}:${number}`));
  });

  it('upserts one after the other end in what one table with a key would hold', async () => {
    const model = new Map<number, string>();
    for (let round = 0; round < 8; round += 1) {
      const batch = new Map<number, string>();
      for (let n = 0; n < 20; n += 1) batch.set((round * 7 + n * 3) % 40, `r${round}n${n}`);
      for (const [id, name] of batch) model.set(id, name);
      await write([...batch].map(([id, name]) => `${id},${name}\n`).join(''), { method: 'upsert' });
    }
    const wanted = [...model]
      .map(([id, name]) => [String(id), name])
      .sort(([a], [b]) => Number(a) - Number(b));
    expect(await rows('select * from t order by id')).toEqual(wanted);
    expect((await datasets.get(db, dataset.id)).rows).toBe(model.size);
  });

  it('an upsert with an empty key, or a key twice, is refused and says which', async () => {
    await write('1,Ada\n');
    await expect(write(',Ben\n', { method: 'upsert' })).rejects.toThrow(
      '1 rows have no value in the key column “id”',
    );
    await expect(write('2,Ben\n2,Bea\n3,Cy\n', { method: 'upsert' })).rejects.toThrow('“2”');
    expect(await rows()).toEqual([['1', 'Ada']]);
  });

  it('a partition that comes replaces the one that is there', async () => {
    await write('1,a\n2,a\n3,b\n');
    const { version } = await write('9,a\n10,c\n', { method: 'partition', partitionBy: ['name'] });
    expect(version).toMatchObject({ rows: 3, rowsNew: 2, rowsGone: 2 });
    expect(await rows('select id, name from t order by id')).toEqual([
      ['3', 'b'],
      ['9', 'a'],
      ['10', 'c'],
    ]);
  });

  it('what is written twice under one key is written once, also at the same time', async () => {
    const [one, two] = await Promise.all([
      write('1,Ada\n', { key: 'run-1' }),
      write('1,Ada\n', { key: 'run-1' }),
    ]);
    const three = await write('1,Ada\n', { key: 'run-1' });
    expect(new Set([one, two, three].map(({ version }) => version.number)).size).toBe(1);
    expect(await rows()).toEqual([['1', 'Ada']]);
  });

  it('writers at the same time all come in', async () => {
    await Promise.all(Array.from({ length: 4 }, (_, n) => write(`${n},n${n}\n`, { method: 'upsert' })));
    expect(await rows('select count(*), count(distinct id) from t')).toEqual([['4', '4']]);
  });

  it('many updates are written together, and nothing is lost by it', async () => {
    for (let n = 0; n < 42; n += 1) await write(`${n},n${n}\n`);
    const now = await datasets.get(db, dataset.id);
    expect(now.rows).toBe(42);
    const [newest] = await datasets.versions(db, dataset.id, undefined, 1);
    expect(newest?.manifest.parts.length).toBeLessThan(5);
    expect(await rows('select count(*), sum(id) from t')).toEqual([['42', String((41 * 42) / 2)]]);
  });
});

describe('other columns', () => {
  it('values are kept where the new type can hold them', async () => {
    await write('1,10\n2,x\n');
    await datasets.change(db, dataset.id, {
      columns: [
        { name: 'name', type: 'LONG' },
        { name: 'id', type: 'LONG' },
        { name: 'more', type: 'STRING' },
      ],
    });
    expect(await rows('select id, name, more from t order by id')).toEqual([
      ['1', '10', null],
      ['2', null, null],
    ]);
    await expect(
      datasets.change(db, dataset.id, { columns: [{ name: 'name', type: 'LONG' }] }),
    ).rejects.toThrow('“id”');
  });

  it('an append may bring a new column', async () => {
    await write('1,Ada\n');
    await write('2,Ben,5\n', { columns: [...COLUMNS, { name: 'age', type: 'LONG' }] });
    expect(await rows()).toEqual([
      ['1', 'Ada', null],
      ['2', 'Ben', '5'],
    ]);
    expect(await rows('select * from t', 1)).toEqual([['1', 'Ada']]);
  });

  it.each([
    [[], 'at least one'],
    [
      [
        { name: 'a', type: 'LONG' },
        { name: 'A', type: 'LONG' },
      ],
      'comes twice',
    ],
    [[{ name: ' ', type: 'LONG' }], '1 to 255'],
  ] satisfies [Column[], string][])('%j are refused', async (columns, why) => {
    await expect(datasets.create(db, { name: 'x', columns, ownerId: null })).rejects.toThrow(why);
  });
});

describe('history', () => {
  it('an earlier state comes back, and what came after it can come back too', async () => {
    await write('1,Ada\n');
    await write('2,Ben\n', { method: 'replace' });
    const back = await datasets.revert(db, dataset.id, 1, null);
    expect(back).toMatchObject({ number: 3, method: 'revert', rows: 1 });
    expect(await rows()).toEqual([['1', 'Ada']]);
    await datasets.revert(db, dataset.id, 2, null);
    expect(await rows()).toEqual([['2', 'Ben']]);
    await expect(datasets.revert(db, dataset.id, 4, null)).rejects.toThrow('read now');
    await expect(datasets.revert(db, dataset.id, 99, null)).rejects.toThrow('not kept');
  });

  it('one append goes from among others; another update only as the last', async () => {
    await write('1,Ada\n');
    await write('2,Ben\n');
    await write('3,Cy\n');
    await datasets.deleteUpdate(db, dataset.id, 2, null);
    expect(await rows()).toEqual([
      ['1', 'Ada'],
      ['3', 'Cy'],
    ]);
    await write('3,Cyd\n', { method: 'upsert' });
    await write('4,Dan\n');
    await expect(datasets.deleteUpdate(db, dataset.id, 5, null)).rejects.toThrow('Later updates');
    await datasets.deleteUpdate(db, dataset.id, 6, null);
    await datasets.revert(db, dataset.id, 5, null);
    await datasets.deleteUpdate(db, dataset.id, 5, null).catch(() => undefined);
    expect(await rows()).toEqual([
      ['1', 'Ada'],
      ['3', 'Cyd'],
    ]);
  });

  it('only so many versions are kept; files go when nobody can be reading them', async () => {
    await datasets.change(db, dataset.id, { keepVersions: 2 });
    for (const name of ['a', 'b', 'c', 'd']) await write(`1,${name}\n`, { method: 'replace' });
    expect((await datasets.versions(db, dataset.id, undefined, 10)).map(({ number }) => number)).toEqual([
      4, 3,
    ]);
    const files = () => readdir(join(dir, 'files', db.workspaceId, dataset.id));
    expect(await files()).toHaveLength(4);
    await sweepVersions({ ...deps(), db: base.db });
    expect(await files()).toHaveLength(4);
    nowMs += 2 * 60 * 60_000;
    await sweepVersions({ ...deps(), db: base.db });
    expect(await files()).toHaveLength(2);
    expect(await rows('select name from t', 3)).toEqual([['c']]);
  });

  it('what a kill left behind, and what a deleted DataSet had, is removed', async () => {
    await write('1,Ada\n');
    const other = await datasets.create(db, { name: 'Other', columns: COLUMNS, ownerId: null });
    const path = join(dir, 'files', db.workspaceId);
    await writeFile(join(path, dataset.id, 'aaaaaaaaaaaaaaaaaaaaaaaa.parquet'), 'half');
    await datasets.write(
      db,
      other.id,
      { format: 'csv', path: await file('1,x\n'), header: 'no', badLines: 'refuse' },
      { method: 'append', byId: null },
    );
    await db.transaction((tx) => datasets.remove(tx, other.id));
    nowMs += 25 * 60 * 60_000;
    await sweepLost({ ...deps(), db: base.db });
    expect(await readdir(path)).not.toContain(other.id);
    expect(await readdir(join(path, dataset.id))).toHaveLength(1);
    expect(await rows()).toEqual([['1', 'Ada']]);
  });
});

it('a spreadsheet gets no formula from us', async () => {
  await write('1,=1+1\n2,-3\n3,@x\n4,fine\n');
  const out = await text(
    await datasets.export(db, dataset.id, { reader: 'system', format: 'csv', formulaGuard: true }),
  );
  expect(out).toBe("id,name\n1,'=1+1\n2,'-3\n3,'@x\n4,fine\n");
});

it('a DataSet of another workspace is not there', async () => {
  const other = base.db.workspace(newId<'workspace'>());
  await expect(datasets.get(other, dataset.id)).rejects.toThrow('no such DataSet');
  const asked = {
    reader: 'system' as const,
    sql: 'select * from t',
    tables: { t: { datasetId: dataset.id } },
    rows: 1,
    timeoutMs: 1_000,
  };
  await expect(datasets.query(other, asked)).rejects.toThrow('no such DataSet');
});
