import { expect, it } from 'vitest';
import { sheetCell, sheetFormat } from './sheet-cell.ts';

it('numbers are numbers while a spreadsheet holds them exactly, else texts', () => {
  expect(sheetCell('LONG', '-42')).toBe(-42);
  expect(sheetCell('LONG', '123456789012345')).toBe(123_456_789_012_345);
  expect(sheetCell('LONG', '1700000000000000001')).toBe('1700000000000000001');
  expect(sheetCell('DECIMAL', '1.500000000')).toBe(1.5);
  expect(sheetCell('DECIMAL', '0.000000001')).toBe(1e-9);
  expect(sheetCell('DECIMAL', '12345678901.123456789')).toBe('12345678901.123456789');
  expect(sheetCell('DOUBLE', 0.1)).toBe(0.1);
  expect(sheetCell('DOUBLE', 'inf')).toBe('inf');
  expect(sheetCell('LONG', null)).toBeNull();
});

it('dates and times are moments, unless spreadsheets do not count so far', () => {
  expect(sheetCell('DATE', '2026-01-31')).toEqual(new Date('2026-01-31T00:00:00Z'));
  expect(sheetCell('DATETIME', '2026-01-31 08:15:00.123456')).toEqual(new Date('2026-01-31T08:15:00.123Z'));
  expect(sheetCell('DATE', '1899-12-31')).toBe('1899-12-31');
  expect(sheetCell('DATE', '0044-03-15 (BC)')).toBe('0044-03-15 (BC)');
  expect([sheetFormat('DATE'), sheetFormat('STRING')]).toEqual(['yyyy-mm-dd', undefined]);
});

it('texts stay what they are, and are cut where no program would open them', () => {
  expect(sheetCell('STRING', '=1+1')).toBe('=1+1');
  expect(sheetCell('STRING', 'a _x0041_ b')).toBe('a _x005F_x0041_ b');
  const long = sheetCell('STRING', 'x'.repeat(40_000));
  expect(String(long)).toHaveLength(32_767);
  expect(String(long).endsWith('…')).toBe(true);
});
