import { expect, it } from 'vitest';
import { ApiError } from '../../client/index.ts';
import { keysOf, methodProblems, newSettings, panesOf, paneOfRefusal } from './report-draft.ts';

const kind = {
  id: 'dm',
  name: 'Direct Messages',
  summary: '',
  needsAccount: false,
  prerequisites: [],
  questions: [],
  method: 'upsert' as const,
  daily: false,
  input: null,
};

it('leaves Credentials out where there is nothing to choose or to know', () => {
  expect(panesOf(kind)[0]).toBe('details');
  expect(panesOf({ ...kind, needsAccount: true })[0]).toBe('credentials');
});

it('offers every 24 hours where that is what the connector is for', () => {
  expect(newSettings(kind, 'UTC').schedules).toEqual([]);
  expect(newSettings({ ...kind, daily: true }, 'UTC').schedules).toMatchObject([
    { kind: 'every', unit: 'day', every: 1 },
  ]);
});

it('takes the connector’s keys until others are chosen', () => {
  const settings = newSettings(kind, 'UTC');
  expect(keysOf(settings, ['id'])).toEqual(['id']);
  expect(keysOf({ ...settings, keys: ['n'] }, ['id'])).toEqual(['n']);
  expect(methodProblems(settings, ['id']).keys).toBeUndefined();
  expect(methodProblems(settings, []).keys).toBe('Choose the columns that tell rows apart.');
  expect(methodProblems({ ...settings, method: 'partition' }, []).partitionBy).toBeDefined();
});

it('finds the pane that a refusal belongs to', () => {
  const refusal = (code: string) => new ApiError(400, code, 'No.');
  expect(paneOfRefusal(refusal('report_options_wrong'), '', false)).toBe('details');
  expect(paneOfRefusal(refusal('report_options_wrong'), '', true)).toBe('scheduling');
  expect(paneOfRefusal(refusal('report_schedule_wrong'), '', true)).toBe('scheduling');
  expect(paneOfRefusal(refusal('report_needs_account'), '', true)).toBe('credentials');
  expect(paneOfRefusal(refusal('invalid_request'), 'name', true)).toBe('name');
  expect(paneOfRefusal(refusal('invalid_request'), 'options/days', true)).toBe('details');
  expect(paneOfRefusal(refusal('invalid_request'), 'schedules.0.text', true)).toBe('scheduling');
  expect(paneOfRefusal(new Error('lost'), '', true)).toBe('name');
});
