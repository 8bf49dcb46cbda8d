import { expect, test } from 'vitest';
import { findSendLimit, listFeltLimits } from './limits.ts';

const now = Date.parse('2026-05-01T12:00:00Z');
const later = '2026-05-01T12:10:00.000Z';
const limit = (
  bucket: string,
  window: 'quarter' | 'day',
  most: number,
  used: number,
  resetsAt: string | null = later,
) => ({
  bucket,
  window,
  limit: most,
  used,
  resetsAt,
});

test('of limits that are alike the tightest is shown, and those that nobody feels are not', () => {
  const limits = [
    limit('dm_send_to_participant', 'day', 1440, 3),
    limit('dm_send_to_participant', 'day', 1440, 9),
    limit('activity_subscription_create', 'quarter', 500, 6),
  ];
  expect(listFeltLimits(limits, now).map(({ left }) => left)).toEqual([1431]);
});

test('the foot of the desk shows the sends that run out first', () => {
  const limits = [
    limit('dm_send_to_participant', 'day', 1440, 3),
    limit('dm_send_to_participant', 'quarter', 15, 4),
  ];
  expect(findSendLimit(limits, now)).toMatchObject({ left: 11, limit: 15, resetsAt: later });
});

test('a window that is over is whole again', () => {
  const over = [limit('dm_send_to_participant', 'quarter', 15, 4, '2026-05-01T11:59:00.000Z')];
  expect(findSendLimit(over, now)).toMatchObject({ left: 15, resetsAt: null });
});
