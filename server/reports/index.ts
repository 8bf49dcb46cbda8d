import type { ReportRouteDeps } from './deps.ts';
import { queueDue, queueForInput } from './due.ts';
import { addReportRoutes } from './routes.ts';
import { createRunner, type Runner } from './runs/runner.ts';

export type { ReportsDeps } from './deps.ts';
export type { ReportKind } from './kind.ts';

const DUE_EVERY_MS = 1_000;

/** Reports: what is pulled into DataSets, when, and how it went. Call before `log.start()`. */
export function addReports(deps: ReportRouteDeps): Runner {
  addReportRoutes(deps);
  deps.timers.sweeper({ name: 'reports:due', everyMs: DUE_EVERY_MS, run: () => queueDue(deps) });
  deps.log.consume({
    name: 'reports',
    start: 'now',
    kinds: ['dataset.updated'],
    handle: (tx, events) => queueForInput(deps, tx, events),
  });
  return createRunner(deps);
}
