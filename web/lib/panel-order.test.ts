import { expect, it } from 'vitest';
import { movePanel, orderPanels } from './panel-order.ts';

it('puts chosen sections first and keeps the rest as delivered', () => {
  expect(orderPanels([])).toEqual(['profile', 'contact', 'conversation', 'earlier', 'others']);
  expect(orderPanels(['others', 'gone', 'contact', 'others'])).toEqual([
    'others',
    'contact',
    'profile',
    'conversation',
    'earlier',
  ]);
});

it('moves one to a place among the others', () => {
  expect(movePanel(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
  expect(movePanel(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b']);
  expect(movePanel(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
  expect(movePanel(['a', 'b', 'c'], 'b', 9)).toEqual(['a', 'c', 'b']);
});
