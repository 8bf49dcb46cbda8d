import { describe, expect, it } from 'vitest';
import { listDueRules, reckonSilence } from './silence.ts';
import type { Life, LifeFacts, Rule } from './types.ts';

const at = (text: string) => new Date(text);
const life: Life = {
  silenceOf: null,
  silentSince: null,
  fired: [],
  ruleDueAt: null,
  pausedSince: null,
  pausedMs: 0,
  nextToldAt: null,
  firstAnswerDueAt: null,
  nextAnswerDueAt: null,
  resolutionDueAt: null,
  slaDueAt: null,
  slaWarnAt: null,
  breached: [],
};
const item: LifeFacts = {
  workItemId: 'w',
  conversationId: 'c',
  workStreamId: 's',
  language: 'en',
  state: 'active',
  stateReason: 'in_conversation',
  stateAt: at('2026-11-30T10:00:00Z'),
  openedAt: at('2026-11-30T10:00:00Z'),
  closedAt: null,
  wrapUpAt: null,
  waitingSince: null,
  firstAnswerAt: at('2026-11-30T10:10:00Z'),
  snoozedUntil: null,
  lastAnswerAt: at('2026-11-30T10:10:00Z'),
  hoursId: null,
  firstAnswerMinutes: null,
  nextAnswerMinutes: null,
  resolutionMinutes: null,
  life,
};
const rule = (id: string, part: Partial<Rule>): Rule => ({
  id,
  name: id,
  active: true,
  silenceOf: 'customer',
  workStreamId: null,
  afterMinutes: 30,
  action: 'close',
  defaultLanguage: 'en',
  texts: {},
  ...part,
});

describe('#59 silences and the rules that act on them', () => {
  it('is the silence of the customer after our answer, of the agent after theirs', () => {
    const rules = [rule('c', {}), rule('a', { silenceOf: 'agent', afterMinutes: 5 })];
    expect(reckonSilence(item, rules)).toMatchObject({
      silenceOf: 'customer',
      silentSince: at('2026-11-30T10:10:00Z'),
      ruleDueAt: at('2026-11-30T10:40:00Z'),
    });
    const waiting = { ...item, waitingSince: at('2026-11-30T10:20:00Z') };
    expect(reckonSilence(waiting, rules)).toMatchObject({
      silenceOf: 'agent',
      ruleDueAt: at('2026-11-30T10:25:00Z'),
    });
  });

  it('acts once per silence, and again in the next one', () => {
    const rules = [rule('c', {})];
    const silence = reckonSilence(item, rules);
    const fired = { ...item, life: { ...life, ...silence, fired: ['c'] } };
    expect(reckonSilence(fired, rules)).toMatchObject({ fired: ['c'], ruleDueAt: null });
    const later = { ...fired, lastAnswerAt: at('2026-11-30T11:00:00Z') };
    expect(reckonSilence(later, rules)).toMatchObject({ fired: [], ruleDueAt: at('2026-11-30T11:30:00Z') });
  });

  it('takes the earliest first, then the order of priority; not what is off or for another work stream', () => {
    const rules = [
      rule('second', { afterMinutes: 20 }),
      rule('third', { afterMinutes: 20 }),
      rule('first', { afterMinutes: 10 }),
      rule('off', { active: false }),
      rule('other', { workStreamId: 'x' }),
      rule('later', { afterMinutes: 600 }),
    ];
    const now = at('2026-11-30T11:00:00Z');
    const due = listDueRules(item, reckonSilence(item, rules), rules, now);
    expect(due.map((one) => one.id)).toEqual(['first', 'second', 'third']);
  });

  it('waits for nobody who was put off on purpose, and counts from when it came back', () => {
    const rules = [rule('c', {})];
    const snoozed = { ...item, state: 'waiting', snoozedUntil: at('2026-12-01T10:00:00Z') } as const;
    expect(reckonSilence(snoozed, rules)).toMatchObject({ silenceOf: null, ruleDueAt: null });
    const back = { ...item, stateReason: 'snooze_ended', stateAt: at('2026-12-01T10:00:00Z') };
    expect(reckonSilence(back, rules).ruleDueAt).toEqual(at('2026-12-01T10:30:00Z'));
    expect(reckonSilence({ ...item, state: 'wrap_up' }, rules).ruleDueAt).toBeNull();
    expect(reckonSilence({ ...item, state: 'closed' }, rules).ruleDueAt).toBeNull();
  });
});
