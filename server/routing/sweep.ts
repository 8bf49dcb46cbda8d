import type { Db } from '../base/index.ts';
import { step } from './change.ts';
import { changeLive } from './commands/change-live.ts';
import type { RoutingDeps } from './deps.ts';
import { type DueSnooze, listDueSnoozes } from './due-store.ts';
import { isGone } from './offers/gone.ts';

const BATCH = 100;

/** Wakes snoozed items whose time has come; answers how many. Several processes may do it at once. */
export async function wakeSnoozed(deps: RoutingDeps, db: Db): Promise<number> {
  const due = await listDueSnoozes(db, deps.clock.now(), BATCH);
  for (const one of due) await wake(deps, db, one);
  return due.length;
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
