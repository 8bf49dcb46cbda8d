import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataCondition, DataFilter, DataMeasure } from '../../../contract/api/index.ts';
import { isError } from '../../base/index.ts';
import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { createDuck, type Duck, quoteName, quoteText } from '../../duck/index.ts';
import { chartSql } from '../charts/chart-sql.ts';
import type { Column } from '../columns.ts';
import { filterSql } from './filter.ts';
import { measureSql } from './measure.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const HOSTILE = `x"; drop table data; --' or 1=1`;
const columns: Column[] = [
  { name: 'who', type: 'STRING' },
  { name: 'n', type: 'LONG' },
  { name: 'amount', type: 'DECIMAL' },
  { name: 'rate', type: 'DOUBLE' },
  { name: 'day', type: 'DATE' },
  { name: 'at', type: 'DATETIME' },
  { name: HOSTILE, type: 'STRING' },
];
const ROWS = `values
  ('Ada',   1::bigint, 1.5::decimal(38,9), 0.5::double,   '2026-11-30'::date, '2026-11-30 11:00'::timestamp, 'a'),
  ('ben',   2,         2.5,                'nan'::double, '2026-11-29',       '2026-11-29 23:59',            'b'),
  ('',      3,         null,               'inf'::double, '2026-11-01',       '2026-11-01 00:00',            'it''s'),
  (null,    null,      -4,                 null,          null,               null,                          null)`;

let dir: string;
let duck: Duck;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rookery-filter-'));
  duck = createDuck({ spillDir: dir });
});
afterAll(async () => {
  await duck?.close();
  await rm(dir, { recursive: true, force: true });
});

async function ask(sql: string) {
  const names = columns.map(({ name }) => quoteName(name)).join(', ');
  const step = { sql: `with data (${names}) as (${ROWS}) ${sql}`, rows: 100 };
  const [rows] = await duck.run({ steps: [step] }, { timeoutMs: 20_000 });
  return rows?.rows ?? [];
}
const one = (column: string, operator: DataCondition['operator'], value = ''): DataCondition => ({
  column,
  operator,
  value,
});
/** The numbers of the rows that fit. */
const fitting = async (...filter: DataFilter) => {
  const rows = await ask(
    `select coalesce(n, 4) from data where ${filterSql(columns, filter, NOW)} order by 1`,
  );
  return rows.map(([n]) => Number(n));
};
const refusal = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    if (isError(error, datasetErrors.dataset_filter_wrong)) return [error.message, error.details];
    throw error;
  }
  return undefined;
};

it('finds texts, numbers, dates and times; what has no value is empty and nothing else', async () => {
  const all: [DataFilter, number[]][] = [
    [[], [1, 2, 3, 4]],
    [[one('who', 'is', 'Ada')], [1]],
    [[one('who', 'is_not', 'Ada')], [2, 3]],
    [[one('who', 'contains', 'B')], [2]],
    [[one('who', 'contains_not', 'a')], [2, 3]],
    [[one('who', 'starts', 'aD')], [1]],
    [[one('who', 'empty')], [3, 4]],
    [[one('who', 'filled')], [1, 2]],
    [[one('n', 'over', '1.5')], [2, 3]],
    [[one('n', 'at_most', '2')], [1, 2]],
    [[one('amount', 'under', '-1')], [4]],
    [[one('amount', 'empty')], [3]],
    // What is no number is not larger than all numbers.
    [[one('rate', 'over', '0')], [1, 3]],
    [[one('day', 'at_least', '2026-11-29')], [1, 2]],
    [[one('day', 'last_days', '2')], [1, 2]],
    [[one('day', 'last_days', '1')], [1]],
    [[one('at', 'is', '2026-11-29')], [2]],
    [[one('at', 'under', '2026-11-29T23:59')], [3]],
    [[one('at', 'last_days', '1')], [1, 2]],
    [[one('n', 'over', '1'), one('who', 'filled')], [2]],
  ];
  for (const [filter, rows] of all) expect([filter, await fitting(...filter)]).toEqual([filter, rows]);
});

it('takes names and values for what they are, whatever they hold', async () => {
  expect(await fitting(one(HOSTILE, 'is', "it's"))).toEqual([3]);
  for (const value of ["' or 1=1 --", "'); drop table data; --", '"', '\\', '%', "''"]) {
    expect(await fitting(one('who', 'is', value))).toEqual([]);
    expect(await fitting(one('who', 'contains', value))).toEqual([]);
  }
  expect(
    await ask(`select ${measureSql(columns, { aggregate: 'distinct', column: HOSTILE })} from data`),
  ).toEqual([['3']]);
});

it('writes no text of a value outside of quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 40 }), (value) => {
      fc.pre(!value.includes('\0'));
      const sql = filterSql(columns, [one('who', 'is', value)], NOW);
      expect(sql).toBe(`("who" = ${quoteText(value)})`);
      expect(sql.split("'").length % 2).toBe(1);
    }),
  );
  for (const value of ["1'; drop table data", '1 or 1=1', '1e999', 'nan', '', '0x10', '١']) {
    expect(refusal(() => filterSql(columns, [one('n', 'is', value)], NOW))).toBeDefined();
  }
});

it('refuses what a column cannot be asked, and says at which condition', () => {
  const bad: [DataCondition, string][] = [
    [one('nobody', 'is', 'x'), 'There is no column “nobody”.'],
    [one('who', 'over', '1'), 'A column of texts, as “who” is, cannot be asked that.'],
    [one('n', 'contains', '1'), 'A column of numbers, as “n” is, cannot be asked that.'],
    [one('n', 'is', 'one'), '“one” is not a number, such as 12.5.'],
    [one('day', 'is', '2026-02-30'), '“2026-02-30” is not a date, such as 2026-11-30.'],
    [one('at', 'over', 'noon'), '“noon” is not a time, such as 2026-11-30 or 2026-11-30T12:00.'],
    [one('day', 'last_days', '0'), 'Say how many days, from 1 to 3,660.'],
    [one('who', 'is', 'a\0b'), 'The value has a character that no text can have.'],
  ];
  for (const [condition, why] of bad) {
    expect(refusal(() => filterSql(columns, [one('who', 'filled'), condition], NOW))).toEqual([
      why,
      { field: 'filter.1' },
    ]);
  }
});

it('counts, sums and compares; what is no number is in no sum', async () => {
  const of = async (measure: DataMeasure) =>
    (await ask(`select (${measureSql(columns, measure)})::double from data`))[0];
  expect(await of({ aggregate: 'rows', column: null })).toEqual([4]);
  expect(await of({ aggregate: 'sum', column: 'amount' })).toEqual([0]);
  expect(await of({ aggregate: 'average', column: 'n' })).toEqual([2]);
  expect(await of({ aggregate: 'most', column: 'rate' })).toEqual([0.5]);
  expect(await of({ aggregate: 'distinct', column: 'who' })).toEqual([3]);
  expect(refusal(() => measureSql(columns, { aggregate: 'sum', column: 'who' }))).toEqual([
    '“who” is no column of numbers.',
    { field: 'measure' },
  ]);
  expect(refusal(() => measureSql(columns, { aggregate: 'sum', column: null }))).toBeDefined();
});

it('draws by groups and grains, the newest of many times, the largest of many words', async () => {
  const spec = {
    kind: 'bar',
    measures: [
      { aggregate: 'rows', column: null },
      { aggregate: 'sum', column: 'amount' },
    ],
    groupBy: 'at',
    grain: 'month',
    filter: [one('n', 'filled')],
    order: 'group',
    most: 2,
  } as const;
  const month = chartSql(columns, { ...spec, measures: [...spec.measures], filter: [...spec.filter] }, NOW);
  expect(month).toMatchObject({ most: 2, turned: true });
  expect(await ask(`select "at", "Rows" from (${month.sql})`)).toEqual([['2026-11-01', '3']]);
  const days = chartSql(
    columns,
    { ...spec, measures: [...spec.measures], filter: [], grain: 'day', most: 1 },
    NOW,
  );
  // One more than is wanted says that there are more.
  expect((await ask(days.sql)).map(([day]) => day)).toEqual(['2026-11-30', '2026-11-29']);
  const words = chartSql(
    columns,
    {
      ...spec,
      measures: [{ aggregate: 'sum', column: 'n' }],
      filter: [],
      groupBy: 'who',
      grain: null,
      order: 'most',
      most: 5,
    },
    NOW,
  );
  expect((await ask(words.sql)).map(([who]) => who)).toEqual(['', 'ben', 'Ada', null]);
  const number = chartSql(
    columns,
    { ...spec, kind: 'number', measures: [...spec.measures], filter: [] },
    NOW,
  );
  expect(await ask(number.sql)).toEqual([['4', '0.000000000']]);
});

it('refuses charts without an axis and grains of what is no date', () => {
  const base = {
    measures: [{ aggregate: 'rows' as const, column: null }],
    filter: [],
    order: 'group' as const,
    most: 10,
  };
  const why = (part: object) =>
    refusal(() => chartSql(columns, { ...base, kind: 'line', groupBy: null, grain: null, ...part }, NOW));
  expect(why({})).toEqual(['Choose the column along the axis.', { field: 'groupBy' }]);
  expect(why({ groupBy: 'who', grain: 'day' })).toEqual([
    '“who” is no column of dates: it has no days.',
    { field: 'grain' },
  ]);
  expect(why({ groupBy: 'day', grain: 'hour' })).toEqual([
    '“day” has dates without hours.',
    { field: 'grain' },
  ]);
  // Two measures never have one name, nor that of the group.
  const twice = chartSql(
    [{ name: 'Rows', type: 'STRING' }],
    { ...base, measures: [...base.measures, ...base.measures], kind: 'bar', groupBy: 'Rows', grain: null },
    NOW,
  );
  expect(twice.sql).toContain('count(*) as "Rows (2)", count(*) as "Rows (3)"');
});
