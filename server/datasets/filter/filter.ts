import type { DataCondition, DataFilter, DataOperator } from '../../../contract/api/index.ts';
import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError } from '../../base/index.ts';
import { quoteName, quoteText } from '../../duck/index.ts';
import type { Column, ColumnType } from '../columns.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 3_660;
const NUMBER = /^[+-]?\d{1,18}(\.\d{1,9})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?Z?$/;
const COMPARES = { is: '=', is_not: '<>', over: '>', at_least: '>=', under: '<', at_most: '<=' } as const;

const ANY: readonly DataOperator[] = ['empty', 'filled', 'is', 'is_not'];
const TEXTS: readonly DataOperator[] = [...ANY, 'contains', 'contains_not', 'starts'];
const NUMBERS: readonly DataOperator[] = [...ANY, 'over', 'at_least', 'under', 'at_most'];
const TIMES: readonly DataOperator[] = [...NUMBERS, 'last_days'];
/** What a column of each type can be asked. */
const OPERATORS: Readonly<Record<ColumnType, readonly DataOperator[]>> = {
  STRING: TEXTS,
  LONG: NUMBERS,
  DOUBLE: NUMBERS,
  DECIMAL: NUMBERS,
  DATE: TIMES,
  DATETIME: TIMES,
};
const WORDS: Readonly<Record<ColumnType, string>> = {
  STRING: 'texts',
  LONG: 'numbers',
  DOUBLE: 'numbers',
  DECIMAL: 'numbers',
  DATE: 'dates',
  DATETIME: 'times',
};

/**
 * A filter as SQL over the columns, of which names and values are quoted, never written as they came. Pure.
 * @throws AppError dataset_filter_wrong with `details.field`: `filter.0`
 */
export function filterSql(columns: readonly Column[], filter: DataFilter, now: Date): string {
  if (filter.length === 0) return 'true';
  return filter
    .map((condition, at) => `(${conditionSql(columns, condition, now, `filter.${at}`)})`)
    .join(' and ');
}

function conditionSql(
  columns: readonly Column[],
  { column: name, operator, value }: DataCondition,
  now: Date,
  field: string,
): string {
  const column = columnOf(columns, name, field);
  const { type } = column;
  const cell = quoteName(name);
  if (!OPERATORS[type].includes(operator)) {
    throw filterWrong(`A column of ${WORDS[type]}, as “${name}” is, cannot be asked that.`, field);
  }
  if (operator === 'empty' || operator === 'filled') {
    const isEmpty = type === 'STRING' ? `${cell} is null or ${cell} = ''` : `${cell} is null`;
    return operator === 'empty' ? isEmpty : `not (${isEmpty})`;
  }
  if (operator === 'last_days') return `${cell} >= ${sinceDays(type, value, now, field)}`;
  if (operator === 'contains') return `contains(lower(${cell}), lower(${quoteText(text(value, field))}))`;
  if (operator === 'contains_not')
    return `not contains(lower(${cell}), lower(${quoteText(text(value, field))}))`;
  if (operator === 'starts') return `starts_with(lower(${cell}), lower(${quoteText(text(value, field))}))`;
  if (type === 'DATETIME' && DAY.test(value) && (operator === 'is' || operator === 'is_not')) {
    // A day of a column of times is all of it.
    return `${cell}::date ${COMPARES[operator]} ${literal('DATE', value, field)}`;
  }
  const compared = `${cell} ${COMPARES[operator]} ${literal(type, value, field)}`;
  // DuckDB takes what is no number for the largest one.
  return type === 'DOUBLE' ? `not isnan(${cell}) and ${compared}` : compared;
}

/** @throws AppError dataset_filter_wrong */
export function columnOf(columns: readonly Column[], name: string, field: string): Column {
  const column = columns.find((one) => one.name === name);
  if (!column) throw filterWrong(`There is no column “${name}”.`, field);
  return column;
}

export const isNumber = ({ type }: Column): boolean =>
  type === 'LONG' || type === 'DOUBLE' || type === 'DECIMAL';

function literal(type: ColumnType, value: string, field: string): string {
  const trimmed = value.trim();
  switch (type) {
    case 'STRING':
      return quoteText(text(value, field));
    case 'LONG':
    case 'DECIMAL':
    case 'DOUBLE':
      if (!NUMBER.test(trimmed)) throw filterWrong(`“${value}” is not a number, such as 12.5.`, field);
      return `${quoteText(trimmed)}::${numberType(type, trimmed)}`;
    case 'DATE':
      if (!DAY.test(trimmed) || !isTime(trimmed)) {
        throw filterWrong(`“${value}” is not a date, such as 2026-11-30.`, field);
      }
      return `${quoteText(trimmed)}::date`;
    case 'DATETIME':
      if (!(DAY.test(trimmed) || MOMENT.test(trimmed)) || !isTime(trimmed)) {
        throw filterWrong(`“${value}” is not a time, such as 2026-11-30 or 2026-11-30T12:00.`, field);
      }
      return `${quoteText(trimmed.replace('Z', '').replace('T', ' '))}::timestamp`;
  }
}

function numberType(type: ColumnType, value: string): string {
  if (type === 'DOUBLE') return 'double';
  return type === 'LONG' && !value.includes('.') ? 'bigint' : 'decimal(38,9)';
}

/** A day or moment that the calendar has: JavaScript takes the 31st of April for the 1st of May. */
function isTime(value: string): boolean {
  const day = value.slice(0, 10);
  const at = new Date(DAY.test(value) ? value : `${value.replace(' ', 'T').replace('Z', '')}Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) && !day.startsWith('0000');
}

/** The last days up to now: of dates today is the last of them. */
function sinceDays(type: ColumnType, value: string, now: Date, field: string): string {
  const days = Number(value);
  if (!/^\d{1,4}$/.test(value.trim()) || days < 1 || days > MOST_DAYS) {
    throw filterWrong(`Say how many days, from 1 to ${MOST_DAYS.toLocaleString('en')}.`, field);
  }
  if (type === 'DATE') {
    const first = new Date(now.getTime() - (days - 1) * DAY_MS);
    return `${quoteText(first.toISOString().slice(0, 10))}::date`;
  }
  const first = new Date(now.getTime() - days * DAY_MS).toISOString();
  return `${quoteText(first.slice(0, 19).replace('T', ' '))}::timestamp`;
}

/** A text that DuckDB can take. */
function text(value: string, field: string): string {
  if (value.includes('\0')) throw filterWrong('The value has a character that no text can have.', field);
  return value;
}

export const filterWrong = (why: string, field: string) =>
  new AppError(datasetErrors.dataset_filter_wrong, { values: { why }, details: { field } });
