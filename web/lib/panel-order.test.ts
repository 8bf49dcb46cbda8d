import { expect, it } from 'vitest';
import { orderPanels } from './panel-order.ts';

it('puts chosen sections first and keeps the rest as delivered', () => {
  expect(orderPanels([])).toEqual([
    'profile',
    'contact',
    'conversation',
    'earlier',
    'others',
    'case',
    'timeline',
    'knowledge',
    'why',
  ]);
  expect(orderPanels(['others', 'gone', 'contact', 'others'])).toEqual([
    'others',
    'contact',
    'profile',
    'conversation',
    'earlier',
    'case',
    'timeline',
    'knowledge',
    'why',
  ]);
});
