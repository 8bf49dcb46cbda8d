import { expect, it } from 'vitest';
import { describeBounds } from './number-bounds.ts';

it('says between which numbers one has to be, and nothing of one that fits', () => {
  expect(describeBounds(5_000, 1, 1_000)).toBe('Between 1 and 1,000.');
  expect(describeBounds(-5, 1, 604_800)).toBe('Between 1 and 604,800.');
  expect(describeBounds('0', 1, undefined)).toBe('1 at least.');
  expect(describeBounds(7, undefined, 6)).toBe('6 at most.');
  expect(describeBounds('-', 1, 5)).toBe('This is no number.');
  for (const value of [1, 1_000, '', undefined]) expect(describeBounds(value, 1, 1_000)).toBeUndefined();
});
