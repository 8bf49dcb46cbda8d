import type { DataMeasure } from '../../../contract/api/index.ts';
import { quoteName } from '../../duck/index.ts';
import type { Column } from '../columns.ts';
import { columnOf, filterWrong, isNumber } from './filter.ts';

const FUNCTIONS = { sum: 'sum', average: 'avg', least: 'min', most: 'max' } as const;

/**
 * One number out of rows, as SQL. What is no number, and what has no end, is in no sum. Pure.
 * @throws AppError dataset_filter_wrong with `details.field`
 */
export function measureSql(columns: readonly Column[], measure: DataMeasure, field = 'measure'): string {
  const { aggregate, column: name } = measure;
  if (aggregate === 'rows') return 'count(*)';
  if (name === null) throw filterWrong('Choose the column that is counted.', field);
  const column = columnOf(columns, name, field);
  const cell = quoteName(name);
  if (aggregate === 'distinct') return `count(distinct ${cell})`;
  if (!isNumber(column)) throw filterWrong(`“${name}” is no column of numbers.`, field);
  const call = `${FUNCTIONS[aggregate]}(${cell})`;
  return column.type === 'DOUBLE' ? `${call} filter (where isfinite(${cell}))` : call;
}

/** What a measure is called where it is shown. */
export function measureName({ aggregate, column }: DataMeasure): string {
  switch (aggregate) {
    case 'rows':
      return 'Rows';
    case 'sum':
      return `Sum of ${column ?? ''}`;
    case 'average':
      return `Average of ${column ?? ''}`;
    case 'least':
      return `Least ${column ?? ''}`;
    case 'most':
      return `Most ${column ?? ''}`;
    case 'distinct':
      return `Different ${column ?? ''}`;
  }
}
