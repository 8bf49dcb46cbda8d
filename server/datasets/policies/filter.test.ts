import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyFilter, PolicyOperator } from '../../../contract/api/index.ts';
import { createDuck, type Duck } from '../../duck/index.ts';
import type { Column } from '../columns.ts';
import { checkFilters, conditionOf } from './filter.ts';

const columns: readonly Column[] = [
  { name: 'id', type: 'LONG' },
  { name: 'region "x"', type: 'STRING' },
  { name: 'sum', type: 'DECIMAL' },
  { name: 'day', type: 'DATE' },
  { name: 'at', type: 'DATETIME' },
];
const REGION = 'region "x"';
const TABLE = `(select * from (values
  (1, 'North', 10.5, date '2026-01-31', timestamp '2026-01-31 08:00:00'),
  (2, 'north', 2, date '2026-02-28', timestamp '2026-02-28 23:59:59'),
  (3, 'South_1', -1, date '2026-03-01', timestamp '2026-03-01 00:00:00'),
  (4, 'O''Hara', null, null, null),
  (5, null, 100, date '2025-12-31', timestamp '2025-12-31 12:00:00')
) t (id, "region ""x""", "sum", "day", "at"))`;

let duck: Duck;
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rookery-filter-'));
  duck = createDuck({ spillDir: dir });
});
afterAll(async () => {
  await duck.close();
  await rm(dir, { recursive: true, force: true });
});

const filter = (
  column: string,
  operator: PolicyOperator,
  values: readonly string[],
  not = false,
): PolicyFilter => ({ column, operator, values: [...values], not });

async function shown(...policies: (readonly PolicyFilter[] | null)[]): Promise<number[]> {
  const only = conditionOf(policies, columns);
  const sql = `select id from ${TABLE} ${only === undefined ? '' : `where ${only}`} order by id`;
  const [rows] = await duck.run({ steps: [{ sql, rows: 100 }] }, { timeoutMs: 30_000 });
  return (rows?.rows ?? []).map(([id]) => Number(id));
}

