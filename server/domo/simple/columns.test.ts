import { describe, expect, it } from 'vitest';
import { columnsOfRows, fits, linesOf } from './columns.ts';

describe('columns of rows of JSON', () => {
  const typeOf = (...values: unknown[]) => columnsOfRows(values.map((value) => ({ a: value })))[0]?.type;

  it('are of the narrowest type that takes all values', () => {
    expect(typeOf(1, 2)).toBe('LONG');
    expect(typeOf(1, 2.5)).toBe('DOUBLE');
    // Beyond what a double can hold exactly.
    expect(typeOf(2 ** 60)).toBe('DOUBLE');
    expect(typeOf('2026-02-28')).toBe('DATE');
    expect(typeOf('2026-02-28', '2026-02-28T10:00:00Z')).toBe('DATETIME');
    expect(typeOf('2026-02-28 10:00')).toBe('DATETIME');
    expect(typeOf('2026-13-01')).toBe('STRING');
    expect(typeOf(1, 'one')).toBe('STRING');
    expect(typeOf(1, '2026-02-28')).toBe('STRING');
    expect(typeOf(true)).toBe('STRING');
    expect(typeOf(null, 3)).toBe('LONG');
    expect(typeOf(3, null)).toBe('LONG');
    expect(typeOf(null)).toBe('STRING');
  });

  it('come in the order in which their names come first', () => {
    expect(columnsOfRows([{ b: 1 }, { a: 'x', b: 2 }])).toEqual([
      { name: 'b', type: 'LONG' },
      { name: 'a', type: 'STRING' },
    ]);
  });

  it('take values of narrower types', () => {
    expect([fits('LONG', 'DOUBLE'), fits('DATE', 'DATETIME'), fits('DOUBLE', 'STRING')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([fits('DOUBLE', 'LONG'), fits('DATETIME', 'DATE'), fits('STRING', 'LONG')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('lines of JSON', () => {
  it('have every column; what is missing is null, lists and objects are text', () => {
    const columns = [
      { name: 'a', type: 'LONG' },
      { name: 'b', type: 'STRING' },
    ] as const;
    expect(linesOf([{ a: 1, b: ['x'] }, { b: { c: true } }, { a: 2, b: 'é"' }], columns)).toBe(
      '{"a":1,"b":"[\\"x\\"]"}\n{"a":null,"b":"{\\"c\\":true}"}\n{"a":2,"b":"é\\""}\n',
    );
  });

  it('are not led astray by names of every object', () => {
    expect(linesOf([{}], [{ name: 'toString', type: 'STRING' }])).toBe('{"toString":null}\n');
  });
});
