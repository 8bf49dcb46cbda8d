import type { BoardAgent, BoardQueue, BoardRow, SlaState } from '../../../contract/api/index.ts';
import type { AgentState, Setup } from '../../routing/index.ts';
import type { LiveItem } from './rows-store.ts';

/** A service level that ends within this time is at risk. */
export const AT_RISK_MS = 5 * 60_000;

/** How an item stands to its service level. Pure. */
export function slaOf(item: Pick<LiveItem, 'breached' | 'slaDueAt'>, now: Date): SlaState {
  if (item.breached) return 'breached';
  if (item.slaDueAt === null) return 'none';
  const leftMs = item.slaDueAt.getTime() - now.getTime();
  if (leftMs <= 0) return 'breached';
  return leftMs <= AT_RISK_MS ? 'at_risk' : 'in_time';
}

export function rowOf(item: LiveItem, now: Date): BoardRow {
  return {
    conversationId: item.conversationId,
    number: Number(item.number),
    title: item.title ?? '',
    state: item.state,
    queueId: item.queueId,
    handleId: item.handleId,
    assigneeId: item.assigneeId,
    offeredTo: item.offeredTo,
    priority: item.priority,
    tags: item.tags,
    units: item.units,
    stateAt: item.stateAt.toISOString(),
    waitingSince: item.waitingSince?.toISOString() ?? null,
    sla: slaOf(item, now),
    slaDueAt: item.slaDueAt?.toISOString() ?? null,
  };
}

interface QueueSums {
  waiting: number;
  longestMs: number | null;
  inService: number;
  slaAtRisk: number;
  slaBreached: number;
}

/** What the items of each queue and each agent come to: one walk over all of them. */
export function sumUp(
  items: Iterable<LiveItem>,
  now: Date,
): { queues: ReadonlyMap<string, QueueSums>; oldestWaitMs: ReadonlyMap<string, number> } {
  const queues = new Map<string, QueueSums>();
  const oldestWaitMs = new Map<string, number>();
  for (const item of items) {
    const sums = queues.get(item.queueId) ?? {
      waiting: 0,
      longestMs: null,
      inService: 0,
      slaAtRisk: 0,
      slaBreached: 0,
    };
    queues.set(item.queueId, sums);
    if (item.state === 'open' && item.assigneeId === null) {
      const sinceMs = (item.queuedAt ?? item.stateAt).getTime();
      sums.waiting += 1;
      sums.longestMs = sums.longestMs === null ? sinceMs : Math.min(sums.longestMs, sinceMs);
    }
    if (item.state === 'active' && item.assigneeId !== null) sums.inService += 1;
    const sla = slaOf(item, now);
    if (sla === 'at_risk') sums.slaAtRisk += 1;
    if (sla === 'breached') sums.slaBreached += 1;
    if (item.assigneeId !== null && item.waitingSince !== null) {
      const before = oldestWaitMs.get(item.assigneeId) ?? Number.POSITIVE_INFINITY;
      oldestWaitMs.set(item.assigneeId, Math.min(before, item.waitingSince.getTime()));
    }
  }
  return { queues, oldestWaitMs };
}

const time = (ms: number | null | undefined) => (typeof ms === 'number' ? new Date(ms).toISOString() : null);

/** Agents who are here or have work, by name. */
export function agentsOf(
  setup: Setup,
  states: readonly AgentState[],
  names: ReadonlyMap<string, string>,
  oldestWaitMs: ReadonlyMap<string, number>,
): BoardAgent[] {
  const queuesOf = new Map<string, string[]>();
  for (const queue of setup.queues.values()) {
    for (const memberId of queue.members.keys()) {
      const own = queuesOf.get(memberId) ?? [];
      queuesOf.set(memberId, own);
      own.push(queue.id);
    }
  }
  return states
    .flatMap((state): BoardAgent[] => {
      const member = setup.members.get(state.memberId);
      if (!member) return [];
      const presenceId = state.connected ? state.presenceId : 'offline';
      return [
        {
          memberId: state.memberId,
          name: names.get(state.memberId) ?? '',
          base: state.connected ? state.base : 'offline',
          presenceId,
          presenceText: setup.presences.get(presenceId)?.text ?? presenceId,
          since: (state.connected ? state.since : (state.leftAt ?? state.since)).toISOString(),
          usedUnits: state.usedUnits,
          capacityUnits: member.capacityUnits,
          sessions: state.sessions,
          oldestWait: time(oldestWaitMs.get(state.memberId)),
          queueIds: queuesOf.get(state.memberId) ?? [],
        },
      ];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Every queue, by its order of service. Available: there, and of a presence that is given work. */
export function queuesOf(
  setup: Setup,
  agents: readonly BoardAgent[],
  sums: ReadonlyMap<string, QueueSums>,
): BoardQueue[] {
  const available = new Map<string, number>();
  for (const agent of agents) {
    const hasRoom =
      agent.base === 'available' || (agent.base === 'busy' && agent.usedUnits < agent.capacityUnits);
    if (hasRoom) for (const id of agent.queueIds) available.set(id, (available.get(id) ?? 0) + 1);
  }
  return [...setup.queues.values()]
    .toSorted((a, b) => a.priority - b.priority || a.name.localeCompare(b.name))
    .map((queue) => {
      const sum = sums.get(queue.id);
      return {
        queueId: queue.id,
        name: queue.name,
        waiting: sum?.waiting ?? 0,
        longestSince: time(sum?.longestMs),
        inService: sum?.inService ?? 0,
        slaAtRisk: sum?.slaAtRisk ?? 0,
        slaBreached: sum?.slaBreached ?? 0,
        agentsAvailable: available.get(queue.id) ?? 0,
        agents: queue.members.size,
      };
    });
}
