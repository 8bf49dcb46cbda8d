import { expect, test } from 'vitest';
import { showCount } from './unread.ts';

test.each([
  [1, '1'],
  [9, '9'],
  [10, '10+'],
])('#68 %d unread messages show as %s', (count, words) => expect(showCount(count)).toBe(words));
