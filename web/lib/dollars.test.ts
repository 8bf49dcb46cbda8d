import { expect, it } from 'vitest';
import { dollarsOf, formatMicroUsd, microsOf } from './dollars.ts';

it('writes amounts so that the small ones are not nothing', () => {
  expect(formatMicroUsd(0)).toContain('0.00');
  expect(formatMicroUsd(5_000)).toContain('0.005');
  expect(formatMicroUsd(1_230_000)).toContain('1.23');
});

it('reads back what it wrote, and nothing as no cap', () => {
  expect(microsOf(dollarsOf(12_345))).toBe(12_345);
  expect(microsOf('0')).toBe(0);
  expect(microsOf('')).toBeNull();
  expect(dollarsOf(null)).toBe('');
});
