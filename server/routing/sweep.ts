import type { Db } from '../base/index.ts';
import { lockConversation } from '../conversations/index.ts';
import { move } from './change.ts';
import { type RoutingDeps, store } from './routing.ts';
import { findLatest } from './store.ts';
import { transition } from './transition.ts';
import { type DueSnooze, listDueSnoozes } from './due-store.ts';

const BATCH = 100;

/** Wakes snoozed items whose time has come; answers how many. Several processes may do it at once. */
export async function wakeSnoozed(deps: RoutingDeps, db: Db): Promise<number> {
  const due = await listDueSnoozes(db, deps.clock.now(), BATCH);
  let woken = 0;
  for (const one of due) if (await wake(deps, db, one)) woken += 1;
  return woken;
}

async function wake(deps: RoutingDeps, db: Db, due: DueSnooze): Promise<boolean> {
  return db.workspace(due.workspaceId).transaction(async (tx) => {
    const conversation = await lockConversation(tx, due.conversationId);
    const before = await findLatest(tx, due.conversationId);
    const now = deps.clock.now();
    // Another process, or a person, was quicker.
    if (!before?.snoozedUntil || before.snoozedUntil > now || before.state === 'closed') return false;
    const moved = move(
      before,
      transition(before.state, 'snooze_ended', before.assigneeId !== null),
      now,
      'snooze_ended',
    );
    // It comes back to the top of the list, where it is seen.
    const item = { ...moved, snoozedUntil: null, lastAt: now };
    const lines = [{ what: 'snooze_ended', facts: {} }];
    await store(deps, tx, conversation, { before, item, lines, what: ['snooze', 'state'], by: null, now });
    return true;
  });
}
