import { expect, test } from 'vitest';
import { formatRelative } from './relative-time.ts';

test('ages are short in lists', () => {
  const now = Date.parse('2026-05-01T12:00:00Z');
  expect(formatRelative(now - 20_000, now, false, 'en')).toBe('now');
  expect(formatRelative(now - 5 * 60_000, now, false, 'en')).toBe('5m');
  expect(formatRelative(now - 3 * 3_600_000, now, false, 'en')).toBe('3h');
  expect(formatRelative(now - 15 * 86_400_000, now, false, 'en')).toBe('2w');
});

test('ages are words where there is room', () => {
  const now = Date.parse('2026-05-01T12:00:00Z');
  expect(formatRelative(now - 5 * 60_000, now, true, 'en')).toBe('5 minutes ago');
  expect(formatRelative(now + 2 * 3_600_000, now, true, 'en')).toBe('in 2 hours');
});
