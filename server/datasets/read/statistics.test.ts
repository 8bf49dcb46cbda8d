import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColumnFigures, ColumnStatistics } from '../../../contract/api/index.ts';
import { type DatasetHouse, openDatasetHouse } from '../../../test/dataset-house.ts';
import { newId, type WorkspaceDb } from '../../base/index.ts';
import type { ColumnType, Datasets } from '../index.ts';

let house: DatasetHouse;
let dir: string;
let datasets: Datasets;
let db: WorkspaceDb;
beforeAll(async () => {
  house = await openDatasetHouse();
  ({ dir, datasets, db } = house);
});
afterAll(() => house?.close());

type Value = string | number | null;
/** A text is quoted, so that an empty one is not nothing. */
const cellOf = (value: Value) =>
  typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value ?? '');
const csvOf = (rows: readonly (readonly Value[])[]) =>
  rows.map((row) => `${row.map(cellOf).join(',')}\n`).join('');

async function write(
  id: string,
  rows: readonly (readonly Value[])[],
  method: 'append' | 'upsert' = 'append',
) {
  const path = join(dir, newId());
  await writeFile(path, csvOf(rows));
  const incoming = { format: 'csv', path, header: 'no', badLines: 'refuse' } as const;
  await datasets.write(db, id, incoming, { method, byId: null });
}

/** What a column says that holds these, beside one that numbers them. */
async function columnOf(type: ColumnType, values: readonly Value[]): Promise<ColumnStatistics> {
  const both = [
    { name: 'n', type: 'LONG' },
    { name: 'v', type },
  ] as const;
  const { id } = await datasets.create(db, { name: 'Two', columns: both, ownerId: null });
  await write(
    id,
    values.map((value, at) => [at, value]),
  );
  const { columns } = await datasets.statistics(db, id, { reader: 'system', offset: 1, limit: 1 });
  const [column] = columns;
  if (!column) throw new Error('there is no such column');
  return column;
}
const figuresOf = async (type: ColumnType, values: readonly Value[]): Promise<ColumnFigures> =>
  (await columnOf(type, values)).figures ?? expect.unreachable();
const binsOf = async (type: ColumnType, values: readonly Value[]) =>
  (await figuresOf(type, values)).bins.map(({ from, to, rows }) => [from, to, rows]);

