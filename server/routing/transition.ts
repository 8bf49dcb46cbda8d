import type { WorkItemState } from '../../contract/api/conversations.ts';

/** Why a work item is in its state: Dynamics' status change reasons where there is one, else our own. */
export type StateReason =
  // open
  | 'awaiting_assignment'
  | 'released'
  | 'declined'
  | 'timed_out'
  | 'taken_back'
  | 'agent_lost'
  | 'transferred'
  | 'customer_wrote'
  | 'snooze_ended'
  // active
  | 'awaiting_acceptance'
  | 'in_conversation'
  | 'assigned_by_supervisor'
  // waiting
  | 'awaiting_customer'
  | 'snoozed'
  // wrap_up
  | 'moved_to_wrap_up'
  // waiting or closed
  | 'timeout_rule'
  // closed
  | 'ended_by_agent'
  | 'closed_after_inactivity'
  | 'closed_by_system'
  | 'overflow'
  | 'force_closed';

/** What a work item may be closed for. */
export type CloseReason = Extract<
  StateReason,
  | 'ended_by_agent'
  | 'closed_after_inactivity'
  | 'closed_by_system'
  | 'overflow'
  | 'timeout_rule'
  | 'force_closed'
>;

export type WorkItemEvent =
  /** The customer wrote. */
  | 'customer_wrote'
  /** An agent took it, or it was given to one. */
  | 'assigned'
  | 'assigned_by_supervisor'
  /** It is shown to an agent, who has not said yes yet. */
  | 'offered'
  | 'accepted'
  | 'declined'
  /** Nobody answered the offer in time. */
  | 'timed_out'
  /** The offer cannot be answered any more: its agent has left. */
  | 'taken_back'
  /** The agent gave it back, or was taken off. */
  | 'released'
  /** To another queue. */
  | 'transferred'
  /** The agent left and did not come back in time. */
  | 'agent_lost'
  /** An agent or a program answered. */
  | 'answered'
  | 'put_aside'
  | 'put_aside_by_rule'
  | 'snoozed'
  | 'snooze_ended'
  | 'ended'
  | 'closed'
  | 'force_closed'
  | 'expired'
  | 'closed_by_system'
  | 'overflowed'
  | 'closed_by_rule';

export interface StateChange {
  readonly state: WorkItemState;
  readonly reason: StateReason;
}

type Outcome = StateChange | null | 'refused';

const to = (state: WorkItemState, reason: StateReason): StateChange => ({ state, reason });

const CLOSES: Partial<Record<WorkItemEvent, CloseReason>> = {
  closed: 'ended_by_agent',
  force_closed: 'force_closed',
  expired: 'closed_after_inactivity',
  closed_by_system: 'closed_by_system',
  overflowed: 'overflow',
  closed_by_rule: 'timeout_rule',
};

/**
 * The state after an event; null when it changes nothing, `refused` when it cannot happen.
 * @param assigned whether an agent has the item once the event has taken effect.
 */
export function transition(state: WorkItemState, event: WorkItemEvent, assigned: boolean): Outcome {
  // Terminal: the next message, or "reopen", opens another item on the same conversation.
  if (state === 'closed') return 'refused';
  const closed = CLOSES[event];
  if (closed) return to('closed', closed);
  const home = assigned ? to('active', 'in_conversation') : to('open', 'awaiting_assignment');
  switch (event) {
    case 'customer_wrote':
    case 'snooze_ended':
      return state === 'waiting' ? to(home.state, event) : null;
    case 'assigned':
      return state === 'wrap_up' ? null : to('active', 'in_conversation');
    case 'assigned_by_supervisor':
      return state === 'wrap_up' ? 'refused' : to('active', 'assigned_by_supervisor');
    case 'offered':
      return state === 'open' || state === 'waiting' ? to('active', 'awaiting_acceptance') : 'refused';
    case 'accepted':
      return state === 'active' ? to('active', 'in_conversation') : 'refused';
    case 'declined':
    case 'timed_out':
    case 'taken_back':
    case 'agent_lost':
      return state === 'active' ? to('open', event) : 'refused';
    case 'released':
      return state === 'active' || state === 'waiting' ? to('open', 'released') : null;
    case 'transferred':
      return state === 'wrap_up' ? 'refused' : to('open', 'transferred');
    case 'answered':
      return assigned && state !== 'wrap_up' ? home : null;
    case 'put_aside':
      return state === 'waiting' ? null : to('waiting', 'awaiting_customer');
    case 'put_aside_by_rule':
      return state === 'active' ? to('waiting', 'timeout_rule') : 'refused';
    case 'snoozed':
      return to('waiting', 'snoozed');
    case 'ended':
      return state === 'active' && assigned ? to('wrap_up', 'moved_to_wrap_up') : 'refused';
    default:
      return null;
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
