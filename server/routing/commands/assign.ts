import { routingErrors } from '../../../contract/errors/routing.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import { step } from '../change.ts';
import type { RoutingDeps } from '../deps.ts';
import { offerEnd } from '../offers/terms.ts';
import { needAgent } from '../routing.ts';
import type { SessionEnd } from '../sessions/types.ts';
import type { StoredWorkItem } from '../types.ts';
import { type Around, assignedLine, changeLive, type Decision } from './change-live.ts';

export interface Assignment {
  readonly to: { readonly memberId: string } | { readonly queueId: string };
  /** Assigned from above, or handed over by whoever has it. */
  readonly kind: 'assigned' | 'transferred';
  /** To an agent: they are asked first. Until they say yes, whoever has it keeps it. */
  readonly needsAcceptance: boolean;
  readonly by: string | null;
}

/**
 * Gives an item to an agent or to a queue, whatever capacity and presence: that is for a person to judge.
 * @throws AppError assignee_unknown, queue_unknown, work_item_closed, work_item_state.
 */
export function assignItem(
  deps: RoutingDeps,
  db: WorkspaceDb,
  conversationId: string,
  assignment: Assignment,
): Promise<StoredWorkItem> {
  const { to, by } = assignment;
  return changeLive(deps, db, conversationId, by, async (before, around) => {
    if ('queueId' in to) return toQueue(before, to.queueId, assignment, around);
    await needAgent(deps, around.tx, to.memberId);
    if (before.assigneeId === to.memberId && before.state === 'active') return { item: before };
    return assignment.needsAcceptance
      ? await asked(before, to.memberId, assignment, around)
      : given(before, to.memberId, assignment, around);
  });
}

function toQueue(
  before: StoredWorkItem,
  queueId: string,
  assignment: Assignment,
  { setup, now }: Around,
): Decision {
  if (!setup.queues.has(queueId)) throw new AppError(routingErrors.queue_unknown);
  const placed = { ...before, assigneeId: null, offeredTo: null, queueId, affinityId: null, heldBack: null };
  const own: SessionEnd = 'agent_transfer_to_queue';
  return {
    item: {
      ...step(placed, 'transferred', now),
      snoozedUntil: null,
      transfers: transfers(before, assignment),
    },
    endReason: assignment.by === before.assigneeId ? own : 'supervisor_assign_to_queue',
    stayOutcome: 'transferred',
    lines: [{ what: 'to_queue', facts: { queue: setup.queues.get(queueId)?.name ?? null } }],
  };
}

function given(before: StoredWorkItem, memberId: string, assignment: Assignment, { now }: Around): Decision {
  const event = assignment.kind === 'assigned' ? 'assigned_by_supervisor' : 'assigned';
  const item = step({ ...before, assigneeId: memberId, snoozedUntil: null }, event, now);
  return {
    item: { ...item, transfers: transfers(before, assignment) },
    how: assignment.kind,
    endReason: assignment.by === before.assigneeId ? 'agent_transferred' : 'supervisor_transfer_to_agent',
    lines: [assignedLine(before, memberId)],
  };
}

async function asked(
  before: StoredWorkItem,
  memberId: string,
  assignment: Assignment,
  { tx, setup, now }: Around,
): Promise<Decision> {
  const offered = { ...before, offeredTo: memberId, snoozedUntil: null };
  // A waiting item is nobody's work: it is asked for like one from the queue.
  const isKept = before.state === 'active' && before.assigneeId !== null;
  const item = isKept
    ? offered
    : step({ ...offered, assigneeId: null }, before.state === 'active' ? 'accepted' : 'offered', now);
  const scenario = assignment.kind === 'assigned' ? 'assigned' : 'transfer';
  return {
    item: isKept ? item : { ...item, stateReason: 'awaiting_acceptance' },
    how: assignment.kind,
    endReason: 'taken_by_another',
    expiresAt: await offerEnd(tx, setup, before, scenario, now),
    lines: isKept ? [{ what: 'handover_asked', facts: { to: memberId } }] : [],
  };
}

/**
 * Takes a handover back that nobody has answered: whoever has the item keeps it. Twice is once.
 * @throws AppError work_item_closed
 */
export function takeHandoverBack(
  deps: RoutingDeps,
  db: WorkspaceDb,
  conversationId: string,
  by: string | null,
): Promise<StoredWorkItem> {
  return changeLive(deps, db, conversationId, by, (before) => {
    if (before.assigneeId === null || before.offeredTo === null) return { item: before };
    return {
      item: { ...before, offeredTo: null },
      endReason: 'system_reject',
      lines: [{ what: 'handover_taken_back', facts: { to: before.offeredTo } }],
    };
  });
}

function transfers(before: StoredWorkItem, { kind }: Assignment): number {
  return before.transfers + (kind === 'transferred' ? 1 : 0);
}
