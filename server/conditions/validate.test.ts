import { describe, expect, it } from 'vitest';
import type { Condition, ConditionGroup } from '../../contract/api/conditions.ts';
import { type Field, presentField, schemaOf, validateCondition } from './index.ts';

const fields: Field[] = [
  { key: 'name', label: 'Customer name', group: 'G', type: 'text' },
  { key: 'followers', label: 'Followers', group: 'G', type: 'number', least: 0 },
  { key: 'verified', label: 'Verified', group: 'G', type: 'boolean' },
  { key: 'at', label: 'Last contact', group: 'G', type: 'time' },
  { key: 'clock', label: 'Time of day', group: 'G', type: 'clock' },
  {
    key: 'lang',
    label: 'Language',
    group: 'G',
    type: 'choice',
    choices: [{ value: 'en', label: 'English' }],
  },
  { key: 'tags', label: 'Tags', group: 'G', type: 'tags' },
  {
    key: 'skills',
    label: 'Skills',
    group: 'G',
    type: 'tags',
    closed: true,
    choices: [{ value: 's1', label: 'Refunds' }],
  },
];
const schema = schemaOf(fields);
// Tests give values of any kind on purpose.
const check = (condition: unknown) => validateCondition(schema, condition as Condition);

const NO_OPERATOR = { path: 'operator', sentence: expect.stringContaining('cannot be compared that way') };

describe('validateCondition', () => {
  it.each([
    ['name', 'equals', 5, 'Give a text.'],
    ['name', 'equals', '  ', 'Give a text.'],
    ['name', 'one_of', [], 'Give at least one.'],
    ['name', 'greater', 'a', undefined],
    ['followers', 'equals', '100', 'Give a number.'],
    ['followers', 'equals', Number.NaN, 'Give a number.'],
    ['followers', 'greater', -1, 'Give a number of at least 0.'],
    ['followers', 'between', { from: 9, to: 5 }, 'The first end must not be larger than the second.'],
    ['followers', 'between', 5, 'Give both ends.'],
    ['followers', 'contains', 5, undefined],
    ['verified', 'is', 'true', 'Choose yes or no.'],
    ['at', 'before', 'tomorrow', 'Give a date.'],
    ['at', 'before', '2026-02-30', 'Give a date.'],
    ['at', 'within_last', { amount: 0, unit: 'days' }, 'Give a whole number from 1 to 3650.'],
    ['at', 'within_last', { amount: 1.5, unit: 'hours' }, 'Give a whole number from 1 to 87600.'],
    ['clock', 'after', '25:00', 'Give a time of day, like 08:30.'],
    ['lang', 'equals', 'xx', 'Choose one of the list.'],
    ['skills', 'has_any', ['s2'], 'Choose one of the list.'],
    ['name', 'has_data', 'x', 'This needs no value.'],
  ])('refuses %s %s %j', (field, operator, value, sentence) => {
    const [problem, ...more] = check({ field, operator, value });
    expect(more).toEqual([]);
    expect(problem).toEqual(sentence === undefined ? NO_OPERATOR : { path: 'value', sentence });
  });

  it.each([
    ['name', 'equals', 'Twitter'],
    ['followers', 'between', { from: 0, to: 0 }],
    ['verified', 'is', false],
    ['at', 'before', '2026-02-28'],
    ['at', 'after', '2026-02-28T10:00:00Z'],
    ['clock', 'between', { from: '22:00', to: '06:00' }],
    ['lang', 'one_of', ['en']],
    ['tags', 'has_all', ['anything']],
    ['skills', 'has_any', ['s1']],
    ['name', 'no_data', undefined],
  ])('takes %s %s %j', (field, operator, value) => {
    expect(check({ field, operator, value })).toEqual([]);
  });

  it('says where in nested groups the problem is', () => {
    const condition = {
      match: 'all',
      conditions: [
        { field: 'name', operator: 'equals', value: 'a' },
        { match: 'any', conditions: [{ field: 'followers', operator: 'less', value: 'b' }] },
        { match: 'any', conditions: [] },
        { field: 'gone', operator: 'has_data' },
      ],
    };
    expect(check(condition)).toEqual([
      { path: 'conditions/1/conditions/0/value', sentence: 'Give a number.' },
      { path: 'conditions/2', sentence: 'A group needs at least one condition.' },
      { path: 'conditions/3/field', sentence: 'There is no field “gone” any more.' },
    ]);
  });

  it('caps depth at 5 and conditions at 100', () => {
    let nested: Condition = { field: 'name', operator: 'has_data' };
    for (let depth = 0; depth < 5; depth += 1) nested = { match: 'all', conditions: [nested] };
    expect(check(nested)).toEqual([]);
    expect(check({ match: 'all', conditions: [nested] })).toHaveLength(1);
    const many = (count: number): ConditionGroup => ({
      match: 'any',
      conditions: Array.from({ length: count }, () => ({ field: 'name', operator: 'has_data' })),
    });
    expect(check(many(100))).toEqual([]);
    expect(check({ match: 'all', conditions: [many(60), many(41)] })).toEqual([
      { path: '', sentence: 'There can be 100 conditions at most.' },
    ]);
  });
});

it('tells an editor the operators of a field and what each wants', () => {
  const [name, followers] = fields.map(presentField);
  expect(name?.operators.map(({ operator }) => operator)).toEqual([
    'equals',
    'not_equals',
    'contains',
    'not_contains',
    'begins_with',
    'ends_with',
    'one_of',
    'not_one_of',
    'has_data',
    'no_data',
  ]);
  expect(followers?.operators).toContainEqual({ operator: 'between', value: 'range' });
});
