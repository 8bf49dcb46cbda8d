import type { PolicyFilter } from '../../../contract/api/index.ts';
import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError } from '../../base/index.ts';
import { quoteName, quoteText } from '../../duck/index.ts';
import { type Column, type ColumnType, duckTypeOf } from '../columns.ts';

/** Filters of one policy: all hold of a row that it shows. Null: it shows all rows. */
export type Shown = readonly PolicyFilter[] | null;

/**
 * The rows that policies show together, as a condition over the columns; undefined: all rows. Nobody's policy shows
 * none, and so does what cannot be compared: a column that has gone, a value that is none of its type, an empty cell.
 */
export function conditionOf(policies: readonly Shown[], columns: readonly Column[]): string | undefined {
  const all = policies.map((filters) => (filters === null ? undefined : allOf(filters, columns)));
  if (all.includes(undefined)) return undefined;
  const some = all.map((one) => `(${one})`).join(' or ');
  return `coalesce(${some || 'false'}, false)`;
}

/** A policy without a filter would show all rows by mistake: it shows none. */
function allOf(filters: readonly PolicyFilter[], columns: readonly Column[]): string {
  if (filters.length === 0) return 'false';
  return filters.map((filter) => `coalesce(${testOf(filter, columns)}, false)`).join(' and ');
}

function testOf({ column: name, operator, values, not }: PolicyFilter, columns: readonly Column[]): string {
  const column = columns.find((one) => one.name === name);
  if (!column || values.length === 0) return 'false';
  const cell = quoteName(name);
  const text = `${cell}::varchar`;
  const value = (given: string) => `try_cast(${quoteText(plain(given))} as ${duckTypeOf(column.type)})`;
  const each = (test: (given: string) => string) => values.map((given) => `(${test(given)})`).join(' or ');
  const compare = (sign: string) => each((given) => `${cell} ${sign} ${value(given)}`);
  const test = (): string => {
    switch (operator) {
      case 'EQUALS':
        return compare('=');
      case 'GREATER_THAN':
        return compare('>');
      case 'LESS_THAN':
        return compare('<');
      case 'GREATER_THAN_EQUAL':
        return compare('>=');
      case 'LESS_THAN_EQUAL':
        return compare('<=');
      case 'BETWEEN': {
        const [from, to] = values;
        return from === undefined || to === undefined
          ? 'null'
          : `${cell} between ${value(from)} and ${value(to)}`;
      }
      case 'LIKE':
        return each((given) => `${text} like ${quoteText(plain(given))}`);
      case 'BEGINS_WITH':
        return each((given) => `starts_with(${text}, ${quoteText(plain(given))})`);
      case 'ENDS_WITH':
        return each((given) => `ends_with(${text}, ${quoteText(plain(given))})`);
      case 'CONTAINS':
        return each((given) => `contains(${text}, ${quoteText(plain(given))})`);
    }
  };
  return not ? `not (${test()})` : test();
}

/** SQL ends at the character of number 0. */
const plain = (text: string): string => text.replaceAll('\0', '');

const KINDS: Readonly<Record<ColumnType, { readonly form: RegExp; readonly said: string }>> = {
  STRING: { form: /^/, said: 'a text' },
  LONG: { form: /^[+-]?\d{1,18}$/, said: 'a whole number' },
  DOUBLE: { form: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i, said: 'a number' },
  DECIMAL: { form: /^[+-]?\d{1,28}(\.\d{1,9})?$/, said: 'a number' },
  DATE: { form: /^\d{4}-\d{2}-\d{2}$/, said: 'a date, as 2026-01-31' },
  DATETIME: {
    form: /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?Z?)?$/,
    said: 'a time in UTC, as 2026-01-31T08:00:00',
  },
};
const OF_TEXT: ReadonlySet<PolicyFilter['operator']> = new Set([
  'LIKE',
  'BEGINS_WITH',
  'ENDS_WITH',
  'CONTAINS',
]);

/** @throws AppError dataset_policy_wrong with what is wrong, and which filter it is */
export function checkFilters(filters: readonly PolicyFilter[], columns: readonly Column[]): void {
  for (const [at, { column: name, operator, values }] of filters.entries()) {
    const wrong = (why: string) =>
      new AppError(datasetErrors.dataset_policy_wrong, {
        values: { why },
        details: { field: `filters.${at}` },
      });
    const column = columns.find((one) => one.name === name);
    if (!column) throw wrong(`there is no column “${name}”.`);
    if (operator === 'BETWEEN' && values.length !== 2) throw wrong(`“${name}”: BETWEEN needs two values.`);
    if (OF_TEXT.has(operator)) {
      // Every text begins with the empty one.
      if (values.includes('')) throw wrong(`“${name}”: give a text to look for.`);
      continue;
    }
    const { form, said } = KINDS[column.type];
    const bad = values.find((value) => !form.test(value) || !isReal(column.type, value));
    if (bad !== undefined) throw wrong(`“${bad.slice(0, 60)}” cannot be a value of “${name}”: give ${said}.`);
  }
}

/** 2026-02-30 has the form of a date. */
function isReal(type: ColumnType, value: string): boolean {
  if (type !== 'DATE' && type !== 'DATETIME') return true;
  const day = value.slice(0, 10);
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) && isTime(value.slice(11));
}

const isTime = (time: string): boolean =>
  time === '' || /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?Z?$/.test(time);
