import fc from 'fast-check';
import type { ReportGroup, ReportInterval } from '../../contract/api/index.ts';
import type { Fact } from '../../server/insights/facts/fact.ts';
import type { Scope } from '../../server/insights/report/scope.ts';

/** Over the changes of clocks: Berlin's at two, Santiago's at midnight; two that are no whole hours off. */
export const ZONES = ['Europe/Berlin', 'America/Santiago', 'Asia/Kathmandu', 'UTC', 'Asia/Kolkata'];

/** A work item with what hangs on it. */
export interface Thing {
  readonly fact: Fact;
  readonly session: {
    readonly agent: number;
    readonly startedAt: Date;
    readonly offeredAt: Date | null;
    readonly acceptedAt: Date | null;
    readonly endedAt: Date | null;
    readonly reason: string | null;
    readonly participation: string;
    readonly queueId: string | null;
  };
  readonly stay: { readonly leftAt: Date | null };
}

export function id(letter: string, n: number): string {
  return letter + n.toString(16).padStart(23, '0');
}

const HOUR_MS = 3_600_000;
const FROM_MS = Date.parse('2026-02-25T00:00:00Z');
const LENGTH_HOURS = 46 * 24;
const REASONS = ['agent_reject', 'agent_timeout', 'agent_transferred', 'conversation_closed'];
const TAGS = ['refund', 'vip', 'delivery'];

/** Quarter hours and odd moments: edges of days must fall on somebody. */
const at = fc
  .tuple(fc.integer({ min: 0, max: LENGTH_HOURS * 4 }), fc.constantFrom(0, 0, 1, 437_251))
  .map(([quarters, more]) => new Date(FROM_MS + quarters * (HOUR_MS / 4) + more));
const maybeMs = fc.option(fc.integer({ min: 0, max: 10 * HOUR_MS }));
const level = fc.constantFrom(null, true, false);
const later = (from: Date, ms: number | null) => (ms === null ? null : new Date(from.getTime() + ms));

export const thing: fc.Arbitrary<Thing> = fc
  .record({
    number: fc.integer({ min: 1, max: 100_000 }),
    places: fc.tuple(fc.nat(1), fc.nat(2), fc.nat(1), fc.option(fc.nat(3))),
    closedAt: at,
    priority: fc.constantFrom('normal', 'high'),
    tags: fc.subarray(TAGS),
    flags: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    levels: fc.tuple(level, level, level),
    times: fc.tuple(maybeMs, maybeMs, maybeMs, maybeMs, maybeMs, maybeMs),
    counts: fc.tuple(fc.nat(3), fc.nat(9), fc.nat(9), fc.nat(4)),
    session: fc.record({
      agent: fc.nat(3),
      reason: fc.option(fc.constantFrom(...REASONS)),
      participation: fc.constantFrom('primary', 'primary', 'consult', 'monitor'),
      queue: fc.option(fc.nat(2)),
    }),
  })
  .map(({ number, places, closedAt, priority, tags, flags, levels, times, counts, session }) => {
    const openedAt = new Date(closedAt.getTime() - (times[0] ?? HOUR_MS));
    const fact: Fact = {
      workItemId: id('d', number),
      conversationId: id('b', number),
      customerId: id('a', number),
      handleId: id('3', places[0]),
      queueId: id('1', places[1]),
      workStreamId: id('4', places[2]),
      agentId: places[3] === null ? null : id('2', places[3]),
      number,
      openedAt,
      closedAt,
      closeReason: 'ended_by_agent',
      priority,
      tags,
      incoming: flags[0],
      engaged: flags[1],
      answered: flags[2],
      firstWaitMs: flags[1] ? times[1] : null,
      serviceLevelMs: 180_000,
      firstResponseMs: times[2],
      responses: counts[0],
      responsesMs: counts[0] * 77_777,
      handleMs: times[3] ?? 0,
      wrapUpMs: times[4] ?? 0,
      conversationMs: times[0] ?? HOUR_MS,
      effortMs: times[5] ?? 0,
      transfers: counts[3] > 2 ? 1 : 0,
      messagesIn: counts[1],
      messagesOut: counts[2],
      firstAnswerMet: levels[0],
      nextAnswerMet: levels[1],
      resolutionMet: levels[2],
    };
    return {
      fact,
      session: {
        agent: session.agent,
        startedAt: openedAt,
        offeredAt: later(openedAt, times[3] === null ? null : 0),
        acceptedAt: later(openedAt, times[1]),
        endedAt: later(openedAt, times[5]),
        reason: session.reason,
        participation: session.participation,
        queueId: session.queue === null ? null : id('1', session.queue),
      },
      stay: { leftAt: later(openedAt, times[2]) },
    };
  });

export const act = fc.record({
  what: fc.constantFrom(
    'close',
    'close',
    'close',
    'close',
    'close',
    'count again',
    'count otherwise',
    'score',
    'tag',
    'move',
    'assign',
    'end session',
    'leave queue',
    'erase',
    'delete fact',
    'delete work',
    'sum',
    'go on',
  ),
  which: fc.nat(10_000),
  thing,
  late: fc.boolean(),
  share: fc.integer({ min: 0, max: 300 }).map((n) => n / 300),
  reason: fc.constantFrom(...REASONS),
});
export type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

const groups: readonly ReportGroup[] = [
  'none',
  'date',
  'date',
  'date',
  'hour_of_day',
  'handle',
  'queue',
  'agent',
  'work_stream',
  'tag',
  'priority',
];
const intervals: readonly ReportInterval[] = ['hour', 'day', 'week', 'month'];
const rarely = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

/** Anything that can be asked. */
export const scopes: fc.Arbitrary<Scope> = fc
  .record({
    from: at,
    hours: fc.oneof(fc.constant(LENGTH_HOURS), fc.integer({ min: 1, max: LENGTH_HOURS })),
    timeZone: fc.constantFrom(...ZONES),
    groupBy: fc.constantFrom(...groups),
    interval: fc.constantFrom(...intervals),
    handleId: rarely(fc.nat(1).map((n) => id('3', n))),
    queueId: rarely(fc.nat(2).map((n) => id('1', n))),
    agentId: rarely(fc.nat(3).map((n) => id('2', n))),
    workStreamId: rarely(fc.nat(1).map((n) => id('4', n))),
    tag: rarely(fc.constantFrom(...TAGS)),
    whole: fc.boolean(),
  })
  .map(({ hours, whole, ...rest }) => {
    const from = whole ? new Date(FROM_MS) : rest.from;
    return { ...rest, from, until: new Date(from.getTime() + hours * HOUR_MS) };
  });
