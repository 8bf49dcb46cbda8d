import { expect, test } from 'vitest';
import { formatCountdown } from './countdown.ts';

test.each([
  [80_000, '1:20'],
  [79_001, '1:20'],
  [725_000, '12:05'],
  [3_720_000, '1 h 02 min'],
  [0, '0:00'],
  [-5_000, '0:00'],
  [200_000_000, '2 d'],
])('%d ms that are left are %s', (ms, words) => expect(formatCountdown(ms)).toBe(words));