/** The same row of numbers each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

function quantile(sorted: readonly number[], part: number): number {
  const place = part * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  return low + ((sorted[Math.ceil(place)] ?? Number.NaN) - low) * (place - Math.floor(place));
}

/** Figures worked out here, against those that came. `read`: a figure's text as a number. */
function compare(came: ColumnFigures, values: readonly number[], read: (text: string) => number): void {
  const sorted = [...values].sort((a, b) => a - b);
  const average = values.reduce((sum, one) => sum + one, 0) / values.length;
  const squares = values.reduce((sum, one) => sum + (one - average) ** 2, 0);
  expect(read(came.least)).toBe(sorted[0]);
  expect(read(came.most)).toBe(sorted.at(-1));
  expect(read(came.average)).toBeCloseTo(average, 2);
  expect(read(came.lowerQuartile)).toBeCloseTo(quantile(sorted, 0.25), 2);
  expect(read(came.median)).toBeCloseTo(quantile(sorted, 0.5), 2);
  expect(read(came.upperQuartile)).toBeCloseTo(quantile(sorted, 0.75), 2);
  expect(came.deviation).toBeCloseTo(Math.sqrt(squares / (values.length - 1)), 2);
  expect(came.bins.length).toBeLessThanOrEqual(20);
  const last = came.bins.length - 1;
  expect(came.bins.map(({ rows }) => rows)).toEqual(
    came.bins.map(
      ({ from, to }, at) =>
        values.filter((one) => one >= read(from) && (one < read(to) || (at === last && one === read(to))))
          .length,
    ),
  );
  expect(came.bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(values.length);
}

describe('a table of every type, in several parts with rows gone', () => {
  const random = numbers(7);
  const next = (most: number) => Math.floor(random.next().value * most);
  const words = ['bean', 'élan', '', 'a "word"', 'bird 🐦', 'x'.repeat(300), 'z'];
  const rowOf = (id: number): Value[] => [
    id,
    // The lower a word stands, the more often it comes.
    next(9) === 0 ? null : (words[Math.min(next(8), next(8))] ?? `rare ${id}`),
    next(7) === 0 ? null : next(1_000) - 500,
    Math.round(random.next().value * 1e6) / 8,
    new Date(Date.UTC(2025, 0, 1 + next(500))).toISOString().slice(0, 10),
    new Date(Date.UTC(2026, 1, 27, 0, 0, next(200_000))).toISOString(),
  ];
  const table = new Map<number, Value[]>();
  const put = (ids: readonly number[]) =>
    ids.map((id) => {
      const row = rowOf(id);
      table.set(id, row);
      return row;
    });
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
  let columns: ColumnStatistics[] = [];
  let whole = { rows: 0, more: true };
  let id = '';
  beforeAll(async () => {
    const types: [string, ColumnType][] = [
      ['id', 'LONG'],
      ['a "word"', 'STRING'],
      ['score', 'LONG'],
      ['price', 'DECIMAL'],
      ['day', 'DATE'],
      ['at', 'DATETIME'],
    ];
    ({ id } = await datasets.create(db, {
      name: 'All',
      columns: types.map(([name, type]) => ({ name, type })),
      keys: ['id'],
      ownerId: null,
    }));
    await write(id, put(range(0, 600)));
    await write(id, put(range(550, 650)), 'upsert');
    ({ columns, ...whole } = await datasets.statistics(db, id, { reader: 'system', offset: 0, limit: 10 }));
  });
  const of = (at: number) => [...table.values()].map((row) => row[at] ?? null);
  const column = (at: number) => columns[at] ?? expect.unreachable();
  const figures = (at: number) => column(at).figures ?? expect.unreachable();

  it('nulls and different values are counted', () => {
    expect(whole).toEqual({ rows: 650, more: false });
    expect(columns.map(({ name }) => name)).toEqual(['id', 'a "word"', 'score', 'price', 'day', 'at']);
    expect(columns.map(({ nulls }) => nulls)).toEqual(
      range(0, 6).map((at) => of(at).filter((one) => one === null).length),
    );
    expect(columns.map(({ distinct, distinctIsRough }) => [distinct, distinctIsRough])).toEqual(
      range(0, 6).map((at) => [new Set(of(at).filter((one) => one !== null)).size, false]),
    );
  });

  it('texts: how long they are, and which come most', () => {
    const texts = of(1).filter((one) => typeof one === 'string');
    const lengths = texts.map((one) => Array.from(one).length);
    const counts = new Map<string, number>();
    for (const one of texts) counts.set(one, (counts.get(one) ?? 0) + 1);
    const most = [...counts].filter(([, count]) => count > 1).sort((a, b) => b[1] - a[1]);
    expect(column(1).texts).toMatchObject({
      empty: texts.filter((one) => one === '').length,
      shortest: Math.min(...lengths),
      longest: Math.max(...lengths),
    });
    expect(column(1).texts?.average).toBeCloseTo(
      lengths.reduce((sum, one) => sum + one, 0) / texts.length,
      6,
    );
    expect(
      Object.fromEntries(column(1).texts?.frequent?.map(({ value, rows }) => [value, rows]) ?? []),
    ).toEqual(Object.fromEntries(most.slice(0, 10).map(([value, count]) => [value.slice(0, 200), count])));
    const inOrder = column(1).texts?.frequent?.map(({ rows }) => rows) ?? [];
    expect(inOrder).toEqual(most.slice(0, 10).map(([, count]) => count));
    expect(column(1).figures).toBeNull();
  });

  it('numbers, dates and times are as worked out here', () => {
    const some = (at: number) => of(at).filter((one) => one !== null);
    compare(figures(0), some(0).map(Number), Number);
    compare(figures(2), some(2).map(Number), Number);
    compare(figures(3), some(3).map(Number), Number);
    const seconds = (text: string) => Date.parse(text) / 1_000;
    compare(figures(5), some(5).map(String).map(seconds), seconds);
    const days = some(4).map(String).map(seconds);
    const came = figures(4);
    expect([came.least, came.most].map(seconds)).toEqual([Math.min(...days), Math.max(...days)]);
    expect(came.median).toBe(
      new Date(
        quantile(
          [...days].sort((a, b) => a - b),
          0.5,
        ) * 1_000,
      )
        .toISOString()
        .slice(0, 10),
    );
    // 500 days: month by month.
    expect(came.bins[1]).toEqual({
      from: '2025-02-01',
      to: '2025-03-01',
      rows: of(4).filter((one) => String(one).startsWith('2025-02')).length,
    });
    expect(came.bins).toHaveLength(17);
  });

  it('some columns at a time, and of an earlier version', async () => {
    const some = await datasets.statistics(db, id, { reader: 'system', offset: 1, limit: 2 });
    expect(some.more).toBe(true);
    expect(some.columns).toEqual(columns.slice(1, 3));
    const before = await datasets.statistics(db, id, { reader: 'system', offset: 0, limit: 1, version: 1 });
    expect(before.rows).toBe(600);
    expect(before.columns[0]?.figures?.most).toBe('599');
    await expect(
      datasets.statistics(db, id, { reader: 'system', offset: 0, limit: 1, version: 9 }),
    ).rejects.toThrow('Version 9');
  });
});

describe('bins', () => {
  it('few whole numbers have one each, more are taken together', async () => {
    expect(await binsOf('LONG', [1, 3, 3])).toEqual([
      ['1', '2', 1],
      ['2', '3', 0],
      ['3', '4', 2],
    ]);
    const many = await binsOf('LONG', [0, 39, 40]);
    expect(many).toHaveLength(14);
    expect([many[0], many[13]]).toEqual([
      ['0', '3', 1],
      ['39', '42', 2],
    ]);
  });

  it('days, weeks from Monday on, minutes and centuries', async () => {
    expect(await binsOf('DATE', ['2026-02-28', '2026-03-01', '2026-03-01'])).toEqual([
      ['2026-02-28', '2026-03-01', 1],
      ['2026-03-01', '2026-03-02', 2],
    ]);
    // 30 November 2026 is a Monday.
    const weeks = await binsOf('DATE', ['2026-09-30', '2026-11-29', '2026-11-30']);
    expect(weeks.at(-1)).toEqual(['2026-11-30', '2026-12-07', 1]);
    expect(weeks.at(-2)).toEqual(['2026-11-23', '2026-11-30', 1]);
    expect(await binsOf('DATETIME', ['2026-11-30T22:59:59Z', '2026-12-01T00:00:00Z'])).toHaveLength(14);
    const centuries = await binsOf('DATE', ['0001-01-01', '9999-12-31']);
    expect(centuries).toHaveLength(20);
    expect(centuries[0]?.[2]).toBe(1);
  });
});

describe('what has no end, no number or no value', () => {
  it('is left out and said', async () => {
    const figures = await figuresOf('DOUBLE', [1, 2, 'Infinity', 'NaN']);
    expect(figures).toMatchObject({ least: '1', most: '2', average: '1.5', median: '1.5', leftOut: 2 });
  });

  it('numbers as great as they can be have figures all the same', async () => {
    const figures = await figuresOf('DOUBLE', ['-1.7e308', '1.7e308']);
    expect(figures).toMatchObject({ least: '-1.7e+308', most: '1.7e+308', average: '0', median: '0' });
    expect(figures.bins).toHaveLength(20);
    const ids = await figuresOf('LONG', ['9223372036854775807', '-9223372036854775807']);
    expect(ids).toMatchObject({ least: '-9223372036854775807', most: '9223372036854775807' });
    expect((await figuresOf('DECIMAL', ['1.50', '1.50'])).bins).toEqual([
      { from: '1.5', to: '1.5', rows: 2 },
    ]);
  });

  it('a column of nothing, and a DataSet without rows', async () => {
    expect(await columnOf('LONG', [null, null])).toMatchObject({ nulls: 2, distinct: 0, figures: null });
    expect(await columnOf('STRING', [null, null])).toMatchObject({ nulls: 2, distinct: 0, texts: null });
    const { id } = await datasets.create(db, {
      name: 'Empty',
      columns: [
        { name: 'a', type: 'DATE' },
        { name: 'b', type: 'STRING' },
      ],
      ownerId: null,
    });
    const { rows, columns } = await datasets.statistics(db, id, { reader: 'system', offset: 0, limit: 10 });
    expect(rows).toBe(0);
    expect(columns).toMatchObject([
      { nulls: 0, distinct: 0, figures: null },
      { nulls: 0, distinct: 0, texts: null },
    ]);
  });

  it('texts that each come once are no frequent ones', async () => {
    const { texts, distinct } = await columnOf('STRING', ['a', 'b', 'c']);
    expect(distinct).toBe(3);
    expect(texts?.frequent).toEqual([]);
  });
});

it('of very many different values there are estimates, which say so', async () => {
  const path = join(house.dir, 'many.parquet');
  const select = "select i as n, 'Person ' || i as name, 'x' || i % 10 as kind from range(400000) r(i)";
  await house.duck.run({ steps: [{ sql: `copy (${select}) to '${path}'` }] }, { timeoutMs: 60_000 });
  const names = ['n', 'name', 'kind'] as const;
  const columns = names.map((name) => ({
    name,
    type: name === 'n' ? ('LONG' as const) : ('STRING' as const),
  }));
  const { id } = await datasets.create(db, { name: 'Estimates', columns, ownerId: null });
  await datasets.write(db, id, { format: 'parquet', path }, { method: 'replace', byId: null });
  const { columns: came } = await datasets.statistics(db, id, { reader: 'system', offset: 0, limit: 3 });
  expect(came.map(({ distinctIsRough }) => distinctIsRough)).toEqual([true, true, false]);
  for (const { distinct } of came.slice(0, 2)) expect(Math.abs(distinct - 400_000)).toBeLessThan(40_000);
  expect(came[0]?.figures?.quartilesAreRough).toBe(false);
  expect(came[1]?.texts?.frequent).toBeNull();
  expect(came[2]).toMatchObject({ distinct: 10 });
  expect(came[2]?.texts?.frequent).toHaveLength(10);
});
