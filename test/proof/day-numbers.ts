import type { MeasureId } from '../../contract/api/index.ts';
import type { DayLog, HeardItem, HeardSession } from './day-log.ts';
import type { Talk } from './day-life.ts';
import { HOUR_MS } from './day-world.ts';

/**
 * The numbers of a day, reckoned once more from what was done and heard. Written from the definitions alone: nothing
 * here is taken from the product's own reckoning.
 */
export interface DayFact {
  readonly talk: Talk;
  readonly item: HeardItem;
  /** In the order in which they began. */
  readonly sessions: readonly HeardSession[];
  readonly queueId: string;
  readonly agentId: string | null;
  readonly closedMs: number;
}

/** Which of them a group holds: by the moment and the things that a report groups by. */
export interface Group {
  readonly fact: (fact: DayFact) => boolean;
  readonly opened: (fact: DayFact) => boolean;
  readonly session: (fact: DayFact, session: HeardSession) => boolean;
  readonly stay: (fact: DayFact, stay: Stay) => boolean;
}

export interface Stay {
  readonly queueId: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

export type OpenHours = ReadonlyMap<string, { readonly from: number; readonly until: number }>;

export function factsOf(talks: readonly Talk[], log: DayLog): DayFact[] {
  const byItem = Map.groupBy(log.sessions.values(), (session) => session.itemId);
  return talks.map((talk) => {
    const item = log.itemOf(talk.conversationId);
    const sessions = (byItem.get(item.id) ?? []).toSorted((a, b) => a.beganMs - b.beganMs);
    const accepted = sessions.filter((session) => session.acceptedMs !== null);
    return {
      talk,
      item,
      sessions,
      queueId: talk.queues.at(-1)?.queueId ?? '',
      agentId: accepted.at(-1)?.agentId ?? null,
      closedMs: item.closedMs ?? Number.NaN,
    };
  });
}

/** The queue in which a conversation was at a moment. */
export function queueAt(talk: Talk, atMs: number): string {
  return talk.queues.filter((one) => one.fromMs <= atMs).at(-1)?.queueId ?? '';
}

/** From when to when it was nobody's and waited for somebody. */
export function staysOf({ talk, item, sessions }: DayFact): Stay[] {
  const stays: Stay[] = [];
  let fromMs: number | null = null;
  const leave = (untilMs: number) => {
    if (fromMs !== null) stays.push({ queueId: queueAt(talk, fromMs), fromMs, untilMs });
    fromMs = null;
  };
  // States and acceptances in one order; an acceptance is no change of state, and who hands over at once accepted first.
  // Who is asked and accepts in one moment, when somebody else has just gone, accepted last.
  const ends = sessions.flatMap(({ acceptedMs, beganMs }) =>
    acceptedMs === null ? [] : [{ atMs: acceptedMs, order: acceptedMs === beganMs ? 2 : 0 }],
  );
  const marks = [
    ...ends.map((end) => ({ state: 'accepted', ...end })),
    ...item.states.map((one) => ({ ...one, order: 1 })),
  ].toSorted((a, b) => a.atMs - b.atMs || a.order - b.order);
  for (const { state, atMs } of marks) {
    if (state === 'open') fromMs ??= atMs;
    else if (state !== 'active') leave(atMs);
  }
  return stays;
}

const mean = (all: readonly number[]) => (all.length === 0 ? null : sum(all) / all.length);
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** All measures over what a group holds, but for those of presences. */
export function reckon(facts: readonly DayFact[], group: Group, hours: OpenHours, midnightMs: number) {
  const own = facts.filter(group.fact);
  const engaged = own.filter((fact) => fact.agentId !== null);
  const waits = engaged.map((fact) => firstAcceptance(fact) - fact.item.openedMs);
  const incoming = own.filter(({ talk }) => talk.messages[0]?.by === 'customer');
  const unanswered = incoming.filter(({ talk }) => talk.messages.every((one) => one.by === 'customer'));
  const pairs = own.map((fact) => responses(fact, hours, midnightMs));
  const firsts = pairs.flatMap((all) => all.slice(0, 1));
  const wrapped = own.flatMap(({ item, closedMs }) => {
    const tookMs = item.wrapUpMs === null ? 0 : closedMs - item.wrapUpMs;
    return tookMs > 0 ? [tookMs] : [];
  });
  const within = (seconds: number) =>
    share(waits.filter((ms) => ms <= seconds * 1_000).length, engaged.length);
  const sessions = facts.flatMap((fact) => fact.sessions.filter((session) => group.session(fact, session)));
  const offered = sessions.filter((one) => one.offeredMs !== null);
  const accepted = sessions.filter((one) => one.acceptedMs !== null);
  const rejected = sessions.filter((one) => one.endReason === 'agent_reject');
  const timedOut = sessions.filter((one) => one.endReason === 'agent_timeout');
  const stays = facts.flatMap((fact) => staysOf(fact).filter((stay) => group.stay(fact, stay)));
  const said = (by: 'customer' | 'agent') =>
    sum(own.map(({ talk }) => talk.messages.filter((one) => one.by === by).length));
  const numbers: Partial<Record<MeasureId, number | null>> = {
    opened: facts.filter(group.opened).length,
    closed: own.length,
    incoming: incoming.length,
    engaged: engaged.length,
    unanswered: unanswered.length,
    unanswered_rate: share(unanswered.length, incoming.length),
    first_wait_avg: mean(waits),
    first_wait_max: waits.length === 0 ? null : Math.max(...waits),
    service_level: within(180),
    within_10: within(10),
    within_20: within(20),
    within_30: within(30),
    within_40: within(40),
    within_60: within(60),
    within_120: within(120),
    first_response_avg: mean(firsts),
    response_avg: mean(pairs.flat()),
    handle_avg: share(
      sum(
        engaged.flatMap((fact) =>
          fact.sessions.map((one) =>
            one.acceptedMs === null ? 0 : (one.endedMs ?? fact.closedMs) - one.acceptedMs,
          ),
        ),
      ),
      engaged.length,
    ),
    wrap_up_avg: mean(wrapped),
    conversation_avg: mean(own.map(({ item, closedMs }) => closedMs - item.openedMs)),
    effort_avg: mean(own.map(({ item, closedMs }) => (item.wrapUpMs ?? closedMs) - item.openedMs)),
    transfer_rate: share(engaged.filter(({ talk }) => talk.transfers > 0).length, engaged.length),
    messages_in: said('customer'),
    messages_out: said('agent'),
    sessions_offered: sessions.length,
    sessions_accepted: accepted.length,
    sessions_rejected: rejected.length,
    sessions_timed_out: timedOut.length,
    rejection_rate: share(rejected.length, offered.length),
    timeout_rate: share(timedOut.length, offered.length),
    accept_time_avg: mean(
      accepted.flatMap((one) => (one.offeredMs === null ? [] : [(one.acceptedMs ?? 0) - one.offeredMs])),
    ),
    reject_time_avg: mean(rejected.map((one) => (one.endedMs ?? 0) - (one.offeredMs ?? 0))),
    session_handle_avg: mean(
      accepted.flatMap((one) => (one.endedMs === null ? [] : [one.endedMs - (one.acceptedMs ?? 0)])),
    ),
    session_transfer_rate: share(
      accepted.filter((one) => one.endReason === 'agent_transfer_to_queue').length,
      accepted.length,
    ),
    queue_wait_avg: mean(stays.map((stay) => stay.untilMs - stay.fromMs)),
  };
  return { numbers, firsts: firsts.toSorted((a, b) => a - b), sizes: { own, sessions, stays } };
}

function firstAcceptance({ sessions }: DayFact): number {
  return Math.min(...sessions.flatMap((one) => (one.acceptedMs === null ? [] : [one.acceptedMs])));
}

/** How long each unanswered run of the customer's messages waited for an answer, in the queue's opening hours. */
function responses({ talk, queueId }: DayFact, hours: OpenHours, midnightMs: number): number[] {
  const open = hours.get(queueId);
  const found: number[] = [];
  let sinceMs: number | null = null;
  for (const { by, atMs } of talk.messages) {
    if (by === 'customer') sinceMs ??= atMs;
    else if (sinceMs !== null) {
      const from = open ? Math.max(sinceMs, midnightMs + open.from * HOUR_MS) : sinceMs;
      const until = open ? Math.min(atMs, midnightMs + open.until * HOUR_MS) : atMs;
      found.push(Math.max(0, until - from));
      sinceMs = null;
    }
  }
  return found;
}

/** Milliseconds in each base presence until a moment, over these agents. */
export function presenceTimes(
  log: DayLog,
  untilMs: number,
  isOf: (agentId: string) => boolean,
): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const last = new Map<string, { base: string; atMs: number }>();
  const spend = (one: { base: string; atMs: number }, ms: number) =>
    times.set(one.base, (times.get(one.base) ?? 0) + ms - one.atMs);
  for (const { agentId, base, atMs } of log.presences) {
    if (!isOf(agentId)) continue;
    const before = last.get(agentId);
    if (before) spend(before, atMs);
    last.set(agentId, { base, atMs });
  }
  for (const one of last.values()) spend(one, untilMs);
  return times;
}
