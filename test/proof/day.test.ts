import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeasureId, Numbers, ReportGroup } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { makeReport } from '../../server/insights/report/report.ts';
import type { Scope } from '../../server/insights/report/scope.ts';
import { readToday } from '../../server/insights/today/today.ts';
import { until } from '../harness.ts';
import { listFaults } from './capacity-guard.ts';
import { type Day, liveDay } from './day-life.ts';
import { type DayFact, factsOf, type Group, presenceTimes, reckon } from './day-numbers.ts';
import { AGENTS, type DayWorld, HOUR_MS, OPEN, openDayWorld } from './day-world.ts';
import { chanceOf, newSeed } from './random.ts';

const CUSTOMERS = Number(process.env['DAY_CUSTOMERS'] ?? 300);
const seed = Number(process.env['DAY_SEED'] ?? newSeed());
const DAY_MS = 24 * HOUR_MS;

/** What may follow what, and why an item may be where it is: by hand, from the field's own description of the states. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  open: ['active', 'waiting', 'closed'],
  active: ['open', 'waiting', 'wrap_up', 'closed'],
  waiting: ['open', 'active', 'closed'],
  wrap_up: ['waiting', 'closed'],
  closed: [],
};
const REASONS: Readonly<Record<string, readonly string[]>> = {
  open: [
    'awaiting_assignment',
    'declined',
    'timed_out',
    'taken_back',
    'agent_lost',
    'transferred',
    'customer_wrote',
  ],
  active: ['awaiting_acceptance', 'in_conversation'],
  waiting: ['awaiting_customer'],
  wrap_up: ['moved_to_wrap_up'],
  closed: ['ended_by_agent', 'closed_by_system', 'force_closed'],
};

let world: DayWorld;
let day: Day;
let facts: DayFact[];
let midnightMs: number;
const oddities: string[] = [];

beforeAll(async () => {
  world = await openDayWorld();
  midnightMs = world.midnight.getTime();
  day = await liveDay(world, chanceOf(seed), CUSTOMERS, lookRound);
  await until(async () => {
    const { n } = await world.team.db.row(sql<{ n: string }>`select count(*) as n from fact_conversation`);
    return Number(n) >= CUSTOMERS;
  });
  facts = factsOf(day.talks, world.log);
  console.log(`a day of ${AGENTS} agents and ${CUSTOMERS} customers, seed ${seed}:`, day.counts);
}, 2_400_000);
afterAll(() => world?.team.close());

/** Once an hour, in the middle of things: the tables, the states, and the numbers of this moment. */
async function lookRound(): Promise<void> {
  const { team, log } = world;
  oddities.push(...(await listFaults(team.db)));
  const items = await team.db.rows(sql<{ id: string; state: string; state_reason: string }>`
    select id, state, state_reason from work_item`);
  for (const { id, state, state_reason: reason } of items) {
    if (log.items.get(id)?.states.at(-1)?.state !== state) oddities.push(`${id} is ${state}, unheard of`);
    if (!REASONS[state]?.includes(reason)) oddities.push(`${id} is ${state} because of ${reason}`);
  }
  const today = await readToday(team.db, {}, 'UTC', world.now());
  const inState = (state: string) =>
    [...log.items.values()].filter((item) => item.states.at(-1)?.state === state);
  const heard = {
    open: inState('open').length,
    active: inState('active').length,
    waiting: inState('waiting').length,
    wrapUp: inState('wrap_up').length,
  };
  if (JSON.stringify(heard) !== JSON.stringify(today.states))
    oddities.push(`states ${JSON.stringify(today.states)}, heard ${JSON.stringify(heard)}`);
  const bases = new Map(log.presences.map((one) => [one.agentId, one.base]));
  const available = [...bases.values()].filter((base) => base === 'available').length;
  if (available !== today.agents.available)
    oddities.push(`${today.agents.available} available, heard ${available}`);
}

const scopeOf = (groupBy: ReportGroup, more: Partial<Scope> = {}): Scope => ({
  from: world.midnight,
  until: new Date(midnightMs + DAY_MS),
  timeZone: 'UTC',
  groupBy,
  interval: 'hour',
  ...more,
});
const report = (groupBy: ReportGroup, more: Partial<Scope> = {}) =>
  makeReport(world.team.db, scopeOf(groupBy, more), world.now());

