import type { WorkItem } from '../types.ts';
import type { How, SessionEnd } from './types.ts';

/** Whose work an item is: an agent who has it, and one who is asked. */
interface Seats {
  readonly keeper: string | null;
  readonly asked: string | null;
}

function seatsOf(item: WorkItem): Seats {
  const isKept = item.state === 'active' || item.state === 'wrap_up';
  return { keeper: isKept ? item.assigneeId : null, asked: item.offeredTo };
}

/** What a change of an item does to its sessions. */
export interface SeatChanges {
  /** Agents whose session ends, and why. */
  readonly ends: readonly { readonly agentId: string; readonly reason: SessionEnd }[];
  /** The offer that became a session. */
  readonly accepts: string | null;
  readonly begins: { readonly agentId: string; readonly offered: boolean } | null;
  /** The session goes on, in wrap-up. */
  readonly wrapsUp: string | null;
}

/** Pure: compares who had the item with who has it. Nothing before: it is new. */
export function seatChanges(
  before: WorkItem | undefined,
  after: WorkItem,
  endReason?: SessionEnd,
): SeatChanges {
  const had: Seats = before ? seatsOf(before) : { keeper: null, asked: null };
  const has = seatsOf(after);
  const accepts = had.asked !== null && has.asked === null && had.asked === has.keeper ? had.asked : null;
  const ends: { agentId: string; reason: SessionEnd }[] = [];
  if (had.keeper !== null && had.keeper !== has.keeper) {
    ends.push({ agentId: had.keeper, reason: endReason ?? endOf(after) });
  }
  if (had.asked !== null && had.asked !== has.asked && accepts === null) {
    ends.push({ agentId: had.asked, reason: endReason ?? offerEndOf(after) });
  }
  return {
    ends,
    accepts,
    begins: beginOf(had, has, accepts),
    wrapsUp: before?.state === 'active' && after.state === 'wrap_up' ? has.keeper : null,
  };
}

function beginOf(had: Seats, has: Seats, accepts: string | null): SeatChanges['begins'] {
  if (has.asked !== null && has.asked !== had.asked) return { agentId: has.asked, offered: true };
  const isNew = has.keeper !== null && has.keeper !== had.keeper && accepts === null;
  return isNew && has.keeper !== null ? { agentId: has.keeper, offered: false } : null;
}

function endOf(after: WorkItem): SessionEnd {
  switch (after.stateReason) {
    case 'force_closed':
      return 'force_close';
    case 'overflow':
      return 'overflow_end_conversation';
    case 'timeout_rule':
      return 'timeout_rule';
    case 'closed_after_inactivity':
    case 'closed_by_system':
      return 'auto_close';
    case 'agent_lost':
      return 'agent_disconnected';
    case 'transferred':
      return 'agent_transfer_to_queue';
    default:
  }
  if (after.state === 'closed')
    return after.wrapUpAt === null ? 'conversation_closed' : 'agent_end_conversation';
  if (after.state === 'waiting') return 'moved_to_waiting';
  return after.assigneeId === null ? 'agent_released' : 'agent_transferred';
}

function offerEndOf(after: WorkItem): SessionEnd {
  if (after.state === 'closed') return endOf(after);
  return after.assigneeId === null ? 'system_reject' : 'taken_by_another';
}

/** How an agent came to an item when nobody says otherwise. */
export function howOf(agentId: string, by: string | null): How {
  return by === null ? 'answered' : by === agentId ? 'picked' : 'assigned';
}
