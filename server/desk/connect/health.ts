import type { Timers } from '../../base/index.ts';
import { listDueApps } from './check-store.ts';
import type { RunChecks } from './checks/run-checks.ts';
import type { ConnectDeps } from './deps.ts';

const EVERY_MS = 2_000;
const AT_ONCE = 4;

/** Looks at every app again and again: tokens, webhook, subscriptions. Each app has its own due time with jitter. */
export function addHealthSweep(timers: Timers, deps: ConnectDeps, runChecks: RunChecks): void {
  timers.sweeper({
    name: 'x-health',
    everyMs: EVERY_MS,
    run: async () => {
      const due = await listDueApps(deps.db, deps.clock.now(), AT_ONCE);
      await Promise.all(
        due.map(({ workspaceId, appId }) =>
          runChecks(deps.db.workspace(workspaceId), appId, 'health').catch((error: unknown) => {
            deps.logger.warn({ err: error, appId }, 'an X app could not be checked');
          }),
        ),
      );
      return due.length === AT_ONCE;
    },
  });
}