const hoursOf = () =>
  new Map<string, { from: number; until: number }>([
    [world.shop.queueId, OPEN.shop],
    [world.trade.queueId, OPEN.trade],
  ]);
const everything: Group = { fact: () => true, opened: () => true, session: () => true, stay: () => true };

/** Compares all measures of a group; averages are of whole milliseconds, so they agree to a rounding of the division. */
function compare(name: string, group: Group, shown: Numbers, without: readonly MeasureId[] = []): string[] {
  const { numbers, firsts } = reckon(facts, group, hoursOf(), midnightMs);
  const wrong: string[] = [];
  // Object.entries forgets the literal keys.
  for (const [id, own] of Object.entries(numbers) as [MeasureId, number | null][]) {
    if (without.includes(id)) continue;
    const theirs = shown[id] ?? null;
    // A group that has no row of a source shows nothing, which is none.
    const same =
      own === null || theirs === null
        ? (own ?? 0) === (theirs ?? 0)
        : Math.abs(own - theirs) < 1e-6 * (1 + Math.abs(own));
    if (!same) wrong.push(`${name}: ${id} is ${theirs}, reckoned ${own}`);
  }
  for (const [id, part] of [
    ['first_response_median', 0.5],
    ['first_response_p90', 0.9],
  ] as const) {
    const own = firsts[Math.max(0, Math.ceil(part * firsts.length) - 1)];
    const theirs = shown[id];
    if (own === undefined || theirs === null || theirs === undefined) continue;
    if (own > 1_000 && Math.abs(theirs - own) > 0.026 * own)
      wrong.push(`${name}: ${id} is ${theirs}, reckoned ${own}`);
  }
  return wrong;
}

