import { expect, it } from 'vitest';
import { formatBin, formatDeviation, formatNumber, formatValue } from './column-values.ts';

const digits = (text: string) => text.replace(/\D/g, '');

it('whole numbers of 64 bits keep every digit', () => {
  expect(digits(formatValue('LONG', '9223372036854775807'))).toBe('9223372036854775807');
  expect(digits(formatValue('DECIMAL', '12345678901234567890'))).toBe('12345678901234567890');
});

it('numbers are short, and what is very small or great is still there', () => {
  expect(digits(formatNumber(1 / 3))).toBe('03333');
  expect(digits(formatNumber(1234.56789))).toBe('1234568');
  expect(formatNumber(1e-9)).toMatch(/^1E-9$/i);
  expect(formatNumber(1.7e308)).toMatch(/^1\D7E308$/i);
  expect(formatNumber(0)).toBe('0');
});

it('a bar of whole numbers says which are in it', () => {
  expect(formatBin('LONG', { from: '7', to: '8', rows: 1 })).toBe('7');
  expect(formatBin('LONG', { from: '1', to: '4', rows: 1 })).toBe('1 to 3');
  expect(formatBin('DOUBLE', { from: '1', to: '4', rows: 1 })).toBe('1 to 4');
  expect(formatBin('DOUBLE', { from: '2', to: '2', rows: 1 })).toBe('2');
});

it('a bar of dates is a day, or from the first to the last day in it', () => {
  const day = formatBin('DATE', { from: '2026-02-28', to: '2026-03-01', rows: 1 });
  expect(day).toBe(formatValue('DATE', '2026-02-28'));
  const month = formatBin('DATETIME', {
    from: '2026-02-01T00:00:00.000Z',
    to: '2026-03-01T00:00:00.000Z',
    rows: 1,
  });
  expect(month).toContain('28');
  const hour = { from: '2026-02-01T01:00:00.000Z', to: '2026-02-01T04:00:00.000Z', rows: 1 };
  expect(formatBin('DATETIME', hour)).toMatch(/1:00.*4:00/);
});

it('a deviation of times has the unit that fits', () => {
  expect(formatDeviation('DATE', 86_400)).toBe('1 day');
  expect(formatDeviation('DATETIME', 5_400)).toMatch(/^1\D5 hours$/);
  expect(formatDeviation('DATETIME', 90)).toMatch(/^1\D5 minutes$/);
  expect(formatDeviation('LONG', 90)).toBe('90');
});
