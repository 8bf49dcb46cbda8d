import type { RunTrigger } from '../../contract/api/index.ts';
import { newId, type WorkspaceTx } from '../base/index.ts';
import { type ReportsDeps, WAKE } from './deps.ts';
import { findOpenRun, insertRun, type RunRow } from './run-store.ts';
import { lockReport, noteInput, type ReportRow } from './store.ts';
import { tellReport } from './tell.ts';

/** Queues a run of a report, or answers the one that is open: there is one at a time. Locks the report. */
export async function queueRun(
  { log, bus, clock }: Pick<ReportsDeps, 'log' | 'bus' | 'clock'>,
  tx: WorkspaceTx,
  report: Pick<ReportRow, 'id' | 'datasetId'>,
  trigger: RunTrigger,
  byId: string | null,
): Promise<RunRow | undefined> {
  if (!(await lockReport(tx, report.id))) return undefined;
  const open = await findOpenRun(tx, report.id);
  if (open) return open;
  // It will see the newest of its input.
  await noteInput(tx, report.id, null);
  const run = await insertRun(tx, {
    id: newId(),
    reportId: report.id,
    trigger,
    attempt: 0,
    at: clock.now(),
    dueAt: null,
    byId,
  });
  tellReport({ log }, tx, report, 'run');
  tx.afterCommit(() => bus.publish(WAKE, ''));
  return run;
}
