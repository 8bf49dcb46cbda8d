import type { NoticeTrigger } from '../../contract/api/notices.ts';
import type { ItemFacts } from './facts-store.ts';

/** How it stands with the hours and the queue when a customer writes. */
export interface Surroundings {
  readonly isOpen: boolean;
  readonly isHoliday: boolean;
  readonly isAnybodyThere: boolean;
  readonly before: number;
}

/** What a customer who just wrote is told, in this order; each once per work item. */
export function triggersOfMessage(item: ItemFacts, around: Surroundings): NoticeTrigger[] {
  const triggers: NoticeTrigger[] = item.isAnswered ? [] : ['greeting'];
  if (!around.isOpen) return [...triggers, around.isHoliday ? 'holiday' : 'out_of_hours'];
  if (item.state !== 'open' || item.assigneeId !== null || item.isAnswered) return triggers;
  if (!around.isAnybodyThere) return [...triggers, 'no_agent'];
  // Who picks for themselves keeps no order that a customer could be told.
  if (item.mode === 'pick') return triggers;
  return [...triggers, around.before === 0 ? 'next_in_line' : 'queue_position'];
}

/** What a work item's state says to the customer. */
export function triggerOfState(item: Pick<ItemFacts, 'state' | 'stateReason'>): NoticeTrigger | undefined {
  if (item.state === 'wrap_up') return 'agent_ended';
  if (item.state === 'open' && item.stateReason === 'agent_lost') return 'agent_disconnected';
  if (item.state !== 'closed') return undefined;
  if (item.stateReason === 'overflow') return 'overflow_ended';
  return item.stateReason === 'ended_by_agent' ? 'agent_ended' : 'session_ended';
}

export interface SessionFacts {
  readonly participation: 'primary' | 'consult' | 'monitor';
  readonly state: string;
  readonly reason: string | null;
  readonly how: string | undefined;
  /** An offer that nobody took has no end that a customer would hear of. */
  readonly wasAccepted: boolean;
}

const LEFT = ['agent_left', 'moved_to_waiting', 'agent_released'];

/** What a session's beginning or end says to the customer. Who only watches is not announced. */
export function triggerOfSession(session: SessionFacts): NoticeTrigger | undefined {
  const { participation, state, reason, how, wasAccepted } = session;
  if (participation === 'monitor' || (state === 'ended' && !wasAccepted)) return undefined;
  if (participation === 'consult') {
    if (state === 'accepted') return 'consult_accepted';
    return state === 'ended' ? 'consult_ended' : undefined;
  }
  if (state === 'offered') return 'agent_assigned';
  if (state === 'accepted') return how === 'transferred' ? 'transfer_accepted' : 'agent_joined';
  if (state !== 'ended' || reason === null) return undefined;
  if (reason === 'agent_disconnected') return 'agent_disconnected';
  return LEFT.includes(reason) ? 'agent_left' : undefined;
}
