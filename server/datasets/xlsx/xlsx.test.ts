import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DatasetHouse, openDatasetHouse } from '../../../test/dataset-house.ts';

let house: DatasetHouse;
beforeAll(async () => {
  house = await openDatasetHouse();
});
afterAll(() => house?.close());

const columns = [
  { name: 'who', type: 'STRING' },
  { name: 'n', type: 'LONG' },
  { name: 'share', type: 'DOUBLE' },
  { name: 'price', type: 'DECIMAL' },
  { name: 'day', type: 'DATE' },
  { name: 'at', type: 'DATETIME' },
] as const;

async function fill(csv: string): Promise<string> {
  const { id } = await house.datasets.create(house.db, { name: 'Sheet', columns, ownerId: null });
  const path = join(await mkdtemp(join(house.dir, 'in-')), 'rows.csv');
  await writeFile(path, csv);
  const incoming = { format: 'csv', path, header: 'no', badLines: 'refuse' } as const;
  await house.datasets.write(house.db, id, incoming, { method: 'append', byId: null });
  return id;
}
const read = async (id: string) =>
  readSheet(await buffer(await house.datasets.export(house.db, id, { reader: 'system', format: 'xlsx' })));
const scratch = () => readdir(join(house.dir, 'files', 'scratch'));

it('a spreadsheet holds the rows in their types, and no formulas', async () => {
  const id = await fill(
    '=1+1,42,0.5,1.50,2026-01-31,2026-01-31T08:15:00Z\n"a ""b""\n<&>",1700000000000000001,,,,\n,,,,1850-05-05,\n+49 30,,,,,\n',
  );
  const [head, ...rows] = await read(id);
  expect(head).toEqual(columns.map(({ name }) => name));
  const [first, ...others] = rows;
  expect(first?.slice(0, 5)).toEqual(['=1+1', 42, 0.5, 1.5, new Date('2026-01-31T00:00:00Z')]);
  expect(Math.abs(Number(first?.[5]) - Date.parse('2026-01-31T08:15:00Z'))).toBeLessThan(2);
  expect(others).toEqual([
    ['a "b"\n<&>', '1700000000000000001', null, null, null, null],
    [null, null, null, null, '1850-05-05', null],
    ['+49 30', null, null, null, null, null],
  ]);
  expect(await scratch()).toEqual([]);
});

it('rows without end pass through; more than a sheet can hold are refused in words', async () => {
  const id = await fill(Array.from({ length: 30_000 }, (_, at) => `Person ${at},${at},,,,\n`).join(''));
  const rows = await read(id);
  expect(rows).toHaveLength(30_001);
  expect(rows.at(-1)?.slice(0, 2)).toEqual(['Person 29999', 29_999]);
  const many = join(house.dir, 'many.parquet');
  const select = "select 'x' as who, i as n from range(1048576) r(i)";
  await house.duck.run({ steps: [{ sql: `copy (${select}) to '${many}'` }] }, { timeoutMs: 60_000 });
  const long = await house.datasets.create(house.db, {
    name: 'Long',
    columns: columns.slice(0, 2),
    ownerId: null,
  });
  const incoming = { format: 'parquet', path: many } as const;
  await house.datasets.write(house.db, long.id, incoming, { method: 'append', byId: null });
  await expect(
    house.datasets.export(house.db, long.id, { reader: 'system', format: 'xlsx' }),
  ).rejects.toThrow('at most 1,048,575 rows beside the names of the columns, and here are 1048576');
  await rm(many);
  expect(await scratch()).toEqual([]);
});

it('whoever goes away ends it', async () => {
  const id = await fill('a,1,,,,\n');
  const leaving = new AbortController();
  leaving.abort();
  await expect(
    house.datasets.export(house.db, id, { reader: 'system', format: 'xlsx', signal: leaving.signal }),
  ).rejects.toMatchObject({ code: 'query_cancelled' });
  expect(await scratch()).toEqual([]);
});
