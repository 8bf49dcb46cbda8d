import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type AssignmentMethod,
  standardDistributionSettings,
  standardQueueSettings,
  standardWorkStreamSettings,
} from '../../../contract/api/index.ts';
import type { Setup, SetupMember } from '../setup/types.ts';
import type { StoredWorkItem } from '../types.ts';
import { type Candidate, toCandidate } from './candidate.ts';
import { decide } from './decide.ts';
import { Heap } from './heap.ts';

const now = new Date('2026-11-30T12:00:00Z');

function member(id: string, capacityUnits: number): SetupMember {
  return {
    id,
    role: 'agent',
    capacityUnits,
    defaultPresenceId: null,
    skills: new Map(),
    profiles: new Map(),
    teamIds: [],
  };
}

function setupOf(members: readonly SetupMember[], assignment: AssignmentMethod): Setup {
  const queue = {
    id: 'q',
    name: 'Queue',
    isDefault: true,
    priority: 100,
    openToAll: true,
    hoursId: null,
    settings: { ...standardQueueSettings, assignment },
    members: new Map(members.map((one) => [one.id, now])),
  };
  const workStream = {
    id: 's',
    name: 'Stream',
    isDefault: true,
    mode: 'push' as const,
    queueId: 'q',
    settings: { ...standardWorkStreamSettings, allowedPresences: ['available' as const, 'busy' as const] },
  };
  return {
    version: '1',
    queues: new Map([['q', queue]]),
    workStreams: new Map([['s', workStream]]),
    handles: new Map(),
    members: new Map(members.map((one) => [one.id, one])),
    skills: new Map(),
    profiles: new Map(),
    presences: new Map(),
    distribution: { ...standardDistributionSettings, maxSessions: 1_000 },
  };
}

function candidatesOf(setup: Setup): Map<string, Candidate> {
  const state = {
    presenceId: 'available',
    base: 'available' as const,
    chosen: false,
    since: now,
    connected: true,
    leftAt: null,
    beforeLeft: null,
    usedUnits: 0,
    holds: 0,
    sessions: 0,
    lastAssignedAt: null,
    lastReleasedAt: null,
  };
  return new Map(
    [...setup.members.keys()].map((memberId) => [memberId, toCandidate(setup, { memberId, ...state }, [])]),
  );
}

// Only what deciding reads is filled.
const item = (id: string, units: number) =>
  ({
    id,
    units,
    queueId: 'q',
    workStreamId: 's',
    profileIds: [],
    skills: [],
    affinityId: null,
    affinityUntil: null,
  }) as unknown as StoredWorkItem;

function run(units: readonly number[], capacities: readonly number[], method: AssignmentMethod) {
  const setup = setupOf(
    capacities.map((capacity, n) => member(`a${String(n).padStart(4, '0')}`, capacity)),
    method,
  );
  const candidates = candidatesOf(setup);
  const world = { setup, candidates, turns: new Map(), refusals: new Map(), now };
  const decisions = decide(
    units.map((one, n) => item(`i${n}`, one)),
    world,
  );
  return { decisions, candidates };
}

const METHODS: AssignmentMethod[] = ['highest_capacity', 'round_robin', 'least_active'];

it('never gives more than an agent has, and leaves nothing that somebody could take', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 80 }),
      fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 20 }),
      fc.constantFrom(...METHODS),
      (units, capacities, method) => {
        const { decisions, candidates } = run(units, capacities, method);
        const taken = new Map<string, number>();
        for (const { item: one, agentId } of decisions) {
          if (agentId !== null) taken.set(agentId, (taken.get(agentId) ?? 0) + one.units);
        }
        for (const [id, sum] of taken)
          expect(sum).toBeLessThanOrEqual(candidates.get(id)?.capacityUnits ?? 0);
        for (const { item: one, agentId } of decisions) {
          if (agentId !== null) continue;
          const able = [...candidates.values()].filter(
            (agent) =>
              agent.capacityUnits - agent.usedUnits >= one.units &&
              agent.sessions < agent.maxSessions &&
              agent.base !== 'do_not_disturb',
          );
          expect(able).toEqual([]);
        }
      },
    ),
  );
});

it('#46 gives each item to an agent with the most units free', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 50, max: 300 }), { minLength: 1, maxLength: 30 }),
      (capacities) => {
        const { decisions } = run(
          Array.from({ length: 20 }, () => 10),
          capacities,
          'highest_capacity',
        );
        const free = new Map(capacities.map((capacity, n) => [`a${String(n).padStart(4, '0')}`, capacity]));
        for (const { agentId } of decisions) {
          if (agentId === null) continue;
          expect(free.get(agentId)).toBe(Math.max(...free.values()));
          free.set(agentId, (free.get(agentId) ?? 0) - 10);
        }
      },
    ),
  );
});

it('#47 takes turns that differ by one at most', () => {
  const { decisions } = run(
    Array.from({ length: 20 }, () => 1),
    [100, 100, 100],
    'round_robin',
  );
  expect(decisions.slice(0, 4).map((one) => one.agentId)).toEqual(['a0000', 'a0001', 'a0002', 'a0000']);
});

it('the heap gives back what it was given, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.array(fc.integer()), (start, more) => {
      const heap = new Heap([...start], (a, b) => a < b);
      for (const one of more) heap.push(one);
      const out: number[] = [];
      for (let one = heap.pop(); one !== undefined; one = heap.pop()) out.push(one);
      expect(out).toEqual([...start, ...more].toSorted((a, b) => a - b));
    }),
  );
});
