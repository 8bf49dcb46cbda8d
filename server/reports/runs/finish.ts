import { writeFile } from 'node:fs/promises';
import type { RunProblem, Safeguards } from '../../../contract/api/index.ts';
import { reportErrors } from '../../../contract/errors/reports.ts';
import { AppError, newId, type WorkspaceTx } from '../../base/index.ts';
import {
  type Column,
  compareColumns,
  type DatasetRow,
  type Incoming,
  type Written,
} from '../../datasets/index.ts';
import { datasetColumns, withBatch } from '../asked.ts';
import { type ReportsDeps, WAKE } from '../deps.ts';
import type { Asked, Companion, ReportKind } from '../kind.ts';
import { endRun, insertRun, type RunEnd } from '../run-store.ts';
import { lockReport, noteCompanion, noteInput, noteSuccess, type ReportRow } from '../store.ts';
import { tellReport } from '../tell.ts';
import { forgetErased } from './erased.ts';
import { type Held, ROWS } from './held.ts';
import type { Stage } from './stage.ts';

interface Finishing {
  readonly report: ReportRow;
  readonly kind: ReportKind;
  readonly asked: Asked;
  readonly warnings: Set<string>;
  readonly stage: Stage;
  readonly signal: AbortSignal;
}

/** Takes what was staged into the DataSet, once however often it is tried, and ends the run. */
export async function finish(deps: ReportsDeps, held: Held, finishing: Finishing): Promise<void> {
  const { run, db } = held;
  const { report, kind, warnings, stage, signal } = finishing;
  const dataset = await deps.datasets.get(db, report.datasetId);
  const written = await writeRows(deps, held, finishing, dataset);
  await forgetErased(deps, db, dataset.id, kind.personal, run.queuedAt);
  for (const companion of kind.companions ?? []) {
    const path = await stage.fileOf(companion.key);
    if (path === undefined) continue;
    const id = await companionOf(deps, held, report, companion, dataset);
    const columns = withBatch(companion.columns);
    await deps.datasets.write(db, id, incomingAt(path), {
      method: 'append',
      columns,
      writeKey: `run:${run.id}`,
      byId: null,
      signal,
    });
    await forgetErased(deps, db, id, companion.personal, run.queuedAt);
  }
  await end(deps, held, {
    state: 'succeeded',
    warnings: [...warnings],
    problem: null,
    result: written && {
      version: written.version.number,
      rowsIn: written.version.rowsIn,
      rowsNew: written.version.rowsNew,
      rowsChanged: written.version.rowsChanged,
      rowsGone: written.version.rowsGone,
    },
  });
}

const incomingAt = (path: string): Incoming => ({ format: 'csv', path, header: 'no', badLines: 'refuse' });

async function writeRows(
  deps: ReportsDeps,
  { db, run }: Held,
  { report, kind, asked, warnings, stage, signal }: Finishing,
  dataset: DatasetRow,
): Promise<Written | null> {
  const columns = datasetColumns(kind, asked);
  if (dataset.version > 0) guard(report.safeguards, dataset.columns, columns, warnings);
  const path = await stage.fileOf(ROWS);
  if (path === undefined) {
    warnings.add('No rows came.');
    // Nothing to add; only a replacement has something to do.
    if (report.method !== 'replace' || dataset.rows === 0) return null;
  }
  const names = new Set(columns.map(({ name }) => name));
  const keys = report.method === 'upsert' ? keysOf(report, kind, asked) : dataset.keys;
  const lost = keys.find((key) => !names.has(key));
  if (report.method === 'upsert' && lost !== undefined) throw keyLost(lost);
  return deps.datasets.write(db, dataset.id, incomingAt(path ?? (await emptyFile(deps, run.id))), {
    method: report.method,
    partitionBy: report.partitionBy,
    columns,
    keys: lost === undefined ? keys : [],
    writeKey: `run:${run.id}`,
    byId: null,
    signal,
  });
}

const keysOf = (report: ReportRow, kind: ReportKind, asked: Asked): readonly string[] =>
  report.keys.length > 0 ? report.keys : kind.keys(asked);

const keyLost = (key: string) =>
  new AppError(reportErrors.report_options_wrong, {
    values: { why: `The key column “${key}” does not come with what was chosen.` },
  });

