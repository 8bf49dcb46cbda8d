import { expect, it } from 'vitest';
import { csvText } from './csv-text.ts';

it('writes a table that comes back as it was, and runs no formula', () => {
  expect(
    csvText([
      ['Row', 'Problem'],
      [2, 'He said "no", twice'],
      [3, '=1+1'],
      [-4, 'two\nlines'],
      ['-9007199254740993', '-1+1'],
    ]),
  ).toBe(
    'Row,Problem\r\n2,"He said ""no"", twice"\r\n3,\'=1+1\r\n-4,"two\nlines"\r\n-9007199254740993,\'-1+1\r\n',
  );
});
