import { expect, it } from 'vitest';
import type { WorkItem } from '../../contract/api/index.ts';
import { exampleRow } from '../lib/example-row.ts';
import { concerns } from './arrivals.ts';

const concernsBen = (item: Partial<WorkItem>) => {
  const { workItem } = exampleRow('c', '2026-01-01T00:00:00.000Z', item);
  return workItem && concerns(workItem, 'ben');
};

it('tells of what is mine, and of what is there to be taken', () => {
  expect(concernsBen({ assigneeId: 'ben' })).toBe(true);
  expect(concernsBen({ assigneeId: 'cleo' })).toBe(false);
  expect(concernsBen({ mode: 'pick' })).toBe(true);
});

it('leaves to the offer what is given out by itself, until nobody is asked any more', () => {
  expect(concernsBen({ mode: 'push' })).toBe(false);
  expect(concernsBen({ mode: 'push', offeredTo: 'ben' })).toBe(false);
  expect(concernsBen({ mode: 'push', heldBack: 'declined_by_many' })).toBe(true);
});
