import { describe, expect, it } from 'vitest';
import type { OverflowRule } from '../../../contract/api/index.ts';
import { newId } from '../../base/index.ts';
import { schemaOf } from '../../conditions/index.ts';
import type { Hours } from '../../hours/index.ts';
import type { World } from './classify.ts';
import { decide } from './decide.ts';
import { listFields } from './fields.ts';
import type { Classified } from './outputs.ts';
import { lookAtQueue, type OverflowPort, type OverflowQueue } from './overflow.ts';
import { NO_RULES, type StreamRuleSets } from './types.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const schema = schemaOf(listFields([{ name: 'plan', label: 'Plan', type: 'text' }]));
const before: Classified = {
  priority: 'normal',
  skills: [],
  profileIds: [],
  units: 30,
  tags: [],
  context: {},
  language: null,
};
const world = (facts: Record<string, unknown> = {}): World => ({ schema, facts, now: NOW });

type Leaf = [field: string, operator: string, value?: unknown];
const when = ([field, operator, value]: Leaf) =>
  // Tests write conditions short.
  ({ match: 'all', conditions: [{ field, operator, value }] }) as never;
const routeRule = (name: string, leaf: Leaf | null, ...queues: [queueId: string, percent?: number][]) => ({
  id: newId(),
  name,
  enabled: true,
  condition: leaf && when(leaf),
  queues: queues.map(([queueId, percent]) => ({ queueId, percent: percent ?? 100 })),
});
const classRule = (name: string, leaf: Leaf | null, ...outputs: object[]) => ({
  id: newId(),
  name,
  enabled: true,
  condition: leaf && when(leaf),
  // As above.
  outputs: outputs as never[],
});
const set = (name: string, ...rules: ReturnType<typeof classRule>[]) => ({
  id: newId(),
  name,
  enabled: true,
  rules,
});

const fallback: string = newId();
const vip: string = newId();
const sales: string = newId();
const night: string = newId();
interface QueueState {
  readonly overflow?: readonly OverflowRule[];
  readonly hours?: Hours;
  readonly waiting?: number;
}

function port(states: Record<string, QueueState> = {}) {
  const looked: string[] = [];
  const overflow: OverflowPort = {
    look: (queueId) => {
      looked.push(queueId);
      if (![fallback, vip, sales, night].includes(queueId)) return Promise.resolve(undefined);
      const { overflow: rules = [], hours = null, waiting = 0 } = states[queueId] ?? {};
      const queue: OverflowQueue = { id: queueId, overflow: rules, hours };
      return lookAtQueue(queue, NOW, () => Promise.resolve(waiting));
    },
  };
  return { overflow, looked };
}

const run = (rules: Partial<StreamRuleSets>, facts = {}, states = {}, number = 1) =>
  decide(
    world(facts),
    { ...NO_RULES, ...rules },
    { number, fallbackQueueId: fallback, before },
    port(states).overflow,
  );

