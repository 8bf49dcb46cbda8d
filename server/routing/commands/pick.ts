import type { WorkspaceDb } from '../../base/index.ts';
import { step } from '../change.ts';
import type { RoutingDeps } from '../deps.ts';
import { needAgent } from '../routing.ts';
import type { StoredWorkItem } from '../types.ts';
import { assignedLine, changeLive } from './change-live.ts';
import { checkPick, type Picker } from './may-pick.ts';

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
