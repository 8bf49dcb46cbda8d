import type { ReportRouteDeps } from './deps.ts';
import { pauseForRemoved } from './accounts/change.ts';
import { queueDue, queueForInput } from './due.ts';
import { sweepLookups } from './kinds/users-lookup/store.ts';
import { addLineage } from './lineage/routes.ts';
import { addReportRoutes } from './routes.ts';
import { addServerRoutes } from './servers/routes.ts';
import { addReportMails } from './mails/mails.ts';
import { forgetRuns } from './run-store.ts';
import type { MemberMails } from '../people/index.ts';
import { createRunner, type Runner } from './runs/runner.ts';

export { checkLevel } from './accounts/access.ts';
export type { AccountPageDeps } from './accounts/deps.ts';
export { remove as removeAccount, rename as renameAccount } from './accounts/change.ts';
export { listAccounts } from './accounts/list.ts';
export { addAccounts } from './accounts/routes.ts';
export { passAccounts } from './accounts/share.ts';
export type { ReportsDeps } from './deps.ts';
export { lookupsAlone, peopleAlone } from './alone.ts';
export { askedOf } from './asked.ts';
export type {
  AccountFacts,
  Asked,
  Batch,
  Cell,
  Companion,
  Json,
  KindStream,
  ReportKind,
  Row,
} from './kind.ts';
export type { Input } from './ports.ts';
export { reportKinds } from './registry.ts';
export { contextOf, type Purse } from './runs/context.ts';
export { csvInput } from './runs/csv-input.ts';
export { countTroubled, listWorkspacesTroubled } from './store.ts';

const DUE_EVERY_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LINES_KEPT_MS = 90 * DAY_MS;
const RUNS_KEPT_MS = 400 * DAY_MS;
const BATCH = 2_000;

/** Reports: what is pulled into DataSets, when, and how it went. Call before `log.start()`. */
export function addReports(deps: ReportRouteDeps & { readonly mails: MemberMails }): Runner {
  addReportRoutes(deps);
  addReportMails(deps);
  addLineage(deps);
  addServerRoutes(deps);
  deps.timers.sweeper({ name: 'reports:due', everyMs: DUE_EVERY_MS, run: () => queueDue(deps) });
  deps.timers.sweeper({
    name: 'reports:user-lookups',
    everyMs: HOUR_MS,
    run: () => sweepLookups(deps.db, deps.clock.now()),
  });
  deps.timers.sweeper({
    name: 'reports:forget-runs',
    everyMs: HOUR_MS,
    run: () => {
      const nowMs = deps.clock.now().getTime();
      return forgetRuns(deps.db, new Date(nowMs - LINES_KEPT_MS), new Date(nowMs - RUNS_KEPT_MS), BATCH);
    },
  });
  deps.log.consume({
    name: 'reports',
    start: 'now',
    kinds: ['dataset.updated'],
    handle: (tx, events) => queueForInput(deps, tx, events),
  });
  deps.log.consume({
    name: 'reports:accounts',
    start: 'now',
    kinds: ['account.changed'],
    handle: (tx, events) => pauseForRemoved(deps, tx, events),
  });
  return createRunner(deps);
}
