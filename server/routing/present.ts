import type { SessionEntry, WorkItem as ContractWorkItem } from '../../contract/api/index.ts';
import type { Session } from './sessions/types.ts';
import type { StoredWorkItem } from './types.ts';

const time = (at: Date | null) => at?.toISOString() ?? null;

/** A work item as our API shows it. */
export function presentWorkItem(item: StoredWorkItem): ContractWorkItem {
  return {
    id: item.id,
    number: item.number,
    state: item.state,
    stateReason: item.stateReason,
    assigneeId: item.assigneeId,
    queueId: item.queueId,
    priority: item.priority,
    tags: [...item.tags],
    waitingSince: time(item.waitingSince),
    snoozedUntil: time(item.snoozedUntil),
    openedAt: item.openedAt.toISOString(),
    closedAt: time(item.closedAt),
    closeReason: item.closeReason,
    workStreamId: item.workStreamId,
    mode: item.mode,
    offeredTo: item.offeredTo,
    queuedAt: time(item.queuedAt),
    heldBack: item.heldBack,
    units: item.units,
    profileIds: [...item.profileIds],
    skills: [...item.skills],
    context: { ...item.context },
    transfers: item.transfers,
    incoming: item.incoming,
    outgoing: item.outgoing,
    firstAnswerAt: time(item.firstAnswerAt),
    firstAcceptedAt: time(item.firstAcceptedAt),
    wrapUpAt: time(item.wrapUpAt),
    closeDueAt: time(item.closeDueAt),
    firstAnswerDueAt: time(item.firstAnswerDueAt),
    nextAnswerDueAt: time(item.nextAnswerDueAt),
    resolutionDueAt: time(item.resolutionDueAt),
    slaDueAt: item.slaDueAt?.toISOString() ?? null,
    breached: [...item.breached],
    title: item.title,
    caseId: item.caseId,
    dispositions: [...item.dispositions],
  };
}

export function presentSession(session: Session): SessionEntry {
  return {
    id: session.id,
    workItemId: session.workItemId,
    memberId: session.agentId,
    participation: session.participation,
    state: session.state,
    how: session.how,
    byMemberId: session.byMemberId,
    startedAt: session.startedAt.toISOString(),
    acceptedAt: time(session.acceptedAt),
    endedAt: time(session.endedAt),
    endReason: session.endReason,
  };
}
