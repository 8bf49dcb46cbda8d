import type { TargetAgent, TargetQueue } from '../../contract/api/index.ts';
import { teamworkErrors } from '../../contract/errors/teamwork.ts';
import { AppError, type WorkspaceDb } from '../base/index.ts';
import { listHours, isOpen, nextOpening } from '../hours/index.ts';
import { type AgentState, listAgents, type Setup, type SetupQueue, type WorkItem } from '../routing/index.ts';
import { countWaiting, listNames } from './store.ts';

const REACHABLE: readonly string[] = ['available', 'busy'];
const WORDS: Readonly<Record<AgentState['base'], string>> = {
  available: 'available',
  busy: 'busy',
  do_not_disturb: 'not to be disturbed',
  away: 'away',
  offline: 'offline',
  inactive: 'inactive',
};

/** Queues by their order of service; one out of hours says when it opens. */
export async function listTargetQueues(db: WorkspaceDb, setup: Setup, now: Date): Promise<TargetQueue[]> {
  const queues = [...setup.queues.values()];
  const hours = new Map((await listHours(db)).map((one) => [one.id as string, one]));
  const waiting = await countWaiting(
    db,
    queues.map((queue) => queue.id),
  );
  const members = [...new Set(queues.flatMap((queue) => [...queue.members.keys()]))];
  const reachable = new Set(
    (await listAgents(db, members)).flatMap((agent) =>
      agent.connected && REACHABLE.includes(agent.base) ? agent.memberId : [],
    ),
  );
  return queues
    .toSorted((a, b) => a.priority - b.priority || a.name.localeCompare(b.name))
    .map((queue) => {
      const kept = queue.hoursId === null ? undefined : hours.get(queue.hoursId);
      const open = isOpen(kept, now);
      const agentsAvailable = [...queue.members.keys()].filter((id) => reachable.has(id)).length;
      const { id, name } = queue;
      const opensAt = open ? undefined : nextOpening(kept, now);
      const reason = open ? null : closedSentence(opensAt);
      return {
        id,
        name,
        open,
        reason,
        opensAt: opensAt?.toISOString() ?? null,
        waiting: waiting.get(id) ?? 0,
        agentsAvailable,
      };
    });
}

function closedSentence(opensAt: Date | undefined): string {
  return opensAt ? `Closed now; opens ${opensAt.toISOString()}.` : 'Closed, and no opening is planned.';
}

/** Colleagues who could take or advise: the reachable ones first, by skills, then by how much is free. */
export async function listTargetAgents(
  db: WorkspaceDb,
  setup: Setup,
  item: WorkItem | undefined,
  except: ReadonlySet<string>,
): Promise<TargetAgent[]> {
  const ids = [...setup.members.keys()].filter((id) => !except.has(id));
  const [states, names] = [await listAgents(db, ids), await listNames(db, ids)];
  const stateOf = new Map(states.map((agent) => [agent.memberId, agent]));
  const queue = item && setup.queues.get(item.queueId);
  const agents = ids.map((memberId): TargetAgent => {
    const member = setup.members.get(memberId);
    const state = stateOf.get(memberId);
    const base = state?.connected ? state.base : 'offline';
    const skills = item?.skills ?? [];
    return {
      memberId,
      name: names.get(memberId) ?? '',
      base,
      presenceText: setup.presences.get(state?.connected ? state.presenceId : 'offline')?.text ?? base,
      usedUnits: state?.usedUnits ?? 0,
      capacityUnits: member?.capacityUnits ?? 0,
      sessions: state?.sessions ?? 0,
      sameQueue: queue?.members.has(memberId) ?? false,
      skillsMet: skills.filter(({ skillId, rating }) => (member?.skills.get(skillId) ?? -1) >= rating).length,
      skillsWanted: skills.length,
      warning: REACHABLE.includes(base) ? null : `${names.get(memberId) ?? ''} is ${WORDS[base]} now.`,
    };
  });
  const free = (agent: TargetAgent) => agent.capacityUnits - agent.usedUnits;
  return agents.toSorted(
    (a, b) =>
      Number(a.warning !== null) - Number(b.warning !== null) ||
      Number(b.sameQueue) - Number(a.sameQueue) ||
      b.skillsMet - a.skillsMet ||
      free(b) - free(a) ||
      a.name.localeCompare(b.name),
  );
}

/** @throws AppError agent_unavailable unless they can be reached now */
export async function needReachable(db: WorkspaceDb, memberId: string): Promise<void> {
  const [agent] = await listAgents(db, [memberId]);
  const base = agent?.connected ? agent.base : 'offline';
  if (REACHABLE.includes(base)) return;
  const name = (await listNames(db, [memberId])).get(memberId) ?? '';
  throw new AppError(teamworkErrors.agent_unavailable, { values: { name, presence: WORDS[base] } });
}

/** @throws AppError queue_closed outside its hours */
export async function needOpen(db: WorkspaceDb, queue: SetupQueue, now: Date): Promise<void> {
  if (queue.hoursId === null) return;
  const hours = (await listHours(db)).find((one) => one.id === queue.hoursId);
  if (isOpen(hours, now)) return;
  const opens = nextOpening(hours, now)?.toISOString() ?? 'at no planned time';
  throw new AppError(teamworkErrors.queue_closed, { values: { queue: queue.name, opens } });
}

/** Who of a queue can be asked next: reachable, not asked yet, with the most free. */
export async function nextOfQueue(
  db: WorkspaceDb,
  setup: Setup,
  queueId: string,
  except: ReadonlySet<string>,
): Promise<string | undefined> {
  const ids = [...(setup.queues.get(queueId)?.members.keys() ?? [])].filter((id) => !except.has(id));
  const reachable = (await listAgents(db, ids)).filter(
    (agent) => agent.connected && REACHABLE.includes(agent.base),
  );
  const free = (agent: AgentState) =>
    (setup.members.get(agent.memberId)?.capacityUnits ?? 0) - agent.usedUnits;
  return reachable.toSorted((a, b) => free(b) - free(a) || (a.memberId < b.memberId ? -1 : 1))[0]?.memberId;
}
