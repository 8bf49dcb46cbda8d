import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatasetHouse, openDatasetHouse } from '../../../test/dataset-house.ts';
import { until } from '../../../test/harness.ts';
import { fixedClock } from '../../base/index.ts';
import { openDatasetFiles } from '../index.ts';
import { sweepScratch } from '../sweep.ts';
import type { PageOptions } from './page.ts';

let house: DatasetHouse;
let id: string;
beforeAll(async () => {
  house = await openDatasetHouse();
  const columns = [
    { name: 'id', type: 'LONG' },
    { name: 'name', type: 'STRING' },
    { name: 'score', type: 'DECIMAL' },
    { name: 'day', type: 'DATE' },
  ] as const;
  const set = await house.datasets.create(house.db, { name: 'Many', columns, keys: ['id'], ownerId: null });
  id = set.id;
  await write(0, 20_000, 'append');
  await write(20_000, 30_000, 'append');
});
afterAll(() => house?.close());

/** Twenty rows have the same score. */
const line = (n: number, name = `Person ${n}`) => `${n},${name},${n % 1_500}.5,2026-01-${10 + (n % 20)}`;
async function write(from: number, to: number, method: 'append' | 'upsert', name?: string): Promise<void> {
  const path = join(house.dir, `rows-${from}-${method}.csv`);
  const lines = Array.from({ length: to - from }, (_, at) => line(from + at, name));
  await writeFile(path, `${lines.join('\n')}\n`);
  const incoming = { format: 'csv', path, header: 'no', badLines: 'refuse' } as const;
  await house.datasets.write(house.db, id, incoming, { method, byId: null });
}
const page = (options: Partial<PageOptions> = {}) =>
  house.datasets.page(house.db, id, { reader: 'system', offset: 0, limit: 100, ...options });
const ids = async (options: Partial<PageOptions>) =>
  (await page(options)).rows.map(([first]) => Number(first));
const copies = async () =>
  (await readdir(join(house.dir, 'files', 'scratch')).catch(() => [])).filter((name) =>
    /^order-[^.]+$/.test(name),
  );
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

describe('a page of rows', () => {
  it('comes as they were written, at any place, over the borders of files', async () => {
    expect(await ids({ offset: 19_950 })).toEqual(range(19_950, 20_050));
    const last = await page({ offset: 29_990 });
    expect(last.rows.map(([first]) => Number(first))).toEqual(range(29_990, 30_000));
    expect(last).toMatchObject({ total: 30_000, more: false });
    expect(await page({ offset: 40_000 })).toMatchObject({ rows: [], total: 30_000, more: false });
    expect(await copies()).toEqual([]);
  });

  it('of an order has every row once, equal ones as they were written, whether a copy is there or not', async () => {
    const sorted = range(0, 30_000).toSorted((a, b) => (b % 1_500) - (a % 1_500) || a - b);
    const first = await ids({ sort: 'score', down: true, limit: 500 });
    expect(first).toEqual(sorted.slice(0, 500));
    // The first rows did not wait for it.
    await until(async () => (await copies()).length === 1);
    expect(await ids({ sort: 'score', down: true, limit: 500 })).toEqual(first);
    const far = await page({ sort: 'score', down: true, offset: 12_345 });
    expect(far.rows.map(([one]) => Number(one))).toEqual(sorted.slice(12_345, 12_445));
    expect(far).toMatchObject({ total: 30_000, more: true });
    expect(far.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id BIGINT',
      'name VARCHAR',
      'score DECIMAL(38,9)',
      'day DATE',
    ]);
  });

  it('asked for by several at once makes one copy', async () => {
    const before = (await copies()).length;
    const sorted = range(0, 30_000).toSorted((a, b) => (a % 20) - (b % 20) || a - b);
    const found = await Promise.all([5_000, 15_000, 25_000].map((offset) => ids({ sort: 'day', offset })));
    expect(found).toEqual([5_000, 15_000, 25_000].map((offset) => sorted.slice(offset, offset + 100)));
    expect((await copies()).length).toBe(before + 1);
  });

  it('of a search says how many there are, in any column, whatever the case', async () => {
    const found = await page({ search: 'pErSoN 123', limit: 10 });
    expect(found.total).toBe(range(0, 30_000).filter((n) => `Person ${n}`.includes('Person 123')).length);
    expect(found.rows.map(([one]) => Number(one))).toEqual([123, ...range(1_230, 1_239)]);
    expect(found.more).toBe(true);
    const ordered = await page({ search: '2026-01-15', sort: 'id', down: true, limit: 2, offset: 1 });
    expect(ordered).toMatchObject({ total: 1_500 });
    expect(ordered.rows.map(([one]) => Number(one))).toEqual([29_965, 29_945]);
    expect(await page({ search: '29999' })).toMatchObject({ total: 1, more: false });
    expect(await page({ search: '42.5' })).toMatchObject({ total: 300 });
    expect(await page({ search: 'no such thing' })).toMatchObject({ total: 0, rows: [] });
  });

  it('is of the rows of now after some were changed, and of an earlier state if asked', async () => {
    const { version } = await house.datasets.get(house.db, id);
    await write(10, 20, 'upsert', 'Zoe');
    const end = await page({ offset: 29_980 });
    expect(end.total).toBe(30_000);
    expect(end.rows.map(([one]) => Number(one))).toEqual([...range(29_990, 30_000), ...range(10, 20)]);
    expect(await ids({ sort: 'name', down: true, limit: 10 })).toEqual(range(10, 20));
    expect(await ids({ sort: 'name', down: true, limit: 2, version })).toEqual([9_999, 9_998]);
  });
});

describe('copies', () => {
  it('go with what is erased, and nobody reads of it from one', async () => {
    await page({ search: 'person 77' });
    const before = await copies();
    expect(before.length).toBeGreaterThan(0);
    const gone = await house.datasets.expungeFrom(
      house.db,
      id,
      { people: ['id'], lists: [], messages: null, at: null, ages: false },
      { kind: 'person', xUserId: '777' },
    );
    expect(gone).toBe(true);
    expect(await copies()).toEqual([]);
    const found = await page({ search: 'person 777' });
    expect(found.rows.map(([one]) => Number(one))).not.toContain(777);
  });

  it('go when nobody looked at them for an hour', async () => {
    await page({ sort: 'name', offset: 5_000 });
    await page({ sort: 'day', offset: 5_000 });
    const made = await copies();
    const old = new Date('2026-11-30T10:59:00Z');
    const now = new Date('2026-11-30T12:00:00Z');
    const scratch = (name: string) => join(house.dir, 'files', 'scratch', name);
    for (const name of made) await utimes(scratch(name), now, now);
    await utimes(scratch(made[0] ?? ''), old, old);
    await sweepScratch({ files: openDatasetFiles(join(house.dir, 'files')), clock: fixedClock(now) });
    expect(await copies()).toEqual(made.slice(1));
  });
});
