import type { DataAggregate, DataOperator } from '../../contract/api/index.ts';

const operators: Readonly<Record<DataOperator, string>> = {
  is: 'is',
  is_not: 'is not',
  contains: 'contains',
  contains_not: 'does not contain',
  starts: 'begins with',
  over: 'is more than',
  at_least: 'is at least',
  under: 'is less than',
  at_most: 'is at most',
  last_days: 'is of the last days',
  empty: 'is empty',
  filled: 'is not empty',
};
const ofTimes: Partial<Record<DataOperator, string>> = {
  over: 'is after',
  at_least: 'is from … on',
  under: 'is before',
  at_most: 'is up to',
};
const aggregates: Readonly<Record<DataAggregate, string>> = {
  rows: 'Number of rows',
  sum: 'Sum of',
  average: 'Average of',
  least: 'Least',
  most: 'Most',
  distinct: 'How many different',
};

/** Texts of filters and measures over columns. */
export const filterTexts = {
  operator: (operator: DataOperator, isTime: boolean) =>
    (isTime ? ofTimes[operator] : undefined) ?? operators[operator],
  aggregates,
  conditions: 'Conditions',
  condition: (at: number) => `Condition ${at + 1}`,
  column: 'Column',
  asked: 'Is asked',
  value: 'Value',
  days: 'Days',
  add: 'Add a condition',
  removeOf: (at: number) => `Remove condition ${at + 1}`,
  all: 'All rows.',
  allOf: 'Rows for which all of this holds:',
  needsValue: 'Write a value.',
  needsCondition: 'Add at least one condition.',
  measure: 'Measure',
  measureOf: (at: number) => `Measure ${at + 1}`,
  ofColumn: 'Of column',
  noNumbers: 'No column holds numbers.',
  dayHint: '2026-11-30',
  timeHint: '2026-11-30T12:00 (UTC)',
};
