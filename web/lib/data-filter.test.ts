import { expect, it } from 'vitest';
import type { DataOperator, DatasetColumn } from '../../contract/api/index.ts';
import { columnsFor, operatorsOf, unfinished, withAggregate, withColumn } from './data-filter.ts';

const who: DatasetColumn = { name: 'who', type: 'STRING' };
const count: DatasetColumn = { name: 'count', type: 'LONG' };
const day: DatasetColumn = { name: 'day', type: 'DATE' };
const one = (operator: DataOperator, value = '') => ({ column: 'who', operator, value });

it('asks of a column what its type can be asked', () => {
  expect(operatorsOf(who)).toContain('contains');
  expect(operatorsOf(who)).not.toContain('over');
  expect(operatorsOf(count)).not.toContain('last_days');
  expect(operatorsOf(day)).toContain('last_days');
});

it('keeps the question where the other column can be asked it', () => {
  expect(withColumn(one('is', '5'), count)).toEqual({ column: 'count', operator: 'is', value: '5' });
  expect(withColumn(one('contains', '5'), count)).toEqual({ column: 'count', operator: 'is', value: '5' });
});

it('knows which conditions want a value', () => {
  expect(unfinished([one('is'), one('empty'), one('is', ' '), one('is', 'x')])).toEqual([0, 2]);
});

it('measures columns of numbers, and counts different values of any', () => {
  expect(columnsFor('rows', [who, count])).toEqual([]);
  expect(columnsFor('sum', [who, count])).toEqual([count]);
  expect(columnsFor('distinct', [who, count])).toEqual([who, count]);
  expect(withAggregate({ aggregate: 'distinct', column: 'who' }, 'sum', [who, count])).toEqual({
    aggregate: 'sum',
    column: 'count',
  });
  expect(withAggregate({ aggregate: 'sum', column: 'count' }, 'average', [who, count]).column).toBe('count');
  expect(withAggregate({ aggregate: 'rows', column: null }, 'sum', [who])).toEqual({
    aggregate: 'sum',
    column: null,
  });
});
