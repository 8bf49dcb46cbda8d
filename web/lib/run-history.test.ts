import { expect, it } from 'vitest';
import type { DatasetVersion, ReportRun } from '../../contract/api/index.ts';
import { runFigures } from './run-figures.ts';
import { isOpen, mergeHistory } from './run-history.ts';

const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 10, 30, hour, minute)).toISOString();
const run = (
  id: string,
  hour: number,
  version?: number,
  state: ReportRun['state'] = 'succeeded',
): ReportRun => ({
  id,
  reportId: 'r',
  datasetId: 'd',
  trigger: 'manual',
  state,
  queuedAt: at(hour),
  startedAt: at(hour),
  endedAt: at(hour, 10),
  waitUntil: null,
  rows: 5,
  rowsExpected: null,
  requests: 1,
  microUsd: 0,
  result: version === undefined ? null : { version, rowsIn: 5, rowsNew: 5, rowsChanged: 0, rowsGone: 0 },
  warnings: [],
  problem: null,
});
const version = (number: number, hour: number): DatasetVersion => ({
  number,
  method: 'replace',
  rows: 5,
  bytes: 100,
  rowsIn: 5,
  rowsNew: 5,
  rowsChanged: 0,
  rowsGone: 0,
  createdAt: at(hour),
});
const all = <T>(items: T[], more = false) => ({ items, more });

it('puts a run and the version that it made into one entry, others between them by time', () => {
  const entries = mergeHistory(
    all([run('c', 12, undefined, 'failed'), run('b', 10, 3), run('a', 8, 1)]),
    all([version(3, 10), version(2, 9)]),
  );
  expect(entries.map(({ run: one, version: made }) => [one?.id, made?.number])).toEqual([
    ['c', undefined],
    ['b', 3],
    [undefined, 2],
    // Its version is not kept any more.
    ['a', undefined],
  ]);
});

it('holds back what is older than one of the lists reaches', () => {
  const entries = mergeHistory(
    all([run('b', 10, 3)], true),
    all([version(3, 10), version(2, 9), version(1, 8)]),
  );
  expect(entries.map(({ run: one }) => one?.id)).toEqual(['b']);
});

it('sums runs up; what was cancelled counts neither way', () => {
  const runs = [run('a', 8, 1), run('b', 9, undefined, 'failed'), run('c', 10, undefined, 'cancelled')];
  expect(runFigures(runs)).toEqual({ averageMs: 600_000, share: 0.5, ended: 2 });
  expect(runFigures([])).toEqual({ averageMs: undefined, share: undefined, ended: 0 });
  expect([isOpen(runs[0]), isOpen({ state: 'waiting' }), isOpen(null)]).toEqual([false, true, false]);
});
