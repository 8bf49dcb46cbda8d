import { findAccount } from '../../accounts/index.ts';
import type { Timers } from '../../base/index.ts';
import { type DueApp, listDueApps, makeDue, postpone } from './check-store.ts';
import type { RunChecks } from './checks/run-checks.ts';
import type { ConnectDeps } from './deps.ts';

const EVERY_MS = 2_000;
const AT_ONCE = 4;
// X's calls are counted in real time: a clock that is turned forward makes looks due, but not calls free.
const BURST = 5;
const ONE_MORE_AFTER_MS = 60_000;
const PUT_OFF_MS = 60_000;

/** What became of an account (revoked, to be signed in again) is looked at when it is told, not minutes later. */
export function followAccounts(deps: Pick<ConnectDeps, 'log'>): void {
  deps.log.consume({
    name: 'x-health',
    start: 'now',
    kinds: ['account.changed'],
    wants: ({ body }) => body.what === 'status',
    giveWayMs: 1_000,
    handle: async (tx, events) => {
      for (const { body } of events) {
        const account = await findAccount(tx, body.accountId);
        if (account) await makeDue(tx, account.appId);
      }
    },
  });
}

/** Looks at every app again and again: tokens, webhook, subscriptions. Each app has its own due time with jitter. */
export function addHealthSweep(timers: Timers, deps: ConnectDeps, runChecks: RunChecks): void {
  const spent = new Map<string, number[]>();
  const mayLook = (appId: string): boolean => {
    const nowMs = performance.now();
    const recent = (spent.get(appId) ?? []).filter((atMs) => nowMs - atMs < BURST * ONE_MORE_AFTER_MS);
    if (recent.length >= BURST) return false;
    spent.set(appId, [...recent, nowMs]);
    return true;
  };
  const look = async ({ workspaceId, appId, isAsked }: DueApp): Promise<void> => {
    const workspace = deps.db.workspace(workspaceId);
    if (isAsked || mayLook(appId)) {
      await runChecks(workspace, appId, 'health');
      return;
    }
    await postpone(workspace, appId, new Date(deps.clock.now().getTime() + PUT_OFF_MS));
  };
  timers.sweeper({
    name: 'x-health',
    everyMs: EVERY_MS,
    run: async () => {
      const due = await listDueApps(deps.db, deps.clock.now(), AT_ONCE);
      await Promise.all(
        due.map((one) =>
          look(one).catch((error: unknown) => {
            deps.logger.warn({ err: error, appId: one.appId }, 'an X app could not be checked');
          }),
        ),
      );
      return due.length === AT_ONCE;
    },
  });
}
