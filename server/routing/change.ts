import { routingErrors } from '../../contract/errors/routing.ts';
import { AppError } from '../base/index.ts';
import { changedTags } from './tags.ts';
import { type StateChange, transition, type WorkItemEvent } from './transition.ts';
import type { WorkItem, WorkItemChange } from './types.ts';

/** A line for the thread. */
export interface Line {
  readonly what: string;
  readonly facts: Readonly<Record<string, string | null>>;
}

/** What a change comes to; pure, so that it can be tested without a database. */
export interface Changed {
  readonly item: WorkItem;
  readonly lines: readonly Line[];
  /** What of it changed, as `work_item.changed` says it; empty when nothing did. */
  readonly what: readonly string[];
  /** Why the running session ends, if it does. */
  readonly endSession: string | null;
  readonly beginSession: boolean;
}

/**
 * Applies a person's or a program's change to an open item.
 * @throws AppError work_item_state when its state does not allow it, snooze_in_past.
 */
export function applyChange(before: WorkItem, change: WorkItemChange, by: string | null, now: Date): Changed {
  let item = before;
  const lines: Line[] = [];
  const what: string[] = [];
  const step = (event: WorkItemEvent) => {
    item = move(item, transition(item.state, event, item.assigneeId !== null), now, event);
  };

  const isGivenBack = change.state === 'open' && item.state === 'active' && change.assigneeId === undefined;
  const assigneeId = isGivenBack ? null : change.assigneeId;
  if (assigneeId !== undefined && assigneeId !== item.assigneeId) {
    const from = item.assigneeId;
    item = { ...item, assigneeId };
    step(assigneeId === null ? 'released' : 'assigned');
    lines.push({ what: 'assigned', facts: { to: assigneeId, from } });
    what.push('assignee');
  }
  if (change.state === 'open' && item.state === 'waiting') step('snooze_ended');
  if (change.state === 'waiting' && !change.snoozedUntil) step('put_aside');
  if (change.snoozedUntil) {
    if (change.snoozedUntil <= now) throw new AppError(routingErrors.snooze_in_past);
    if (change.snoozedUntil.getTime() !== item.snoozedUntil?.getTime()) {
      step('snoozed');
      item = { ...item, snoozedUntil: change.snoozedUntil };
      lines.push({ what: 'snoozed', facts: { until: change.snoozedUntil.toISOString() } });
      what.push('snooze');
    }
  } else if (change.snoozedUntil === null && item.snoozedUntil !== null) {
    if (item.state === 'waiting') step('snooze_ended');
    item = { ...item, snoozedUntil: null };
    lines.push({ what: 'unsnoozed', facts: {} });
    what.push('snooze');
  }
  if (change.state === 'closed') {
    step('closed');
    item = { ...item, closedAt: now, closedBy: by, snoozedUntil: null, waitingSince: null };
    lines.push({ what: 'closed', facts: {} });
  }
  // Whatever wakes an item ends its snooze.
  if (item.state !== 'waiting' && item.snoozedUntil !== null) item = { ...item, snoozedUntil: null };
  if (item.state !== before.state) what.push('state');
  if (change.priority !== undefined && change.priority !== item.priority) {
    item = { ...item, priority: change.priority };
    what.push('priority');
  }
  const tags = changedTags(item.tags, change.addTags ?? [], change.removeTags ?? []);
  if (tags.join('\n') !== item.tags.join('\n')) {
    item = { ...item, tags };
    what.push('tags');
  }
  return { item, lines, what, ...sessions(before, item) };
}

/** Takes a transition into the item. @throws AppError work_item_state */
export function move(
  item: WorkItem,
  change: StateChange | null | 'refused',
  now: Date,
  event: WorkItemEvent,
): WorkItem {
  if (change === null) return item;
  if (change === 'refused') {
    throw new AppError(routingErrors.work_item_state, { values: { state: item.state }, details: { event } });
  }
  return { ...item, state: change.state, stateReason: change.reason, stateAt: now };
}

/** A session runs while an agent has an active item. */
export function sessions(before: WorkItem, after: WorkItem): Pick<Changed, 'endSession' | 'beginSession'> {
  const had = before.state === 'active' ? before.assigneeId : null;
  const has = after.state === 'active' ? after.assigneeId : null;
  if (had === has) return { endSession: null, beginSession: false };
  return { endSession: had === null ? null : endReason(after), beginSession: has !== null };
}

function endReason(after: WorkItem): string {
  if (after.state === 'closed')
    return after.stateReason === 'force_closed' ? 'force_close' : 'conversation_closed';
  if (after.state === 'waiting') return 'moved_to_waiting';
  if (after.state === 'wrap_up') return 'agent_end_conversation';
  return after.assigneeId === null ? 'agent_released' : 'agent_transferred';
}
