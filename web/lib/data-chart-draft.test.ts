import { expect, it } from 'vitest';
import type { DatasetColumn } from '../../contract/api/index.ts';
import { chartProblems, newChart, viewOf, withGroup, withKind } from './data-chart-draft.ts';

const who: DatasetColumn = { name: 'who', type: 'STRING' };
const count: DatasetColumn = { name: 'count', type: 'LONG' };
const day: DatasetColumn = { name: 'day', type: 'DATE' };
const at: DatasetColumn = { name: 'at', type: 'DATETIME' };

it('begins with what the columns are good for', () => {
  expect(newChart([who, count, day]).spec).toMatchObject({ kind: 'line', groupBy: 'day', grain: 'day' });
  expect(newChart([count, who]).spec).toMatchObject({
    kind: 'bar',
    groupBy: 'who',
    grain: null,
    order: 'most',
  });
  expect(newChart([count]).spec).toMatchObject({ kind: 'number', groupBy: null });
});

it('has grains of dates alone, and hours of times alone', () => {
  const columns = [who, day, at];
  const { spec } = newChart(columns);
  expect(withGroup(spec, 'who', columns)).toMatchObject({ groupBy: 'who', grain: null });
  expect(withGroup({ ...spec, groupBy: 'at', grain: 'hour' }, 'day', columns).grain).toBe('day');
  expect(withGroup({ ...spec, grain: null }, 'at', columns).grain).toBe('day');
});

it('finds an axis where lines and bars need one', () => {
  const { spec } = newChart([count]);
  expect(withKind(spec, 'bar', [count, who])).toMatchObject({ kind: 'bar', groupBy: 'who' });
  expect(withKind(spec, 'line', [count])).toMatchObject({ kind: 'line', groupBy: 'count' });
  expect(withKind(spec, 'table', [count])).toMatchObject({ kind: 'table', groupBy: null });
});

it('draws the group along the axis, and numbers by themselves', () => {
  const { spec } = newChart([who, count]);
  const columns = [{ name: 'who' }, { name: 'Rows' }];
  expect(viewOf(spec, columns)).toEqual({ kind: 'bar', x: 'who', y: ['Rows'] });
  expect(viewOf({ ...spec, kind: 'number' }, [{ name: 'Rows' }])).toEqual({
    kind: 'number',
    x: null,
    y: ['Rows'],
  });
});

it('says what is missing', () => {
  const { spec } = newChart([who]);
  const words = { title: 'title', value: 'value', column: 'column' };
  const filter = [{ column: 'who', operator: 'is', value: '' } as const];
  const measures = [{ aggregate: 'sum', column: null } as const];
  expect(chartProblems({ title: ' ', spec: { ...spec, filter, measures } }, words)).toEqual({
    title: 'title',
    'filter.0': 'value',
    'measures.0': 'column',
  });
});
