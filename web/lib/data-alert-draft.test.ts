import { expect, it } from 'vitest';
import type { DataAlertRule } from '../../contract/api/index.ts';
import { draftOf, newDraft, problemsOf, ruleOf } from './data-alert-draft.ts';

const words = { name: 'name', value: 'value', condition: 'condition', number: 'number', column: 'column' };
const wrong = (draft: ReturnType<typeof newDraft>) =>
  Object.entries(problemsOf(draft, words)).filter(([, problem]) => problem !== undefined);

it('begins with a condition of the first column, and says what is missing', () => {
  const draft = newDraft([{ name: 'who', type: 'STRING' }]);
  expect(draft.filter).toEqual([{ column: 'who', operator: 'is', value: '' }]);
  expect(wrong(draft)).toEqual([
    ['name', 'name'],
    ['filter.0', 'value'],
  ]);
  expect(wrong({ ...draft, name: 'n', filter: [] })).toEqual([['filter', 'condition']]);
  expect(wrong({ ...draft, name: 'n', filter: [], kind: 'aggregate' })).toEqual([['limit', 'number']]);
});

it('takes a number as people write it, and refuses what is none', () => {
  const draft = { ...newDraft([]), name: 'n', kind: 'aggregate' } as const;
  for (const limit of ['12', '-3.5', '12,5', ' 7 '])
    expect([limit, wrong({ ...draft, limit })]).toEqual([limit, []]);
  for (const limit of ['', 'ten', '1e9', '1.000.000']) expect(wrong({ ...draft, limit })).toHaveLength(1);
  expect(ruleOf({ ...draft, limit: '12,5' })).toMatchObject({ value: 12.5 });
});

it('is the same alert again after a round through the form', () => {
  const rule: DataAlertRule = {
    kind: 'aggregate',
    measure: { aggregate: 'sum', column: 'count' },
    filter: [],
    comparison: 'rises_by',
    value: 12.5,
    again: true,
  };
  const alert = { name: 'n', rule, memberIds: ['a'], webhook: null, paused: true };
  expect(ruleOf(draftOf(alert))).toEqual(rule);
});