async function emptyFile({ datasets }: ReportsDeps, runId: string): Promise<string> {
  const path = await datasets.scratch(`report-run-${runId}-none`);
  await writeFile(path, '');
  return path;
}

/** What the safeguards say to columns that are not those of before. @throws AppError report_columns_changed */
export function guard(
  safeguards: Safeguards,
  before: readonly Column[],
  after: readonly Column[],
  warnings: Set<string>,
): void {
  const { added, removed, retyped } = compareColumns(before, after);
  const changes = [
    [safeguards.added, 'added', added.map(({ name }) => name)],
    [safeguards.removed, 'removed', removed.map(({ name }) => name)],
    [safeguards.retyped, 'of another type', retyped.map(({ name }) => name)],
  ] as const;
  const said = (what: string, names: readonly string[]) =>
    `${what}: ${names.slice(0, 10).join(', ')}${names.length > 10 ? ' and more' : ''}`;
  const stops = changes.filter(([rule, , names]) => rule === 'abort' && names.length > 0);
  if (stops.length > 0) {
    const what = stops.map(([, what, names]) => said(what, names)).join('; ');
    throw new AppError(reportErrors.report_columns_changed, { values: { what } });
  }
  for (const [rule, what, names] of changes) {
    if (rule === 'warn' && names.length > 0) warnings.add(`The columns have changed. ${said(what, names)}.`);
  }
}

/** The table beside the DataSet, made when its first row comes. */
async function companionOf(
  deps: ReportsDeps,
  { db }: Held,
  report: ReportRow,
  companion: Companion,
  dataset: DatasetRow,
): Promise<string> {
  const known = report.companions[companion.key];
  if (known !== undefined && (await deps.datasets.find(db, known))) return known;
  const made = await deps.datasets.create(db, {
    name: `${dataset.name} – ${companion.name}`.slice(0, 255),
    columns: withBatch(companion.columns),
    ownerId: dataset.ownerId,
    like: dataset.id,
    personal: companion.personal ?? null,
  });
  await db.transaction((tx) => noteCompanion(tx, report.id, companion.key, made.id));
  return made.id;
}

export async function endCancelled(deps: ReportsDeps, held: Held): Promise<void> {
  await end(deps, held, { state: 'cancelled', warnings: [], problem: null, result: null });
}

export async function endFailed(deps: ReportsDeps, held: Held, problem: RunProblem): Promise<void> {
  await end(deps, held, { state: 'failed', warnings: [], problem, result: null });
}

async function end(deps: ReportsDeps, held: Held, how: Omit<RunEnd, 'at'>): Promise<void> {
  const { db, run, holder } = held;
  const at = deps.clock.now();
  await db.transaction(async (tx) => {
    const report = await lockReport(tx, run.reportId);
    if (!report || !(await endRun(tx, run.id, holder, { ...how, at }))) return;
    if (how.state === 'succeeded') await noteSuccess(tx, report.id, run.id, at);
    await queueNext(tx, report, held, how, at);
    tellReport(deps, tx, report, 'run');
    tx.afterCommit(() => deps.bus.publish(WAKE, ''));
  });
}

/** A run by schedule that failed is tried again, where that can help; an update of the input that came meanwhile is run. */
async function queueNext(
  tx: WorkspaceTx,
  report: ReportRow,
  { run }: Held,
  { state, problem }: Omit<RunEnd, 'at'>,
  at: Date,
): Promise<void> {
  const { retry } = report;
  const canHelp = problem?.who === 'time' || problem?.who === 'us';
  if (state === 'failed' && retry && canHelp && run.trigger !== 'manual' && run.attempt < retry.most) {
    const dueAt = new Date(at.getTime() + retry.delayMinutes * 60_000);
    const attempt = run.attempt + 1;
    await insertRun(tx, {
      id: newId(),
      reportId: report.id,
      trigger: 'retry',
      attempt,
      at,
      dueAt,
      byId: null,
    });
  } else if (report.inputVersion !== null && !report.paused) {
    await noteInput(tx, report.id, null);
    await insertRun(tx, {
      id: newId(),
      reportId: report.id,
      trigger: 'dataset',
      attempt: 0,
      at,
      dueAt: null,
      byId: null,
    });
  }
}
