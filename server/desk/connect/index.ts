import type { Timers } from '../../base/index.ts';
import { createRunChecks } from './checks/run-checks.ts';
import type { ConnectDeps } from './deps.ts';
import { addHealthSweep, followAccounts } from './health.ts';
import { addAppRoutes } from './routes/apps.ts';
import { addHandleRoutes } from './routes/handles.ts';
import { addLinkRoutes } from './routes/links.ts';
import { addSignInRoutes } from './routes/sign-in.ts';
import { addWorkStreamRoutes } from './routes/work-streams.ts';

export { connectByKeys, type XKeys } from './by-keys.ts';
export { removeHandle, renameHandle } from './remove-handle.ts';
export type { ConnectDeps, FillGap } from './deps.ts';

/** X apps, "Sign in with X", handles, live checks, and the regular look at all of them. */
export function addConnect(deps: ConnectDeps & { readonly timers: Timers }): void {
  const runChecks = createRunChecks(deps);
  addAppRoutes(deps, runChecks);
  addSignInRoutes(deps);
  addHandleRoutes(deps);
  addLinkRoutes(deps);
  addWorkStreamRoutes(deps);
  followAccounts(deps);
  addHealthSweep(deps.timers, deps, runChecks);
}
