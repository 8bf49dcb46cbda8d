import { expect, it } from 'vitest';
import type { PolicyFilter } from '../../contract/api/index.ts';
import { problemsOf, wordsOfFilter } from './policy-words.ts';

const filter = (more: Partial<PolicyFilter>): PolicyFilter => ({
  column: 'region',
  operator: 'EQUALS',
  values: ['North'],
  not: false,
  ...more,
});

it('says a filter in words', () => {
  expect(wordsOfFilter(filter({}))).toBe('region is “North”');
  expect(wordsOfFilter(filter({ values: ['North', 'South'], not: true }))).toBe(
    'not: region is “North” or “South”',
  );
  expect(wordsOfFilter(filter({ column: 'sum', operator: 'BETWEEN', values: ['1', '9'] }))).toBe(
    'sum is between 1 and 9',
  );
});

it('says what is missing, by field', () => {
  expect(problemsOf({ name: ' ', filters: [filter({})] })).toEqual({ name: 'Give it a name.' });
  const filters = [filter({ values: [] }), filter({ operator: 'BETWEEN' })];
  expect(problemsOf({ name: 'x', filters })).toMatchObject({
    name: undefined,
    'filters.0': 'Give a value.',
    'filters.1': 'Two values: from and to, both included.',
  });
});
