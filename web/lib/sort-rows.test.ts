import { expect, test } from 'vitest';
import { exampleRow } from './example-row.ts';
import { compareRows } from './sort-rows.ts';

const at = (minute: number) => `2026-05-01T12:${String(minute).padStart(2, '0')}:00.000Z`;
const rows = [
  exampleRow('a', at(1), { waitingSince: at(1), openedAt: at(30), slaDueAt: at(50) }),
  exampleRow('b', at(2), { priority: 'urgent', openedAt: at(10) }),
  exampleRow('c', at(3), { waitingSince: at(0), openedAt: at(20), slaDueAt: at(40) }),
  exampleRow('d', at(4), { priority: 'low', openedAt: at(40) }),
];

test.each([
  ['activity', 'dcba'],
  ['created', 'dacb'],
  ['waiting', 'cadb'],
  ['priority', 'bcad'],
  ['sla', 'cadb'],
] as const)('#67 sorted by %s: %s', (sort, expected) => {
  const sorted = rows.toSorted(compareRows(sort)).map((row) => row.conversationId);
  expect(sorted.join('')).toBe(expected);
});

test('rows of the same moment keep one order', () => {
  const same = [exampleRow('y', at(1)), exampleRow('x', at(1))];
  const sorted = same.toSorted(compareRows('activity')).map((row) => row.conversationId);
  expect(sorted).toEqual(['y', 'x']);
  expect(same.toReversed().toSorted(compareRows('activity'))[0]?.conversationId).toBe('y');
});
