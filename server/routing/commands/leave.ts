import type { WorkspaceDb } from '../../base/index.ts';
import { step } from '../change.ts';
import type { RoutingDeps } from '../deps.ts';
import type { StoredWorkItem } from '../types.ts';
import { assignedLine, changeLive } from './change-live.ts';

/** Gives an item back to its queue. @throws AppError work_item_closed */
export function releaseItem(
  deps: RoutingDeps,
  db: WorkspaceDb,
  conversationId: string,
  by: string | null,
): Promise<StoredWorkItem> {
  return changeLive(deps, db, conversationId, by, (before, { now }) => {
    const item = step({ ...before, assigneeId: null, offeredTo: null }, 'released', now);
    const isOwned = before.assigneeId !== null;
    return { item, endReason: 'agent_released', lines: isOwned ? [assignedLine(before, null)] : [] };
  });
}

/** The talk is over: wrap-up, until it is closed. @throws AppError work_item_state unless an agent has it */
export function endItem(
  deps: RoutingDeps,
  db: WorkspaceDb,
  conversationId: string,
  by: string | null,
): Promise<StoredWorkItem> {
  return changeLive(deps, db, conversationId, by, (before, { now }) => ({
    item: { ...step(before, 'ended', now), waitingSince: null },
    lines: [{ what: 'ended', facts: {} }],
  }));
}

/**
 * Waits for the customer: capacity is free at once, and the item comes back when they write.
 * @throws AppError work_item_closed, work_item_state
 */
export function putAside(
  deps: RoutingDeps,
  db: WorkspaceDb,
  conversationId: string,
  options: { readonly by: string | null; readonly reason?: 'awaiting_customer' | 'timeout_rule' },
): Promise<StoredWorkItem> {
  const byRule = options.reason === 'timeout_rule';
  return changeLive(deps, db, conversationId, options.by, (before, { now }) => ({
    item: step({ ...before, offeredTo: null }, byRule ? 'put_aside_by_rule' : 'put_aside', now),
    endReason: byRule ? 'timeout_rule' : 'moved_to_waiting',
    lines: [{ what: 'put_aside', facts: {} }],
  }));
}