describe('a day of a hundred agents', () => {
  it('was a busy one: everything happened that happens', () => {
    expect(day.talks).toHaveLength(CUSTOMERS);
    const wanted = [
      'accept',
      'decline',
      'let ring',
      'transfer',
      'put aside',
      'write again',
      'end',
      'lose connection',
    ];
    expect(wanted.filter((what) => !day.counts[what])).toEqual([]);
    expect(day.surprises).toEqual([]);
  });

  it('lost no conversation: each was opened once and closed once', async () => {
    const { n } = await world.team.db.row(sql<{ n: string }>`select count(*) as n from work_item`);
    expect([Number(n), world.log.items.size]).toEqual([CUSTOMERS, CUSTOMERS]);
    expect(facts.filter((fact) => !Number.isFinite(fact.closedMs))).toEqual([]);
  });

  it('let no state follow another that may not, and each had a reason', () => {
    const wrong = [...world.log.items.values()].flatMap(({ id, states }) =>
      states.flatMap(({ state }, n) => {
        const before = states[n - 1]?.state;
        const may =
          before === undefined ? state === 'open' || state === 'active' : FOLLOWS[before]?.includes(state);
        return may ? [] : [`${id}: ${before} to ${state}`];
      }),
    );
    expect(wrong).toEqual([]);
    expect(oddities).toEqual([]);
  });

  it('gave nobody more than they can take', async () => {
    expect(await listFaults(world.team.db)).toEqual([]);
    const capacity = new Map(world.agents.map((id, n) => [id, 90 + 30 * (n % 3)]));
    const changes = [...world.log.sessions.values()]
      .flatMap(({ agentId, beganMs, endedMs }) => [
        { agentId, atMs: beganMs, by: 30 },
        { agentId, atMs: endedMs ?? Number.MAX_SAFE_INTEGER, by: -30 },
      ])
      .toSorted((a, b) => a.atMs - b.atMs || a.by - b.by);
    const used = new Map<string, number>();
    const over = changes.filter(({ agentId, by }) => {
      used.set(agentId, (used.get(agentId) ?? 0) + by);
      return (used.get(agentId) ?? 0) > (capacity.get(agentId) ?? 0);
    });
    expect(over).toEqual([]);
  });

  it('#100 #101 comes to the numbers that were reckoned apart: over all', async () => {
    const { total } = await report('none');
    expect(compare('all', everything, total)).toEqual([]);
    expect(total['closed']).toBe(CUSTOMERS);
  });

  it('#100 intraday: the last 24 hours at the end of the day, and hour by hour', async () => {
    const today = await readToday(world.team.db, {}, 'UTC', world.now());
    expect(compare('today', everything, today.numbers)).toEqual([]);
    expect(today.states).toEqual({ open: 0, active: 0, waiting: 0, wrapUp: 0 });
    expect(today.byHour.reduce((sum, row) => sum + (row.numbers['closed'] ?? 0), 0)).toBe(CUSTOMERS);
  });

  const inHour = (hour: number) => (ms: number) => Math.floor((ms - midnightMs) / HOUR_MS) === hour;
  it.each(['date', 'hour_of_day'] as const)('#101 by %s', async (groupBy) => {
    const { rows } = await report(groupBy);
    expect(rows.length).toBeGreaterThan(12);
    for (const { key, numbers } of rows) {
      const hour = groupBy === 'date' ? Number(key.slice(11, 13)) : Number(key);
      const is = inHour(hour);
      const group: Group = {
        fact: (fact) => is(fact.closedMs),
        opened: (fact) => is(fact.item.openedMs),
        session: (_, session) => is(session.beganMs),
        stay: (_, stay) => is(stay.untilMs),
      };
      expect(compare(key, group, numbers)).toEqual([]);
    }
  });

  it('#101 by queue', async () => {
    const { rows } = await report('queue');
    expect(rows).toHaveLength(3);
    for (const { key, numbers } of rows) {
      const group: Group = {
        fact: (fact) => fact.queueId === key,
        opened: (fact) => fact.queueId === key,
        session: ({ talk }, { beganMs }) =>
          talk.queues.filter((one) => one.fromMs <= beganMs).at(-1)?.queueId === key,
        stay: (_, stay) => stay.queueId === key,
      };
      expect(compare(key, group, numbers)).toEqual([]);
    }
  });

  it.each(['handle', 'work_stream', 'tag'] as const)('#101 by %s', async (groupBy) => {
    const { rows } = await report(groupBy);
    expect(rows.length).toBeGreaterThanOrEqual(2);
    for (const { key, numbers } of rows) {
      const is = ({ talk }: DayFact) => {
        if (groupBy === 'tag') return talk.tags.includes(key);
        return (groupBy === 'handle' ? talk.place.handleId : talk.place.workStreamId) === key;
      };
      expect(compare(key, { fact: is, opened: is, session: is, stay: is }, numbers)).toEqual([]);
    }
  });

  it('#101 by agent, with their presences', async () => {
    const { rows, total } = await report('agent');
    const nowMs = world.now().getTime();
    for (const { key, numbers } of rows) {
      const group: Group = {
        fact: (fact) => (fact.agentId ?? '') === key,
        opened: (fact) => (fact.item.assigneeId ?? '') === key,
        session: (_, session) => session.agentId === key,
        stay: () => false,
      };
      expect(compare(key, group, numbers, ['queue_wait_avg'])).toEqual([]);
      expect(presencesOf(numbers)).toEqual(ownPresences((id) => id === key, nowMs));
    }
    expect(presencesOf(total)).toEqual(ownPresences(() => true, nowMs));
  });

  it('#101 narrowed to one queue and one tag', async () => {
    const { total } = await report('none', { queueId: world.nightId, tag: 'refund' });
    const is = ({ talk, queueId }: DayFact) => queueId === world.nightId && talk.tags.includes('refund');
    const shown = reckon(
      facts,
      { fact: is, opened: is, session: () => false, stay: () => false },
      hoursOf(),
      midnightMs,
    );
    expect([total['closed'], total['opened'], total['messages_in']]).toEqual([
      shown.numbers.closed,
      shown.numbers.opened,
      shown.numbers.messages_in,
    ]);
    expect(shown.numbers.closed).toBeGreaterThan(0);
  });
});

function presencesOf(numbers: Numbers) {
  const of = (id: MeasureId) => numbers[id] ?? 0;
  return {
    available: of('time_available'),
    busy: of('time_busy'),
    doNotDisturb: of('time_do_not_disturb'),
    away: of('time_away'),
    signedIn: of('time_signed_in'),
  };
}

function ownPresences(isOf: (agentId: string) => boolean, nowMs: number) {
  const times = presenceTimes(world.log, nowMs, isOf);
  const of = (base: string) => times.get(base) ?? 0;
  const away = of('away') + of('inactive');
  return {
    available: of('available'),
    busy: of('busy'),
    doNotDisturb: of('do_not_disturb'),
    away,
    signedIn: of('available') + of('busy') + of('do_not_disturb') + away,
  };
}
