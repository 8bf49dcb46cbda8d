import { expect, it } from 'vitest';
import type { DataAlertRule, DataComparison } from '../../contract/api/index.ts';
import { isSuch, measuredSql, newRowsSql } from './rule.ts';
import { describeFinding, describeRule } from './words.ts';

const AT = new Date('2026-11-30T12:00:00Z');
const columns = [
  { name: 'id', type: 'STRING' },
  { name: 'n', type: 'LONG' },
  { name: '_BATCH_ID_', type: 'LONG' },
] as const;
const rows: Extract<DataAlertRule, { kind: 'rows' }> = {
  kind: 'rows',
  filter: [{ column: 'n', operator: 'over', value: '5' }],
};
const sum: Extract<DataAlertRule, { kind: 'aggregate' }> = {
  kind: 'aggregate',
  measure: { aggregate: 'sum', column: 'n' },
  filter: [{ column: 'id', operator: 'contains', value: "o'x" }],
  comparison: 'rises_by',
  value: 10,
  again: false,
};

it('counts what fits, and measures what an aggregate rule asks', () => {
  expect(measuredSql(columns, rows, AT)).toBe(`select count(*), null from "now" where ("n" > '5'::bigint)`);
  expect(measuredSql(columns, sum, AT)).toBe(
    `select count(*), (sum("n"))::double from "now" where (contains(lower("id"), lower('o''x')))`,
  );
});

it('finds new and changed rows by all cells but those that every run writes', () => {
  expect(newRowsSql(columns, columns, rows, AT)).toBe(
    `select count(*) from (select "id", "n" from "now" where ("n" > '5'::bigint) ` +
      `except all select "id", "n" from "before" where ("n" > '5'::bigint))`,
  );
  // A column that came since changes no row; one that the filter asks for makes all of them new.
  const before = columns.slice(1);
  expect(newRowsSql(columns, before, rows, AT)).toContain('select "n" from "before"');
  expect(newRowsSql(columns, columns.slice(0, 1), rows, AT)).toBeUndefined();
  expect(newRowsSql(columns, [columns[0], { name: 'n', type: 'STRING' }], rows, AT)).toBeUndefined();
});

it('compares a number with the rule, and with the update before', () => {
  const such = (comparison: DataComparison, value: number | null, before: number | null = null) =>
    isSuch({ comparison, value: 10 }, value, before);
  expect([9, 10, 11].map((value) => such('over', value))).toEqual([false, false, true]);
  expect([9, 10, 11].map((value) => such('at_least', value))).toEqual([false, true, true]);
  expect([9, 10, 11].map((value) => such('under', value))).toEqual([true, false, false]);
  expect([9, 10, 11].map((value) => such('at_most', value))).toEqual([true, true, false]);
  expect([9, 10, 11].map((value) => such('is', value))).toEqual([false, true, false]);
  expect([9, 10, 11].map((value) => such('is_not', value))).toEqual([true, false, true]);
  expect([109, 110, 111, 90, 89].map((value) => such('changes_by', value, 100))).toEqual([
    false,
    false,
    true,
    false,
    true,
  ]);
  expect([111, 89].map((value) => such('rises_by', value, 100))).toEqual([true, false]);
  expect([111, 89].map((value) => such('falls_by', value, 100))).toEqual([false, true]);
  // Below zero, towards zero is a rise.
  expect([such('rises_by', -80, -100), such('falls_by', -80, -100)]).toEqual([true, false]);
  expect([such('changes_by', 1, 0), such('falls_by', 1, 0), such('changes_by', 0, 0)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([such('is_not', null), such('changes_by', 5, null)]).toEqual([false, false]);
});

it('says what a rule asks and what was found', () => {
  expect(describeRule(rows)).toBe('A row where “n” is more than 5');
  expect(describeRule(sum)).toBe("Sum of n rises by more than 10 %, of rows where “id” contains o'x");
  expect(describeFinding(rows, 1, null)).toBe('1 new or changed row fits.');
  expect(describeFinding(rows, 1200, null)).toBe('1,200 new or changed rows fit.');
  expect(describeFinding(sum, 22.5, 20)).toBe('Sum of n is 22.5; in the update before it was 20.');
});
