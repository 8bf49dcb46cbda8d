import { routingErrors } from '../../../contract/errors/routing.ts';
import { AppError } from '../../base/index.ts';
import { settingsOf } from '../items/consequences.ts';
import type { Setup } from '../setup/types.ts';
import type { StoredWorkItem } from '../types.ts';

export interface Picker {
  readonly memberId: string;
  /** May assign anything to anybody, also to themselves. */
  readonly supervises: boolean;
}

/** What was offered to this agent, and what already is theirs, needs no leave. */
function isTheirs(item: StoredWorkItem, memberId: string): boolean {
  return item.offeredTo === memberId || item.assigneeId === memberId;
}

/** @throws AppError pick_refused where the work stream gives out, and does not let agents take */
export function checkGivenOut(setup: Setup, item: StoredWorkItem, memberId: string): void {
  if (isTheirs(item, memberId) || item.mode === 'pick' || settingsOf(setup, item).pickFromPush) return;
  throw new AppError(routingErrors.pick_refused);
}

/** @throws AppError pick_refused, not_in_queue, work_item_taken */
export function checkPick(setup: Setup, item: StoredWorkItem, memberId: string): void {
  if (isTheirs(item, memberId)) return;
  if (item.assigneeId !== null) throw new AppError(routingErrors.work_item_taken);
  checkGivenOut(setup, item, memberId);
  if (!setup.queues.get(item.queueId)?.members.has(memberId)) throw new AppError(routingErrors.not_in_queue);
}
