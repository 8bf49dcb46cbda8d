import { expect, it } from 'vitest';
import { messageOf } from '../../base/index.ts';
import { changeAttributes, readAttribute } from './check.ts';

const definitions = [
  { key: 'tier', label: 'Tier', type: 'choice', choices: ['gold', 'silver'] },
  { key: 'since', label: 'Since', type: 'date', choices: [] },
  { key: 'orders', label: 'Orders', type: 'number', choices: [] },
  { key: 'vip', label: 'VIP', type: 'boolean', choices: [] },
  { key: 'hint', label: 'Hint', type: 'text', choices: [] },
] as const;

it('sets, keeps and empties values', () => {
  const before = { tier: 'gold', orders: 3, hint: 'old' };
  expect(changeAttributes(definitions, before, { orders: 4, vip: false, hint: '  ', tier: null })).toEqual({
    orders: 4,
    vip: false,
  });
  expect(changeAttributes(definitions, before, undefined)).toEqual(before);
});

it.each([
  [{ tier: 'bronze' }, 'Tier: choose one of gold, silver.'],
  [{ since: '2026-02-30' }, 'Since: write a date like 2026-11-30.'],
  [{ since: 'tomorrow' }, 'Since: write a date like 2026-11-30.'],
  [{ orders: '4' }, 'Orders: write a number.'],
  [{ vip: 'yes' }, 'VIP: choose yes or no.'],
  [{ hint: 4 }, 'Hint: write text.'],
  [{ gone: 'x' }, 'There is no attribute "gone" here.'],
])('refuses %j', (change, sentence) => {
  expect(refusal(() => changeAttributes(definitions, {}, change))).toBe(sentence);
});

it('reads cells by type', () => {
  expect(readAttribute(definitions[2], '4.5')).toBe(4.5);
  expect(readAttribute(definitions[2], 'four')).toBe('four');
  expect(readAttribute(definitions[3], 'Yes')).toBe(true);
  expect(readAttribute(definitions[3], '0')).toBe(false);
  expect(readAttribute(definitions[3], 'maybe')).toBe('maybe');
});

function refusal(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}