describe('classification', () => {
  it('#35 goes through rulesets in order; in each the first match sets outputs; later ones see them', async () => {
    const first = set(
      'Who',
      classRule('Famous', ['engagement.followers', 'greater', 1_000], {
        kind: 'priority',
        priority: 'high',
      }),
      classRule('Also famous', ['engagement.followers', 'greater', 500], {
        kind: 'priority',
        priority: 'urgent',
      }),
    );
    const second = set(
      'What',
      classRule('High', ['item.priority', 'equals', 'high'], { kind: 'tags', tags: ['famous'] }),
    );
    const third = set(
      'Then',
      classRule('Tagged', ['item.tags', 'has_any', ['Famous']], {
        kind: 'context',
        name: 'plan',
        value: 'gold',
      }),
    );
    const route = [routeRule('Gold', ['context.plan', 'equals', 'GOLD'], [vip])];
    const classification = [first, second, third];
    const decision = await run({ classification, route }, { 'engagement.followers': 1_500 });
    expect(decision).toMatchObject({
      priority: 'high',
      tags: ['famous'],
      context: { plan: 'gold' },
      queueId: vip,
      reason: 'rule',
      ruleName: 'Gold',
    });
    // In another order the second ruleset sees nothing of the first.
    const turned = await run(
      { classification: [second, first, third], route },
      { 'engagement.followers': 1_500 },
    );
    expect(turned).toMatchObject({ priority: 'high', tags: [], queueId: fallback, reason: 'no_match' });
  });

  it('collects skills and tags, replaces the rest, and passes over what is off', async () => {
    const skill = newId();
    const off = { ...set('Off', classRule('All', null, { kind: 'units', units: 99 })), enabled: false };
    const decision = await run({
      classification: [
        set('A', classRule('1', null, { kind: 'skills', skills: [{ skillId: skill, rating: 3 }] })),
        set(
          'B',
          { ...classRule('off', null, { kind: 'language', language: 'xx' }), enabled: false },
          classRule(
            '2',
            null,
            { kind: 'skills', skills: [{ skillId: skill, rating: 5 }] },
            { kind: 'units', units: 60 },
            { kind: 'tags', tags: ['a', 'A', 'b'] },
            { kind: 'language', language: 'de' },
          ),
        ),
        off,
      ],
    });
    expect(decision).toMatchObject({
      skills: [{ skillId: skill, rating: 5 }],
      units: 60,
      language: 'de',
      reason: 'no_rules',
    });
    expect(decision.steps.map(({ stage }) => stage)).toEqual(['classification', 'classification', 'queue']);
  });

  it('#89 context variables of text and number work in conditions', async () => {
    const route = [routeRule('Gold', ['context.plan', 'begins_with', 'go'], [vip])];
    expect(await run({ route }, {})).toMatchObject({ queueId: fallback });
    const decision = await decide(
      world(),
      { ...NO_RULES, route },
      { number: 1, fallbackQueueId: fallback, before: { ...before, context: { plan: 'Gold' } } },
      port().overflow,
    );
    expect(decision.queueId).toBe(vip);
  });
});

describe('the queue', () => {
  it('#36 the first true rule wins, and another order another queue', async () => {
    const a = routeRule('A', ['engagement.customer_name', 'contains', 'twit'], [vip]);
    const b = routeRule('B', ['engagement.customer_name', 'equals', 'twitter'], [sales]);
    const facts = { 'engagement.customer_name': 'Twitter' };
    expect((await run({ route: [a, b] }, facts)).queueId).toBe(vip);
    expect((await run({ route: [b, a] }, facts)).queueId).toBe(sales);
  });

  it('#39 without a match it is the fallback queue, and the trace says why', async () => {
    const route = [routeRule('A', ['engagement.customer_name', 'equals', 'Twitter'], [vip])];
    const decision = await run({ route }, { 'engagement.customer_name': 'Ada' });
    expect(decision).toMatchObject({ queueId: fallback, reason: 'no_match' });
    expect(decision.steps).toMatchObject([
      {
        stage: 'route',
        body: { rules: [{ name: 'A', result: 'not_matched', seen: [{ seen: 'Ada', holds: false }] }] },
      },
      { stage: 'queue', body: { queueId: fallback, reason: 'no_match' } },
    ]);
  });

  it('#40 a rule that cannot be answered leads to the fallback queue with the reason', async () => {
    const broken = routeRule('Broken', ['context.gone', 'equals', 'x'], [vip]);
    const after = routeRule('After', null, [sales]);
    expect(await run({ route: [broken, after] })).toMatchObject({
      queueId: fallback,
      reason: 'problem',
      problem: '“Broken”: There is no field “context.gone” any more.',
    });
    const noQueue = routeRule('To nowhere', null, [newId()]);
    expect(await run({ route: [noQueue] })).toMatchObject({ queueId: fallback, reason: 'problem' });
    const classification = [
      set('S', classRule('C', ['context.gone', 'has_data'], { kind: 'units', units: 1 })),
    ];
    expect(await run({ classification, route: [after] })).toMatchObject({
      queueId: fallback,
      reason: 'problem',
    });
  });

  it('#41 a split is deterministic and within 3 % over 1,000 items, for any five shares', async () => {
    const queues = [fallback, vip, sales, night, newId()];
    for (const shares of [
      [50, 50],
      [20, 20, 20, 20, 20],
      [70, 20, 5, 4, 1],
      [1, 99],
    ]) {
      const rule = routeRule(
        'Split',
        null,
        ...shares.map((percent, i): [string, number] => [queues[i] ?? '', percent]),
      );
      const looks: OverflowPort = {
        look: () => Promise.resolve({ checks: [], firing: null, opensAt: null }),
      };
      const counts = new Map<string | null, number>();
      for (let number = 4_711; number < 5_711; number += 1) {
        const item = { number, fallbackQueueId: fallback, before };
        const { queueId } = await decide(world(), { ...NO_RULES, route: [rule] }, item, looks);
        counts.set(queueId, (counts.get(queueId) ?? 0) + 1);
      }
      for (const [index, percent] of shares.entries()) {
        const got = (counts.get(queues[index] ?? '') ?? 0) / 10;
        expect(Math.abs(got - percent)).toBeLessThanOrEqual(3);
      }
    }
    const split = [routeRule('Split', null, [vip, 50], [sales, 50])];
    const again = await Promise.all([1, 2, 3].map(() => run({ route: split }, {}, {}, 77)));
    expect(new Set(again.map(({ queueId }) => queueId)).size).toBe(1);
  });
});

