import type { EventOf, WorkspaceTx } from '../base/index.ts';
import type { ReportsDeps } from './deps.ts';
import { queueRun } from './queue-run.ts';
import { findOpenRun } from './run-store.ts';
import { nextTimes } from './schedule/index.ts';
import {
  findReport,
  listDue,
  listStartedBy,
  lockReport,
  noteInput,
  type ReportRow,
  setDue,
} from './store.ts';

const BATCH = 50;

/** When a report is to run next; null: by hand only. */
export function dueAfter(report: Pick<ReportRow, 'schedules' | 'zone'>, now: Date): Date | null {
  if (report.schedules.length === 0) return null;
  return nextTimes(report.schedules, report.zone, now, 1)[0] ?? null;
}

/** Queues the runs whose time has come; times that passed while nobody was there count once. @returns true when there may be more */
export async function queueDue(deps: ReportsDeps): Promise<boolean> {
  const { db, clock } = deps;
  const due = await listDue(db, clock.now(), BATCH);
  for (const { workspaceId, id } of due) {
    await db.workspace(workspaceId).transaction(async (tx) => {
      const report = await lockReport(tx, id);
      const now = clock.now();
      if (!report || report.paused || report.dueAt === null || report.dueAt > now) return;
      await setDue(tx, id, dueAfter(report, now));
      await queueRun(deps, tx, report, 'schedule', null);
    });
  }
  return due.length === BATCH;
}

/** An update of a DataSet starts the reports that have it as their input; during a run, one more after it. */
export async function queueForInput(
  deps: ReportsDeps,
  tx: WorkspaceTx,
  events: readonly EventOf<'dataset.updated'>[],
): Promise<void> {
  for (const { body } of events) {
    for (const { id } of await listStartedBy(tx, body.datasetId)) {
      const report = await findReport(tx, id);
      if (!report) continue;
      await lockReport(tx, id);
      if (await findOpenRun(tx, id)) await noteInput(tx, id, body.version);
      else await queueRun(deps, tx, report, 'dataset', null);
    }
  }
}
