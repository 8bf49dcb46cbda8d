import { expect, it } from 'vitest';
import type { DataReport, DatasetSummary } from '../../contract/api/index.ts';
import { type ListFilter, listDatasets } from './dataset-list.ts';

const dataset = (name: string): DatasetSummary => ({
  id: name,
  name,
  description: '',
  tags: [],
  rows: 1,
  columnCount: 1,
  bytes: 1,
  version: 1,
  dataAt: null,
  createdAt: '2026-11-30T00:00:00.000Z',
});
const report = (name: string, more: Partial<DataReport> = {}) =>
  ({
    id: name,
    kind: 'counting',
    accountId: null,
    datasetId: name,
    datasetName: name,
    companionIds: [],
    schedules: [],
    onInput: false,
    paused: false,
    late: false,
    lastRun: null,
    ...more,
    // What the list does not look at is left out.
  }) as unknown as DataReport;
const any: ListFilter = { kind: '', accountId: '', state: '' };
const datasets = ['Orders', 'Messages', 'Stock'].map(dataset);
const reports = [
  report('Followers', { late: true, kind: 'other', accountId: 'a1' }),
  report('Messages', { paused: true, accountId: 'a2' }),
];
const names = (filter: Partial<ListFilter>, words = '', first = true) =>
  listDatasets(datasets, reports, { ...any, ...filter }, words, first).map(({ name }) => name);

it('puts what needs attention first, also when its DataSet is not loaded yet', () => {
  expect(names({})).toEqual(['Followers', 'Orders', 'Messages', 'Stock']);
  expect(names({}, 'mess')).toEqual(['Orders', 'Messages', 'Stock']);
  expect(names({}, '', false)).toEqual(['Orders', 'Messages', 'Stock']);
});

it('says what stands beside what a report fills, which is not without one', () => {
  const filled = [report('Messages', { companionIds: ['Stock'] })];
  const entries = listDatasets(datasets, filled, any, '', false);
  expect(entries.map(({ name, beside }) => [name, beside])).toEqual([
    ['Orders', undefined],
    ['Messages', undefined],
    ['Stock', 'Messages'],
  ]);
  const none = listDatasets(datasets, filled, { ...any, kind: 'none' }, '', false);
  expect(none.map(({ name }) => name)).toEqual(['Orders']);
});

it('filters by connector, account and state, and by there being no report', () => {
  expect(names({ kind: 'other' })).toEqual(['Followers']);
  expect(names({ accountId: 'a2' })).toEqual(['Messages']);
  expect(names({ state: 'attention' })).toEqual(['Followers']);
  expect(names({ state: 'paused' })).toEqual(['Messages']);
  expect(names({ state: 'manual' })).toEqual(['Followers']);
  expect(names({ state: 'running' })).toEqual([]);
  expect(names({ kind: 'none' })).toEqual(['Orders', 'Stock']);
  expect(names({ kind: 'counting' }, 'nothing')).toEqual([]);
});
