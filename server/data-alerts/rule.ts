import type { DataAlertRule, DataComparison } from '../../contract/api/index.ts';
import { type Column, filterSql, measureSql } from '../datasets/index.ts';
import { quoteName } from '../duck/index.ts';

/** The names under which statements know the update that is looked at, and the one before. */
export const NOW = 'now';
export const BEFORE = 'before';

type RowRule = Extract<DataAlertRule, { kind: 'rows' }>;

/** Columns that every run of a report writes anew: they change no row. */
const WRITTEN_ANEW = /^_BATCH_/;

/**
 * How many rows fit, and what an aggregate rule measures, as one SELECT of two columns. Pure.
 * @throws AppError dataset_filter_wrong
 */
export function measuredSql(columns: readonly Column[], rule: DataAlertRule, at: Date): string {
  const value = rule.kind === 'rows' ? 'null' : `(${measureSql(columns, rule.measure)})::double`;
  return `select count(*), ${value} from ${quoteName(NOW)} where ${filterSql(columns, rule.filter, at)}`;
}

/**
 * How many rows fit that were not there, just so, in the update before. Undefined: all that fit are new, since the
 * filter asks for a column that was not there, or was another. Pure.
 */
export function newRowsSql(
  columns: readonly Column[],
  before: readonly Column[],
  { filter }: RowRule,
  at: Date,
): string | undefined {
  const old = new Map(before.map(({ name, type }) => [name, type]));
  const same = columns.filter(({ name, type }) => old.get(name) === type);
  if (filter.some(({ column }) => !same.some(({ name }) => name === column))) return undefined;
  const compared = same.filter(({ name }) => !WRITTEN_ANEW.test(name));
  // A filter may ask for nothing else than what every run writes anew.
  const list = (compared.length > 0 ? compared : same).map(({ name }) => quoteName(name)).join(', ');
  const where = filterSql(columns, filter, at);
  const some = (table: string) => `select ${list} from ${quoteName(table)} where ${where}`;
  return `select count(*) from (${some(NOW)} except all ${some(BEFORE)})`;
}

export const needsBefore = (comparison: DataComparison): boolean =>
  comparison === 'changes_by' || comparison === 'rises_by' || comparison === 'falls_by';

/**
 * Whether a number is such as the rule says. No value is never such; what was 0 changes by more than any per cent. Pure.
 */
export function isSuch(
  { comparison, value: limit }: Pick<Extract<DataAlertRule, { kind: 'aggregate' }>, 'comparison' | 'value'>,
  value: number | null,
  before: number | null,
): boolean {
  if (value === null) return false;
  switch (comparison) {
    case 'over':
      return value > limit;
    case 'at_least':
      return value >= limit;
    case 'under':
      return value < limit;
    case 'at_most':
      return value <= limit;
    case 'is':
      return value === limit;
    case 'is_not':
      return value !== limit;
    default: {
      if (before === null || value === before) return false;
      const percent =
        before === 0 ? Math.sign(value) * Infinity : ((value - before) / Math.abs(before)) * 100;
      if (comparison === 'rises_by') return percent > limit;
      if (comparison === 'falls_by') return -percent > limit;
      return Math.abs(percent) > limit;
    }
  }
}
