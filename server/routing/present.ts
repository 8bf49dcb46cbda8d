import type { WorkItem as ContractWorkItem } from '../../contract/api/conversations.ts';
import type { WorkItem } from './types.ts';

/** A work item as our API shows it. */
export function presentWorkItem(item: WorkItem): ContractWorkItem {
  return {
    id: item.id,
    number: item.number,
    state: item.state,
    stateReason: item.stateReason,
    assigneeId: item.assigneeId,
    queueId: item.queueId,
    priority: item.priority,
    tags: [...item.tags],
    waitingSince: item.waitingSince?.toISOString() ?? null,
    snoozedUntil: item.snoozedUntil?.toISOString() ?? null,
    openedAt: item.openedAt.toISOString(),
    closedAt: item.closedAt?.toISOString() ?? null,
  };
}
