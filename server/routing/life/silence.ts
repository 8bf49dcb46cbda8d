import type { Life, LifeFacts, Rule } from './types.ts';

type Silence = Pick<Life, 'silenceOf' | 'silentSince' | 'fired' | 'ruleDueAt'>;

const MINUTE_MS = 60_000;
const NOBODY: Silence = { silenceOf: null, silentSince: null, fired: [], ruleDueAt: null };

/**
 * Who is silent and since when, and when the next rule acts on it. Each rule acts once per silence; a word of the other
 * side begins another. Nobody is waited for while the item is snoozed, wrapped up or closed. Pure.
 */
export function reckonSilence(facts: LifeFacts, rules: readonly Rule[]): Silence {
  const silence = silenceOf(facts);
  if (!silence) return NOBODY;
  const { life } = facts;
  const isSame = life.silenceOf === silence.of && life.silentSince?.getTime() === silence.since.getTime();
  const fired = isSame ? life.fired : [];
  const dues = waitingRules(facts, rules, silence.of, fired).map((rule) => dueAtOf(rule, silence.since));
  return {
    silenceOf: silence.of,
    silentSince: silence.since,
    fired,
    ruleDueAt: dues.length === 0 ? null : new Date(Math.min(...dues.map((at) => at.getTime()))),
  };
}

/** The rules that are due, the earliest first, then by priority. Pure. */
export function listDueRules(facts: LifeFacts, silence: Silence, rules: readonly Rule[], now: Date): Rule[] {
  const { silenceOf: side, silentSince: since, fired } = silence;
  if (side === null || since === null) return [];
  return waitingRules(facts, rules, side, fired)
    .map((rule, place) => ({ rule, place, dueAt: dueAtOf(rule, since) }))
    .filter(({ dueAt }) => dueAt <= now)
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.place - b.place)
    .map(({ rule }) => rule);
}

function waitingRules(
  facts: LifeFacts,
  rules: readonly Rule[],
  side: 'customer' | 'agent',
  fired: readonly string[],
): Rule[] {
  return rules.filter(
    (rule) =>
      rule.active &&
      rule.silenceOf === side &&
      (rule.workStreamId === null || rule.workStreamId === facts.workStreamId) &&
      !fired.includes(rule.id),
  );
}

function silenceOf(facts: LifeFacts): { of: 'customer' | 'agent'; since: Date } | undefined {
  if (facts.snoozedUntil !== null || facts.state === 'wrap_up' || facts.state === 'closed') return undefined;
  const word = facts.waitingSince ?? facts.lastAnswerAt;
  if (word === null) return undefined;
  // What was put off on purpose counts from when it came back.
  const back = facts.stateReason === 'snooze_ended' ? facts.stateAt : facts.openedAt;
  const since = word > back ? word : back;
  return { of: facts.waitingSince === null ? 'customer' : 'agent', since };
}

function dueAtOf(rule: Rule, since: Date): Date {
  return new Date(since.getTime() + rule.afterMinutes * MINUTE_MS);
}
