import { expect, it } from 'vitest';
import { shortened } from './present.ts';

it.each([
  ['short', 5, 'short'],
  ['longer', 5, 'longe'],
  ['four\u{1f600}', 5, 'four'],
  ['four\u{1f600}', 6, 'four\u{1f600}'],
  ['\u{1f600}\u{1f600}', 3, '\u{1f600}'],
])('shortens %s to %i without halving a character', (given, most, shown) => {
  expect(shortened(given, most)).toBe(shown);
});