const full: OverflowRule = { condition: 'items_exceed', value: 3, action: 'assign_anyway', queueId: null };
const closed: OverflowRule = { condition: 'out_of_hours', value: 0, action: 'transfer', queueId: night };
/** Open on one day of the week from eight to nine in UTC; NOW is Monday at noon. */
const openOn = (day: number): Hours => ({
  timeZone: 'UTC',
  periods: [{ day, fromMinute: 480, untilMinute: 540 }],
  holidays: [],
  openings: [],
});

describe('overflow before a queue', () => {
  const route = [routeRule('First', null, [vip]), routeRule('Second', null, [sales])];

  it('#43 passes over a queue that is full for the next rule that matches', async () => {
    const states = { [vip]: { overflow: [full], waiting: 3 } };
    const decision = await run({ route }, {}, states);
    expect(decision).toMatchObject({ queueId: sales, reason: 'rule', ruleName: 'Second' });
    expect(decision.steps[0]?.body).toMatchObject({
      rules: [
        {
          result: 'passed_over',
          overflow: [{ condition: 'items_exceed', value: 3, seen: 3, holds: true }],
        },
        { result: 'matched' },
      ],
    });
    const roomy = await run({ route }, {}, { [vip]: { overflow: [full], waiting: 2 } });
    expect(roomy.queueId).toBe(vip);
  });

  it('#43 when all overflow, the one that is open comes first and does what it says', async () => {
    const states = {
      [vip]: { overflow: [closed], hours: openOn(2) },
      [sales]: { overflow: [full], waiting: 9 },
    };
    expect(await run({ route }, {}, states)).toMatchObject({ queueId: sales, reason: 'overflow_anyway' });
  });

  it('#43 when all are closed, the one that opens earliest does what it says', async () => {
    const states = {
      [vip]: { overflow: [{ ...closed, action: 'close' as const }], hours: openOn(4) },
      [sales]: { overflow: [closed], hours: openOn(2) },
    };
    expect(await run({ route }, {}, states)).toMatchObject({
      queueId: night,
      reason: 'overflow_transfer',
      ruleName: 'Second',
    });
  });

  it('#43 the action for closed hours goes before what is listed first', async () => {
    const states = {
      [vip]: {
        overflow: [full, { ...closed, action: 'close' as const }],
        hours: openOn(2),
        waiting: 5,
      },
    };
    expect(await run({ route: [routeRule('Only', null, [vip])] }, {}, states)).toMatchObject({
      queueId: null,
      reason: 'overflow_close',
    });
  });

  it('#44 the fallback queue takes everything, whatever its overflow says', async () => {
    const states = { [fallback]: { overflow: [{ ...closed, action: 'close' as const }], hours: openOn(2) } };
    const { overflow, looked } = port(states);
    const item = { number: 1, fallbackQueueId: fallback, before };
    const direct = [routeRule('To fallback', null, [fallback])];
    expect(await decide(world(), { ...NO_RULES, route: direct }, item, overflow)).toMatchObject({
      queueId: fallback,
      reason: 'rule',
    });
    expect(await decide(world(), NO_RULES, item, overflow)).toMatchObject({ queueId: fallback });
    expect(looked).toEqual([]);
  });
});
