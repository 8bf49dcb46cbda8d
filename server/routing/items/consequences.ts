import { standardWorkStreamSettings, type WorkStreamSettings } from '../../../contract/api/distribution.ts';
import type { Setup } from '../setup/types.ts';
import type { WorkItem } from '../types.ts';

export function settingsOf(setup: Setup, item: Pick<WorkItem, 'workStreamId'>): WorkStreamSettings {
  return setup.workStreams.get(item.workStreamId)?.settings ?? standardWorkStreamSettings;
}

/** It waits for somebody to take it, whether or not somebody is being asked. */
export function isQueued(item: WorkItem): boolean {
  return item.assigneeId === null && (item.state === 'open' || item.offeredTo !== null);
}

/** What follows from the state an item has come to: pure, and the same whoever changed it. */
export function withConsequences(
  before: WorkItem | undefined,
  after: WorkItem,
  settings: WorkStreamSettings,
  now: Date,
): WorkItem {
  const isTakenOver = after.assigneeId !== null && after.assigneeId !== before?.assigneeId;
  const offeredTo = after.state === 'active' && !isTakenOver ? after.offeredTo : null;
  const item = { ...after, offeredTo };
  const queued = isQueued(item);
  const isSameQueue = before !== undefined && isQueued(before) && before.queueId === item.queueId;
  const isKept = item.assigneeId !== null && (item.state === 'active' || item.state === 'wrap_up');
  return {
    ...item,
    queuedAt: queued ? ((isSameQueue ? before.queuedAt : null) ?? now) : null,
    // Who writes again while they wait do not lose their place.
    orderedAt: queued && !isSameQueue ? (item.waitingSince ?? item.lastAt) : item.orderedAt,
    // Rules may hold back what they have just placed.
    heldBack: queued && (isSameQueue || item.heldBack === 'overflow') ? item.heldBack : null,
    affinityId: queued ? item.affinityId : null,
    affinityUntil: queued ? item.affinityUntil : null,
    firstAcceptedAt: item.firstAcceptedAt ?? (isKept ? now : null),
    wrapUpAt:
      item.state === 'wrap_up' ? (item.wrapUpAt ?? now) : item.state === 'closed' ? item.wrapUpAt : null,
    closeReason: item.state === 'closed' ? item.stateReason : null,
    closeDueAt: closeDueAt(item, settings),
  };
}

const MINUTE_MS = 60_000;

/** When the state ends by itself; never while it is put off until a time. */
function closeDueAt(item: WorkItem, settings: WorkStreamSettings): Date | null {
  if (item.state === 'closed' || item.snoozedUntil !== null) return null;
  const minutes = {
    open: settings.openCloseMinutes,
    active: settings.activeCloseMinutes,
    waiting: settings.autoCloseMinutes,
    wrap_up: settings.wrapUpCloseMinutes,
  }[item.state];
  const sinceMs =
    item.state === 'wrap_up'
      ? item.stateAt.getTime()
      : Math.max(item.stateAt.getTime(), item.lastAt.getTime());
  return new Date(sinceMs + minutes * MINUTE_MS);
}
