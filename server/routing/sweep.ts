import type { Db } from '../base/index.ts';
import { settleAgents } from './agents/settle.ts';
import { lockAgents } from './agents/store.ts';
import { step } from './change.ts';
import { changeLive } from './commands/change-live.ts';
import type { RoutingDeps } from './deps.ts';
import { type DueSnooze, listDueSnoozes } from './due-store.ts';
import { isGone } from './offers/gone.ts';
import { deleteDueHolds, listDueHolds } from './sessions/hold-store.ts';
import { readSetup } from './setup/read.ts';

const BATCH = 100;

/** Wakes snoozed items whose time has come. Several processes may do it at once. */
export async function wakeSnoozed(deps: RoutingDeps, db: Db): Promise<null> {
  for (const one of await listDueSnoozes(db, deps.clock.now(), BATCH)) await wake(deps, db, one);
  return null;
}

async function wake(deps: RoutingDeps, db: Db, due: DueSnooze): Promise<void> {
  const workspace = db.workspace(due.workspaceId);
  await changeLive(deps, workspace, due.conversationId, null, (before, { now }) => {
    // Another process, or a person, was quicker.
    if (!before.snoozedUntil || before.snoozedUntil > now) return { item: before, what: [] };
    // It comes back to the top of the list, where it is seen; the agent who put it off goes on with it.
    const item = { ...step(before, 'snooze_ended', now), snoozedUntil: null, lastAt: now };
    return { item, how: 'affinity', lines: [{ what: 'snooze_ended', facts: {} }], what: ['snooze', 'state'] };
  }).catch(isGone);
}

/** Gives back what wrap-up held for some minutes; answers whether there may be more. */
export async function freeWrapUps(deps: RoutingDeps, db: Db): Promise<boolean> {
  const due = await listDueHolds(db, deps.clock.now(), BATCH);
  for (const { workspaceId, memberId } of due) {
    await db.workspace(workspaceId).transaction(async (tx) => {
      const [setup, now] = [await readSetup(tx), deps.clock.now()];
      const agents = await lockAgents(tx, [memberId], now);
      if ((await deleteDueHolds(tx, memberId, now)) === 0) return;
      const change = new Map([[memberId, { assigned: false, accepted: false, released: true }]]);
      deps.log.append(tx, await settleAgents(tx, setup, agents, change, now));
      tx.afterCommit(() => deps.assigner?.wake(workspaceId));
    });
  }
  return due.length === BATCH;
}
