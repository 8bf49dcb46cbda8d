import { expect, it } from 'vitest';
import { writeCsv } from './csv.ts';

it('keeps a cell of several lines in its cell, and runs no formula', () => {
  expect(
    writeCsv([
      ['a\nb', 'c\rd', '"q"'],
      ['=1+1', -4, null],
    ]),
  ).toBe('"a\nb","c\rd","""q"""\r\n\'=1+1,-4,\r\n');
});
