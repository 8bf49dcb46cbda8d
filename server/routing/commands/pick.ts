import { routingErrors } from '../../../contract/errors/routing.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import { step } from '../change.ts';
import type { RoutingDeps } from '../deps.ts';
import { settingsOf } from '../items/consequences.ts';
import { needAgent } from '../routing.ts';
import type { Setup } from '../setup/types.ts';
import type { StoredWorkItem } from '../types.ts';
import { assignedLine, changeLive } from './change-live.ts';

export interface Picker {
  readonly memberId: string;
  /** May assign anything to anybody, also to themselves. */
  readonly supervises: boolean;
}

/**
 * An agent takes an item from the list, whatever their capacity and presence. Twice is once.
 * @throws AppError pick_refused, not_in_queue, work_item_taken, work_item_closed.
 */
export function pickItem(
  deps: RoutingDeps,
  db: WorkspaceDb,
  conversationId: string,
  by: Picker,
): Promise<StoredWorkItem> {
  const { memberId } = by;
  return changeLive(deps, db, conversationId, memberId, async (before, { tx, setup, now }) => {
    await needAgent(deps, tx, memberId);
    if (before.assigneeId === memberId && before.state === 'active') return { item: before };
    if (!by.supervises) checkPick(setup, before, memberId);
    const item = step({ ...before, assigneeId: memberId }, 'assigned', now);
    return { item, how: 'picked', lines: [assignedLine(before, memberId)] };
  });
}

/** @throws AppError pick_refused, not_in_queue, work_item_taken */
export function checkPick(setup: Setup, item: StoredWorkItem, memberId: string): void {
  // What was offered to this agent, and what already is theirs, needs no leave.
  if (item.offeredTo === memberId || item.assigneeId === memberId) return;
  if (item.assigneeId !== null) throw new AppError(routingErrors.work_item_taken);
  if (item.mode === 'push' && !settingsOf(setup, item).pickFromPush) {
    throw new AppError(routingErrors.pick_refused);
  }
  if (!setup.queues.get(item.queueId)?.members.has(memberId)) throw new AppError(routingErrors.not_in_queue);
}
