import { expect, it } from 'vitest';
import { moveInOrder } from './use-reorder.ts';

it('moves one to a place among the others', () => {
  expect(moveInOrder(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
  expect(moveInOrder(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b']);
  expect(moveInOrder(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
  expect(moveInOrder(['a', 'b', 'c'], 'b', 9)).toEqual(['a', 'c', 'b']);
});
