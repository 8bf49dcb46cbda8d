import { expect, it } from 'vitest';
import type { DeliveryRecord } from '../../../contract/control/deliveries.ts';
import { groupAttempts, matching } from './group-attempts.ts';

const record = (id: string, deliveryId: string, eventType = 'dm.received') =>
  // Only these parts are read.
  ({ id, deliveryId, eventType, userId: null }) as DeliveryRecord;

it('shows a delivery once, by its latest attempt', () => {
  const groups = groupAttempts([record('4', 'b'), record('3', 'a'), record('2', 'b'), record('1', 'b')]);
  expect(groups.map(({ latest, attempts }) => [latest.id, attempts])).toEqual([
    ['4', 3],
    ['3', 1],
  ]);
});

it('finds by event type and id', () => {
  const groups = groupAttempts([record('1', '77'), record('2', '88', 'follow.followed')]);
  expect(matching(groups, 'FOLLOW').map(({ latest }) => latest.deliveryId)).toEqual(['88']);
  expect(matching(groups, '77').map(({ latest }) => latest.deliveryId)).toEqual(['77']);
  expect(matching(groups, '')).toHaveLength(2);
});
