import type { WorkItemState } from '../../contract/api/conversations.ts';

/** Why a work item is in its state: Dynamics' status change reasons where there is one, else our own. */
export type StateReason =
  | 'awaiting_assignment'
  | 'in_conversation'
  | 'awaiting_customer'
  | 'moved_to_wrap_up'
  | 'ended_by_agent'
  | 'closed_after_inactivity'
  | 'force_closed'
  | 'released'
  | 'customer_wrote'
  | 'snooze_ended'
  | 'snoozed';

export type WorkItemEvent =
  /** The customer wrote. */
  | 'customer_wrote'
  /** An agent took it, or it was given to one. */
  | 'assigned'
  /** The agent gave it back, or was taken off. */
  | 'released'
  /** An agent or a program answered. */
  | 'answered'
  | 'put_aside'
  | 'snoozed'
  | 'snooze_ended'
  | 'ended'
  | 'closed'
  | 'force_closed'
  | 'expired';

export interface StateChange {
  readonly state: WorkItemState;
  readonly reason: StateReason;
}

/**
 * The state after an event; null when it changes nothing, `refused` when it cannot happen.
 * @param assigned whether an agent has the item once the event has taken effect.
 */
export function transition(
  state: WorkItemState,
  event: WorkItemEvent,
  assigned: boolean,
): StateChange | null | 'refused' {
  // Terminal: the next message, or "reopen", opens another item on the same conversation.
  if (state === 'closed') return 'refused';
  const home: StateChange = assigned
    ? { state: 'active', reason: 'in_conversation' }
    : { state: 'open', reason: 'awaiting_assignment' };
  switch (event) {
    case 'customer_wrote':
      return state === 'waiting' ? { state: home.state, reason: 'customer_wrote' } : null;
    case 'snooze_ended':
      return state === 'waiting' ? { state: home.state, reason: 'snooze_ended' } : null;
    case 'assigned':
      return state === 'open' || state === 'waiting' ? { state: 'active', reason: 'in_conversation' } : null;
    case 'released':
      return state === 'active' || state === 'waiting' ? { state: 'open', reason: 'released' } : null;
    case 'answered':
      return (state === 'open' || state === 'waiting') && assigned ? home : null;
    case 'put_aside':
      return state === 'waiting' ? null : { state: 'waiting', reason: 'awaiting_customer' };
    case 'snoozed':
      return { state: 'waiting', reason: 'snoozed' };
    case 'ended':
      return state === 'active' ? { state: 'wrap_up', reason: 'moved_to_wrap_up' } : 'refused';
    case 'closed':
      return { state: 'closed', reason: 'ended_by_agent' };
    case 'force_closed':
      return { state: 'closed', reason: 'force_closed' };
    case 'expired':
      return { state: 'closed', reason: 'closed_after_inactivity' };
  }
}

/** What omnichannel work allows, beside staying: a change outside it is a fault of ours. */
export const ALLOWED: { readonly [State in WorkItemState]: readonly WorkItemState[] } = {
  open: ['active', 'waiting', 'closed'],
  active: ['open', 'waiting', 'wrap_up', 'closed'],
  waiting: ['open', 'active', 'closed'],
  wrap_up: ['waiting', 'closed'],
  closed: [],
};
