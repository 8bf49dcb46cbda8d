import { expect, it } from 'vitest';
import type { ConditionGroup } from '../../contract/api/index.ts';
import { findRepeated } from './repeated-rule.ts';

const named = (value: string): ConditionGroup => ({
  match: 'all',
  conditions: [{ field: 'customer.name', operator: 'equals', value }],
});
const rule = (name: string, condition: ConditionGroup | null, enabled = true) => ({
  name,
  condition,
  enabled,
});

it('finds an earlier rule that leaves nothing for this one', () => {
  const twitter = rule('Twitter', named('Twitter'));
  expect(findRepeated([rule('Other', named('Other')), twitter], named('Twitter'))?.name).toBe('Twitter');
  expect(findRepeated([rule('All', null)], named('Twitter'))?.name).toBe('All');
  expect(findRepeated([rule('Off', named('Twitter'), false)], named('Twitter'))).toBeUndefined();
  expect(findRepeated([twitter], named('X'))).toBeUndefined();
});
