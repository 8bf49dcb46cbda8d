import type { WorkspaceTx } from '../base/index.ts';
import type { ReportsDeps } from './deps.ts';
import type { ReportRow } from './store.ts';

/** Tells open pages, with the transaction, that a report was made or changed, or that a run of it is further. */
export function tellReport(
  { log }: Pick<ReportsDeps, 'log'>,
  tx: WorkspaceTx,
  { id, datasetId }: Pick<ReportRow, 'id' | 'datasetId'>,
  what: 'created' | 'changed' | 'run',
): void {
  log.append(tx, [{ kind: 'report.changed', key: id, body: { reportId: id, datasetId, what } }]);
}
