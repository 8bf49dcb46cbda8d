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
export interface Changed<Item extends WorkItem = WorkItem> {
  readonly item: Item;
  readonly lines: readonly Line[];
  /** What of it changed, as `work_item.changed` says it; empty when nothing did. */
  readonly what: readonly string[];
}

/**
 * Applies a person's or a program's change to an open item.
 * @throws AppError work_item_state when its state does not allow it, snooze_in_past.
 */
export function applyChange<Item extends WorkItem>(
  before: Item,
  change: WorkItemChange,
  by: string | null,
  now: Date,
): Changed<Item> {
  let item = before;
  const lines: Line[] = [];
  const what: string[] = [];
  const take = (event: WorkItemEvent) => {
    item = step(item, event, now);
  };

  const isGivenBack = change.state === 'open' && item.state === 'active' && change.assigneeId === undefined;
  const assigneeId = isGivenBack ? null : change.assigneeId;
  if (assigneeId !== undefined && assigneeId !== item.assigneeId) {
    const from = item.assigneeId;
    item = { ...item, assigneeId };
    take(assigneeId === null ? 'released' : 'assigned');
    lines.push({ what: 'assigned', facts: { to: assigneeId, from } });
    what.push('assignee');
  } else if (isGivenBack) take('released');
  if (change.state === 'open' && item.state === 'waiting') take('snooze_ended');
  if (change.state === 'waiting' && !change.snoozedUntil) take('put_aside');
  if (change.snoozedUntil) {
    if (change.snoozedUntil <= now) throw new AppError(routingErrors.snooze_in_past);
    if (change.snoozedUntil.getTime() !== item.snoozedUntil?.getTime()) {
      take('snoozed');
      item = { ...item, snoozedUntil: change.snoozedUntil };
      lines.push({ what: 'snoozed', facts: { until: change.snoozedUntil.toISOString() } });
      what.push('snooze');
    }
  } else if (change.snoozedUntil === null && item.snoozedUntil !== null) {
    if (item.state === 'waiting') take('snooze_ended');
    item = { ...item, snoozedUntil: null };
    lines.push({ what: 'unsnoozed', facts: {} });
    what.push('snooze');
  }
  if (change.state === 'closed') {
    take('closed');
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
  return { item, lines, what };
}

/** Takes a transition into the item. @throws AppError work_item_state */
export function move<Item extends WorkItem>(
  item: Item,
  change: StateChange | null | 'refused',
  now: Date,
  event: WorkItemEvent,
): Item {
  if (change === null) return item;
  if (change === 'refused') {
    throw new AppError(routingErrors.work_item_state, { values: { state: item.state }, details: { event } });
  }
  if (change.state === item.state && change.reason === item.stateReason) return item;
  return { ...item, state: change.state, stateReason: change.reason, stateAt: now };
}

/** Takes an event into the item. @throws AppError work_item_state when its state does not allow it. */
export function step<Item extends WorkItem>(item: Item, event: WorkItemEvent, now: Date): Item {
  return move(item, transition(item.state, event, item.assigneeId !== null), now, event);
}
