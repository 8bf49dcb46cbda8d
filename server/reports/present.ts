import type { DataReport, ReportKind as PresentedKind, ReportRun } from '../../contract/api/index.ts';
import type { ReportKind } from './kind.ts';
import type { RunRow } from './run-store.ts';
import type { ReportRow } from './store.ts';

const timeOf = (at: Date | null) => at?.toISOString() ?? null;

export function presentKind(kind: ReportKind): PresentedKind {
  const { id, name, summary, needsAccount, prerequisites, questions, method, input } = kind;
  return {
    id,
    name,
    summary,
    needsAccount,
    prerequisites: [...prerequisites],
    questions: questions.map((one) => ({ ...one })),
    method,
    daily: kind.daily === true,
    input,
  };
}

export function presentRun(row: RunRow): ReportRun {
  const { id, reportId, datasetId, trigger, state, rows, rowsExpected, requests, microUsd } = row;
  return {
    id,
    reportId,
    datasetId,
    trigger,
    state,
    queuedAt: row.queuedAt.toISOString(),
    startedAt: timeOf(row.startedAt),
    endedAt: timeOf(row.endedAt),
    waitUntil: timeOf(row.waitUntil ?? (state === 'queued' ? row.dueAt : null)),
    rows,
    rowsExpected,
    requests,
    microUsd,
    result:
      row.version === null
        ? null
        : {
            version: row.version,
            rowsIn: row.rowsIn ?? 0,
            rowsNew: row.rowsNew ?? 0,
            rowsChanged: row.rowsChanged ?? 0,
            rowsGone: row.rowsGone ?? 0,
          },
    warnings: [...row.warnings],
    problem: row.problem,
  };
}

const HOUR_MS = 3_600_000;

export function presentReport(
  row: ReportRow & { readonly datasetName: string },
  lastRun: RunRow | undefined,
  now: Date,
): DataReport {
  const { id, kind, datasetId, datasetName, accountId, options, method, zone, retry, paused } = row;
  const { mostPerRun, mostPerDay, lateAfterHours } = row;
  const since = row.lastSuccessAt ?? row.createdAt;
  return {
    id,
    kind,
    datasetId,
    datasetName,
    companionIds: Object.values(row.companions),
    accountId,
    options,
    method,
    keys: [...row.keys],
    partitionBy: [...row.partitionBy],
    safeguards: row.safeguards,
    schedules: [...row.schedules],
    zone,
    retry: retry && { ...retry },
    onInput: row.onDatasetId !== null,
    paused,
    mostPerRun,
    mostPerDay,
    lateAfterHours,
    nextRunAt: paused ? null : timeOf(row.dueAt),
    lastRun: lastRun ? presentRun(lastRun) : null,
    lastSuccessAt: timeOf(row.lastSuccessAt),
    late: lateAfterHours !== null && now.getTime() - since.getTime() > lateAfterHours * HOUR_MS,
    createdAt: row.createdAt.toISOString(),
  };
}
