import type { StoredWorkItem, WorkItem } from '../types.ts';
import { settingsOf } from '../items/consequences.ts';
import { type Candidate, give } from './candidate.ts';
import { exclude, type Excluded, Lane, type LaneWorld, type Refused } from './lane.ts';

export interface World extends LaneWorld {
  /** Item to agent to how that one refused it. */
  readonly refusals: ReadonlyMap<string, ReadonlyMap<string, Refused>>;
}

/** What became of an item, and why: to be written down. */
export interface Decision {
  readonly item: StoredWorkItem;
  /** Nobody: it waits. */
  readonly agentId: string | null;
  readonly how: 'automatic' | 'affinity';
  readonly method: string;
  /** Agents who could have been asked. */
  readonly candidates: number;
  readonly excluded: Excluded;
  /** Of one that waits: when the first of those can be asked again who refused it. */
  readonly pausedUntil?: Date | undefined;
}

/** Gives items, in their order, to agents. Pure: candidates are counted against, nothing is read or written. */
export function decide(items: readonly StoredWorkItem[], world: World): Decision[] {
  const lanes = new Map<string, Lane>();
  // Each decision is a moment of its own, so that those of one batch take turns too.
  let momentMs = world.now.getTime();
  return items.map((item) => {
    const refusals = world.refusals.get(item.id) ?? new Map<string, Refused>();
    const decision = toFamiliar(item, refusals, world) ?? toBest(item, refusals, world, lanes);
    const agent = decision.agentId === null ? undefined : world.candidates.get(decision.agentId);
    if (agent) {
      momentMs += 1;
      give(agent, item, momentMs);
      world.turns.set(`${item.queueId}/${agent.id}`, momentMs);
    }
    return decision;
  });
}

/** A customer who came back: their agent is asked first, whatever their capacity, and for a while nobody else. */
function toFamiliar(
  item: StoredWorkItem,
  refusals: ReadonlyMap<string, Refused>,
  { candidates, now }: World,
): Decision | undefined {
  const { affinityId, affinityUntil } = item;
  if (affinityId === null || affinityUntil === null || affinityUntil <= now) return undefined;
  if (refusals.has(affinityId)) return undefined;
  const excluded: Excluded = new Map();
  const agent = candidates.get(affinityId);
  const problem = agent ? awayFor(agent) : 'not_connected';
  if (problem) exclude(excluded, problem, affinityId);
  const agentId = problem ? null : affinityId;
  return { item, agentId, how: 'affinity', method: 'affinity', candidates: agentId ? 1 : 0, excluded };
}

function awayFor(agent: Candidate) {
  if (agent.base === 'offline' || agent.base === 'inactive') return 'presence';
  return agent.sessions >= agent.maxSessions ? 'sessions' : undefined;
}

function toBest(
  item: StoredWorkItem,
  refusals: ReadonlyMap<string, Refused>,
  world: World,
  lanes: Map<string, Lane>,
): Decision {
  const key = laneKey(item, world);
  const lane = lanes.get(key) ?? new Lane(world, item);
  lanes.set(key, lane);
  const candidates = lane.size;
  const excluded = new Map(lane.excluded);
  const { agent, pausedUntil } = lane.take(item, refusals, excluded);
  const agentId = agent?.id ?? null;
  return { item, agentId, how: 'automatic', method: lane.method, candidates, excluded, pausedUntil };
}

function laneKey(item: WorkItem, { setup }: World): string {
  const skills = settingsOf(setup, item).skillMatching === 'none' ? [] : item.skills;
  return JSON.stringify([item.queueId, item.workStreamId, item.profileIds, skills]);
}