describe('rows that policies show', () => {
  it.each<[PolicyOperator, string, string[], number[]]>([
    ['EQUALS', REGION, ['North'], [1]],
    ['EQUALS', REGION, ['North', "O'Hara"], [1, 4]],
    ['EQUALS', 'id', ['2', '4'], [2, 4]],
    ['EQUALS', 'sum', ['10.5'], [1]],
    ['LIKE', REGION, ['%orth'], [1, 2]],
    ['LIKE', REGION, ['North_'], []],
    ['BEGINS_WITH', REGION, ['South_'], [3]],
    // No pattern here.
    ['BEGINS_WITH', REGION, ['%'], []],
    ['ENDS_WITH', REGION, ['th'], [1, 2]],
    ['CONTAINS', REGION, ["'"], [4]],
    ['CONTAINS', 'id', ['5'], [5]],
    ['GREATER_THAN', 'sum', ['2'], [1, 5]],
    ['GREATER_THAN_EQUAL', 'sum', ['2'], [1, 2, 5]],
    ['LESS_THAN', 'day', ['2026-01-31'], [5]],
    ['LESS_THAN_EQUAL', 'day', ['2026-01-31'], [1, 5]],
    ['LESS_THAN', 'at', ['2026-01-31T08:00:01Z'], [1, 5]],
    ['BETWEEN', 'day', ['2026-01-31', '2026-02-28'], [1, 2]],
    // Numbers are no texts: 10.5 lies between 2 and 99.
    ['BETWEEN', 'sum', ['2', '99'], [1, 2]],
  ])('%s of “%s” with %j', async (operator, column, values, expected) => {
    expect(await shown([filter(column, operator, values)])).toEqual(expected);
  });

  it('are those that do not pass, with NOT; an empty cell passes neither way', async () => {
    expect(await shown([filter(REGION, 'EQUALS', ['North'], true)])).toEqual([2, 3, 4]);
    expect(await shown([filter('sum', 'GREATER_THAN', ['2'], true)])).toEqual([2, 3]);
  });

  it('pass all filters of one policy, and are of any of several', async () => {
    const north = filter(REGION, 'LIKE', ['%orth']);
    const much = filter('sum', 'GREATER_THAN', ['5']);
    expect(await shown([north, much])).toEqual([1]);
    expect(await shown([north], [much])).toEqual([1, 2, 5]);
    expect(await shown([north, much], null)).toEqual([1, 2, 3, 4, 5]);
  });

  it('are none without a policy, of one without a filter, and where nothing can be compared', async () => {
    expect(await shown()).toEqual([]);
    expect(await shown([])).toEqual([]);
    for (const not of [false, true]) {
      // The column has gone, or has another type than when the policy was made.
      expect(await shown([filter('gone', 'EQUALS', ['1'], not)])).toEqual([]);
      expect(await shown([filter('id', 'EQUALS', ['North'], not)])).toEqual([]);
      expect(await shown([filter('day', 'BETWEEN', ['2026-01-01'], not)])).toEqual([]);
      expect(await shown([filter('id', 'EQUALS', [], not)])).toEqual([]);
    }
  });

  it('are the same whatever a value holds: nothing in it is SQL', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        "' or true --",
        "'' or ''='",
        "\\' or 1=1 --",
        "'); drop table t; --",
        '%',
        "\0' or true or '",
        '$$ or true $$',
        "' || (select content from read_text('/etc/passwd')) || '",
        '${1}',
        'null',
      ),
    );
    const operators = fc.constantFrom<PolicyOperator>('EQUALS', 'BEGINS_WITH', 'ENDS_WITH', 'CONTAINS');
    await fc.assert(
      fc.asyncProperty(hostile, operators, async (value, operator) => {
        // What it ought to be, without SQL; SQL's texts hold no character of number 0.
        const plain = value.replaceAll('\0', '');
        const tests: Record<string, (cell: string) => boolean> = {
          EQUALS: (cell) => cell === plain,
          BEGINS_WITH: (cell) => cell.startsWith(plain),
          ENDS_WITH: (cell) => cell.endsWith(plain),
          CONTAINS: (cell) => cell.includes(plain),
        };
        const cells = ['North', 'north', 'South_1', "O'Hara"];
        const expected = cells.flatMap((cell, at) => (tests[operator]?.(cell) ? [at + 1] : []));
        expect(await shown([filter(REGION, operator, [value])])).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('are the same whatever a column is called', async () => {
    const names = ['a"b', "c'd", '"; drop table t; --', 'é\n1'];
    for (const name of names) {
      const only = conditionOf([[filter(name, 'EQUALS', ['x'])]], [{ name, type: 'STRING' }]);
      const quoted = `"${name.replaceAll('"', '""')}"`;
      const sql = `select count(*) from (select unnest(['x', 'y']) as ${quoted}) where ${only}`;
      const [rows] = await duck.run({ steps: [{ sql, rows: 1 }] }, { timeoutMs: 30_000 });
      expect(rows?.rows).toEqual([['1']]);
    }
  });
});

describe('filters are refused', () => {
  it.each<[PolicyFilter, string]>([
    [filter('gone', 'EQUALS', ['1']), 'no column “gone”'],
    [filter('id', 'EQUALS', ['one']), 'whole number'],
    [filter('sum', 'GREATER_THAN', ['']), 'a number'],
    [filter('day', 'EQUALS', ['2026-02-30']), 'a date'],
    [filter('at', 'LESS_THAN', ['2026-01-31T25:00:00']), 'a time in UTC'],
    [filter('day', 'BETWEEN', ['2026-01-01']), 'two values'],
    // Every text contains it.
    [filter(REGION, 'CONTAINS', ['']), 'a text'],
  ])('%j', (one, said) => {
    expect(() => checkFilters([one], columns)).toThrow(said);
  });

  it('but not those that fit', () => {
    const fits = [
      filter('id', 'EQUALS', ['-1']),
      filter('day', 'BETWEEN', ['2026-01-01', '2026-02-28']),
      filter('at', 'LESS_THAN', ['2026-01-31', '2026-01-31 08:00', '2026-01-31T08:00:00.5Z']),
      filter('id', 'LIKE', ['1%']),
      filter(REGION, 'EQUALS', ['']),
    ];
    expect(() => checkFilters(fits, columns)).not.toThrow();
  });
});
