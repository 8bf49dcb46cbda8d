import { expect, test } from 'vitest';
import { listFeltLimits } from './limits.ts';

test('of limits that are alike the tightest is shown, and those that nobody feels are not', () => {
  const resetsAt = null;
  const limits = [
    { bucket: 'dm_send_to_participant', window: 'day' as const, limit: 1440, used: 3, resetsAt },
    { bucket: 'dm_send_to_participant', window: 'day' as const, limit: 1440, used: 9, resetsAt },
    { bucket: 'activity_subscription_create', window: 'quarter' as const, limit: 500, used: 6, resetsAt },
  ];
  expect(listFeltLimits(limits).map(({ left }) => left)).toEqual([1431]);
});
