import { describe, expect, it } from 'vitest';
import type { QueryView } from '../../contract/api/index.ts';
import { chosenColumns, MOST_POINTS, numbersOf, pictureOf, type Result, tableOf } from './result-chart.ts';

const view = (part: Partial<QueryView> = {}): QueryView => ({ kind: 'bar', x: null, y: [], ...part });
const result = (columns: string, ...rows: Result['rows']): Result => ({
  columns: columns.split(' ').map((column) => {
    const [name = '', type = 'STRING'] = column.split(':');
    // Each is written as one below.
    return { name, type: type as Result['columns'][number]['type'] };
  }),
  rows,
});
const orders = result(
  'count:LONG who day:DATE sum:DECIMAL',
  ['3', 'Ada', '2026-01-02', '9.5'],
  [null, 'Ben', '2026-01-01', '1'],
);
const names = (data: Result, part: Partial<QueryView> = {}) => {
  const { x, y } = chosenColumns(data.columns, view(part));
  return [x?.name, y.map(({ name }) => name)];
};

describe('columns', () => {
  it('the first text or date runs along, the numbers are drawn', () => {
    expect(names(orders)).toEqual(['who', ['count', 'sum']]);
  });

  it('are those that were chosen, where the result has them', () => {
    expect(names(orders, { x: 'day', y: ['sum'] })).toEqual(['day', ['sum']]);
    expect(names(orders, { x: 'gone', y: ['gone'] })).toEqual(['who', ['count', 'sum']]);
    expect(names(orders, { x: 'count' })).toEqual(['count', ['sum']]);
  });

  it('of numbers alone, the first runs along', () => {
    expect(names(result('a:LONG b:DOUBLE c:LONG'))).toEqual(['a', ['b', 'c']]);
    expect(names(result('a:LONG'))).toEqual([undefined, ['a']]);
    expect(names(result('a:LONG b:LONG'), { kind: 'number' })).toEqual(['a', ['a', 'b']]);
  });
});

describe('a picture', () => {
  it('has a point for each row, in the order of the statement', () => {
    expect(pictureOf(orders, view(), 'null')).toEqual({
      x: 'who',
      y: ['count', 'sum'],
      points: [
        { key: 'Ada', y0: 3, y1: 9.5 },
        { key: 'Ben', y0: null, y1: 1 },
      ],
      of: 2,
      whole: false,
    });
    expect(pictureOf(result('a n:LONG', [null, '1']), view(), 'null')).toMatchObject({
      points: [{ key: 'null', y0: 1 }],
      whole: true,
    });
  });

  it('goes forwards where it is a line over time', () => {
    const keys = (part: Partial<QueryView>) => {
      const picture = pictureOf(orders, view({ x: 'day', ...part }), 'null');
      return typeof picture === 'string' ? picture : picture.points.map(({ key }) => key);
    };
    expect(keys({ kind: 'line' })).toEqual(['2026-01-01', '2026-01-02']);
    expect(keys({ kind: 'bar' })).toEqual(['2026-01-02', '2026-01-01']);
  });

  it('draws a bounded number of rows, and knows of how many', () => {
    const rows = Array.from({ length: MOST_POINTS + 5 }, (_, at) => [`r${at}`, at]);
    const picture = pictureOf(result('a n:LONG', ...rows), view(), 'null');
    expect(picture).toMatchObject({ of: MOST_POINTS + 5, points: { length: MOST_POINTS } });
  });

  it('says why there is none', () => {
    expect(pictureOf(result('a n:LONG'), view(), 'null')).toBe('no_rows');
    expect(pictureOf(result('a', ['x']), view(), 'null')).toBe('no_numbers');
    expect(pictureOf(result('n:LONG', ['1']), view(), 'null')).toBe('no_axis');
    expect(pictureOf(result('a n:DOUBLE', ['x', null], ['y', 'NaN']), view(), 'null')).toBe('no_values');
  });
});

describe('numbers', () => {
  it('are those of the first row, to the last digit', () => {
    const big = result('who n:LONG d:DOUBLE e:DECIMAL', ['Ada', '9007199254740993', -0.5, null]);
    const shown = numbersOf(big, view({ kind: 'number' }), 'null');
    expect(shown).toMatchObject([{ name: 'n' }, { name: 'd' }, { name: 'e', value: 'null' }]);
    const digits = typeof shown === 'string' ? '' : shown.map(({ value }) => value.replace(/[^\d-]/g, ''));
    expect(digits).toEqual(['9007199254740993', '-05', '']);
  });

  it('say why there are none', () => {
    expect(numbersOf(result('n:LONG'), view({ kind: 'number' }), 'null')).toBe('no_rows');
    expect(numbersOf(result('a', ['x']), view({ kind: 'number' }), 'null')).toBe('no_numbers');
  });
});

it('a file has the names above, and nothing for null', () => {
  expect(tableOf(orders)).toEqual([
    ['count', 'who', 'day', 'sum'],
    ['3', 'Ada', '2026-01-02', '9.5'],
    ['', 'Ben', '2026-01-01', '1'],
  ]);
});
