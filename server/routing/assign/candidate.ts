import type { BasePresence } from '../../../contract/api/distribution.ts';
import { automaticBase } from '../agents/presence.ts';
import type { AgentState, Load, ProfileUse } from '../agents/types.ts';
import { loadOf } from '../agents/load.ts';
import type { Setup } from '../setup/types.ts';
import type { WorkItem } from '../types.ts';

/** An agent while a batch is decided: what is given to them counts at once. */
export interface Candidate {
  readonly id: string;
  readonly skills: ReadonlyMap<string, number>;
  readonly capacityUnits: number;
  readonly maxSessions: number;
  /** The presence was chosen by a person, and stays until something is accepted. */
  readonly isChosen: boolean;
  base: BasePresence;
  usedUnits: number;
  sessions: number;
  profiles: ProfileUse[];
  lastAssignedMs: number;
  lastReleasedMs: number;
  /** Rises with everything that is given: what was ranked before is ranked anew. */
  version: number;
}

export function toCandidate(setup: Setup, agent: AgentState, profiles: readonly ProfileUse[]): Candidate {
  const load = loadOf(setup, agent, profiles);
  return {
    id: agent.memberId,
    skills: setup.members.get(agent.memberId)?.skills ?? new Map(),
    capacityUnits: load.capacityUnits,
    maxSessions: load.maxSessions,
    isChosen: agent.chosen,
    base: baseNow(agent, load),
    usedUnits: agent.usedUnits,
    sessions: agent.sessions,
    profiles: [...profiles],
    lastAssignedMs: agent.lastAssignedAt?.getTime() ?? 0,
    lastReleasedMs: agent.lastReleasedAt?.getTime() ?? 0,
    version: 0,
  };
}

/** What follows from the work follows at once: at midnight a profile of the day is free, though nothing was closed. */
function baseNow(agent: AgentState, load: Load): BasePresence {
  const follows = !agent.chosen && ['available', 'busy', 'do_not_disturb'].includes(agent.base);
  return follows ? automaticBase(load) : agent.base;
}

/** Why an agent is not asked for an item. */
export type Exclusion =
  | 'not_connected'
  | 'presence'
  | 'capacity'
  | 'profiles'
  | 'blocked'
  | 'sessions'
  | 'skills'
  | 'declined'
  | 'paused';

/** Capacity that an item would take of the agent and that they do not have. */
export function lacks(agent: Candidate, item: Pick<WorkItem, 'units' | 'profileIds'>): Exclusion | undefined {
  if (agent.sessions >= agent.maxSessions) return 'sessions';
  if (agent.profiles.some((one) => one.blocksAssignment && one.used >= one.limit)) return 'blocked';
  if (item.units > agent.capacityUnits - agent.usedUnits) return 'capacity';
  const hasRoom = (id: string) => agent.profiles.some((one) => one.profileId === id && one.used < one.limit);
  return item.profileIds.every(hasRoom) ? undefined : 'profiles';
}

/** How much of what the item takes the agent has left: units, or the scarcest of its profiles. */
export function freeFor(agent: Candidate, item: Pick<WorkItem, 'units' | 'profileIds'>): number {
  if (item.profileIds.length === 0) return agent.capacityUnits - agent.usedUnits;
  const left = agent.profiles.filter((one) => item.profileIds.includes(one.profileId));
  return Math.min(...left.map((one) => one.limit - one.used));
}

/** Counts an item against the agent. */
export function give(agent: Candidate, item: WorkItem, nowMs: number): void {
  agent.usedUnits += item.units;
  agent.sessions += 1;
  agent.profiles = agent.profiles.map((one) =>
    item.profileIds.includes(one.profileId) ? { ...one, used: one.used + 1 } : one,
  );
  agent.lastAssignedMs = nowMs;
  agent.version += 1;
  if (!agent.isChosen) agent.base = automaticBase(agent satisfies Load);
}
