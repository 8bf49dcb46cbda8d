import type { AssignmentMethod } from '../../../contract/api/distribution.ts';
import { settingsOf } from '../items/consequences.ts';
import type { Setup, SetupQueue } from '../setup/types.ts';
import type { WorkItem } from '../types.ts';
import { type Candidate, type Exclusion, freeFor, lacks } from './candidate.ts';
import { Heap } from './heap.ts';
import { distance, hasAll } from './skills.ts';

/** Who was not asked, and why: how many, and the first of them. */
export type Excluded = Map<Exclusion, { readonly count: number; readonly ids: readonly string[] }>;

const MOST_NAMED = 50;

export function exclude(excluded: Excluded, reason: Exclusion, id: string): void {
  const { count, ids } = excluded.get(reason) ?? { count: 0, ids: [] };
  excluded.set(reason, { count: count + 1, ids: ids.length < MOST_NAMED ? [...ids, id] : ids });
}

interface Entry {
  readonly agent: Candidate;
  readonly version: number;
  /** Smaller is asked first; compared place by place. */
  readonly rank: readonly number[];
}

/** When an agent was last given something of a queue, as `queue/member`. */
export type Turns = Map<string, number>;

export interface LaneWorld {
  readonly setup: Setup;
  readonly candidates: ReadonlyMap<string, Candidate>;
  readonly turns: Turns;
  readonly now: Date;
}

/** That an agent refused an item: how often, and until when they are left alone with it. */
export interface Refused {
  readonly times: number;
  readonly until: Date;
}

/**
 * The agents who can be asked for items of one kind (the same queue, work stream, skills and profiles), the next one on
 * top. Nobody gets freer while a batch is decided, so whoever drops out stays out: a decision costs the heap's depth,
 * however many agents there are.
 */
export class Lane {
  readonly method: AssignmentMethod;
  /** Of everybody in the queue when the lane was made. */
  readonly excluded: Excluded = new Map();
  readonly #world: LaneWorld;
  readonly #item: WorkItem;
  readonly #queue: SetupQueue | undefined;
  readonly #heap: Heap<Entry>;

  constructor(world: LaneWorld, item: WorkItem) {
    this.#world = world;
    this.#item = item;
    this.#queue = world.setup.queues.get(item.queueId);
    this.method = this.#queue?.settings.assignment ?? 'highest_capacity';
    this.#heap = new Heap(this.#collect(), isBefore);
  }

  get size(): number {
    return this.#heap.size;
  }

  /**
   * The best agent for an item: somebody who has not refused it before those who have, the one who refused least often
   * first among these, when their pause is over.
   * @param refusals how each agent refused this item.
   */
  take(
    item: WorkItem,
    refusals: ReadonlyMap<string, Refused>,
    excluded: Excluded,
  ): { readonly agent: Candidate | undefined; readonly pausedUntil?: Date | undefined } {
    const most = this.#world.setup.distribution.offersPerAgent;
    const aside: Entry[] = [];
    let last: { agent: Candidate; times: number } | undefined;
    let found: Candidate | undefined;
    let pausedUntil: Date | undefined;
    for (let entry = this.#next(); entry; entry = this.#next()) {
      const { agent } = entry;
      aside.push(entry);
      const { times = 0, until } = refusals.get(agent.id) ?? {};
      const lack = lacks(agent, item);
      if (lack === undefined && times === 0) {
        found = agent;
        break;
      }
      if (lack !== undefined) exclude(excluded, lack, agent.id);
      else if (times >= most) exclude(excluded, 'declined', agent.id);
      else if (until && until > this.#world.now) {
        exclude(excluded, 'paused', agent.id);
        if (pausedUntil === undefined || until < pausedUntil) pausedUntil = until;
      } else if (last === undefined || times < last.times) last = { agent, times };
      // Whoever comes next has no more room than this one.
      if (lack === 'capacity' && this.#isByCapacity()) break;
    }
    for (const entry of aside) this.#heap.push(entry);
    const asked = found ?? last?.agent;
    return asked ? { agent: asked } : { agent: undefined, pausedUntil };
  }

  /** The next who can still be asked, ranked as they stand now. */
  #next(): Entry | undefined {
    for (let entry = this.#heap.pop(); entry; entry = this.#heap.pop()) {
      const { agent } = entry;
      if (agent.version !== entry.version) {
        if (this.#isOut(agent) === undefined) this.#heap.push(this.#entry(agent));
      } else return entry;
    }
    return undefined;
  }

  #collect(): Entry[] {
    const entries: Entry[] = [];
    for (const id of this.#queue?.members.keys() ?? []) {
      const agent = this.#world.candidates.get(id);
      const reason = agent ? this.#isOut(agent) : 'not_connected';
      if (agent && reason === undefined) entries.push(this.#entry(agent));
      else exclude(this.excluded, reason ?? 'not_connected', id);
    }
    return entries;
  }

  /** Why an agent can be asked for nothing of this lane any more. */
  #isOut(agent: Candidate): Exclusion | undefined {
    const { allowedPresences, skillMatching } = settingsOf(this.#world.setup, this.#item);
    if (!allowedPresences.some((one) => one === agent.base)) return 'presence';
    if (skillMatching === 'exact' && !hasAll(agent.skills, this.#item.skills)) return 'skills';
    return lacks(agent, { units: 0, profileIds: this.#item.profileIds });
  }

  #isByCapacity(): boolean {
    return this.method === 'highest_capacity' && !this.#isClosest() && this.#item.profileIds.length === 0;
  }

  #isClosest(): boolean {
    const { skillMatching } = settingsOf(this.#world.setup, this.#item);
    return skillMatching === 'closest' && this.#item.skills.length > 0;
  }

  #entry(agent: Candidate): Entry {
    const { setup } = this.#world;
    const closeness = this.#isClosest() ? [distance(setup, agent.skills, this.#item.skills)] : [];
    // Among equally close ones capacity decides, whatever the method: the same agent must not get everything.
    const rank =
      closeness.length > 0 ? this.#rank('highest_capacity', agent) : this.#rank(this.method, agent);
    return { agent, version: agent.version, rank: [...closeness, ...rank] };
  }

  #rank(method: AssignmentMethod, agent: Candidate): number[] {
    switch (method) {
      case 'highest_capacity':
        return [-freeFor(agent, this.#item), agent.lastAssignedMs];
      case 'round_robin': {
        const joined = this.#queue?.members.get(agent.id)?.getTime() ?? 0;
        return [this.#world.turns.get(`${this.#item.queueId}/${agent.id}`) ?? 0, joined];
      }
      case 'least_active':
        return [agent.lastReleasedMs, agent.lastAssignedMs];
    }
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  for (const [place, value] of a.rank.entries()) {
    const other = b.rank[place] ?? 0;
    if (value !== other) return value < other;
  }
  return a.agent.id < b.agent.id;
}
