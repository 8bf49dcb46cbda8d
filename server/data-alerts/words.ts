import type { DataAlertRule, DataComparison, DataCondition, DataOperator } from '../../contract/api/index.ts';
import { measureName } from '../datasets/index.ts';

const OPERATORS: Readonly<Record<DataOperator, string>> = {
  is: 'is',
  is_not: 'is not',
  contains: 'contains',
  contains_not: 'does not contain',
  starts: 'begins with',
  over: 'is more than',
  at_least: 'is at least',
  under: 'is less than',
  at_most: 'is at most',
  last_days: 'is of the last days:',
  empty: 'is empty',
  filled: 'is not empty',
};
const COMPARISONS: Readonly<Record<DataComparison, string>> = {
  over: 'is more than',
  at_least: 'is at least',
  under: 'is less than',
  at_most: 'is at most',
  is: 'is',
  is_not: 'is not',
  changes_by: 'changes by more than',
  rises_by: 'rises by more than',
  falls_by: 'falls by more than',
};
const figures = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });
export const figure = (value: number | null): string => (value === null ? 'none' : figures.format(value));

/** What a rule asks, without a full stop. Pure. */
export function describeRule(rule: DataAlertRule): string {
  const { filter } = rule;
  if (rule.kind === 'rows') return `A row where ${all(filter)}`;
  const { measure, comparison, value } = rule;
  const percent = comparison.endsWith('_by') ? ' %' : '';
  const where = filter.length > 0 ? `, of rows where ${all(filter)}` : '';
  return `${measureName(measure)} ${COMPARISONS[comparison]} ${figure(value)}${percent}${where}`;
}

/** What was found. Pure. */
export function describeFinding(rule: DataAlertRule, value: number | null, before: number | null): string {
  if (rule.kind === 'rows')
    return value === 1 ? '1 new or changed row fits.' : `${figure(value)} new or changed rows fit.`;
  const was = before === null ? '' : `; in the update before it was ${figure(before)}`;
  return `${measureName(rule.measure)} is ${figure(value)}${was}.`;
}

const all = (filter: readonly DataCondition[]): string =>
  filter
    .map(({ column, operator, value }) =>
      operator === 'empty' || operator === 'filled'
        ? `“${column}” ${OPERATORS[operator]}`
        : `“${column}” ${OPERATORS[operator]} ${value}`,
    )
    .join(' and ');
