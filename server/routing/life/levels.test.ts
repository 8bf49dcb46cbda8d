import { describe, expect, it } from 'vitest';
import type { Hours } from '../../hours/index.ts';
import { noteMisses, reckonLevels } from './levels.ts';
import type { Life, LifeFacts } from './types.ts';

const at = (text: string) => new Date(text);
const none: Life = {
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
const opened = at('2026-11-27T15:00:00Z');
const item: LifeFacts = {
  workItemId: 'w',
  conversationId: 'c',
  workStreamId: 's',
  language: 'en',
  state: 'open',
  stateReason: 'awaiting_assignment',
  stateAt: opened,
  openedAt: opened,
  closedAt: null,
  wrapUpAt: null,
  waitingSince: opened,
  firstAnswerAt: null,
  snoozedUntil: null,
  lastAnswerAt: null,
  hoursId: null,
  firstAnswerMinutes: 120,
  nextAnswerMinutes: 60,
  resolutionMinutes: 600,
  life: none,
};
const office: Hours = {
  timeZone: 'Europe/Berlin',
  periods: [1, 2, 3, 4, 5].map((day) => ({ day, fromMinute: 540, untilMinute: 1020 })),
  holidays: [{ from: '2026-11-30', until: '2026-11-30', reason: 'Holiday' }],
  openings: [],
};

describe('service levels', () => {
  it('counts open time only: nights, a weekend and a holiday do not count', () => {
    const levels = reckonLevels(item, office, opened);
    // Friday 16:00 in Berlin: an hour is left; Monday is a holiday; Tuesday from 09:00.
    expect(levels.firstAnswerDueAt).toEqual(at('2026-12-01T09:00:00Z'));
    expect(levels.resolutionDueAt).toEqual(at('2026-12-02T09:00:00Z'));
    expect(levels.slaDueAt).toEqual(levels.firstAnswerDueAt);
    expect(levels.slaWarnAt).toEqual(at('2026-12-01T08:36:00Z'));
    expect(reckonLevels(item, undefined, opened).firstAnswerDueAt).toEqual(at('2026-11-27T17:00:00Z'));
  });

  it('keeps its hours when the clocks change in between, both ways', () => {
    const night: Hours = {
      ...office,
      holidays: [],
      // Saturday 22:00 to Sunday 06:00.
      periods: [{ day: 6, fromMinute: 1320, untilMinute: 1800 }],
    };
    const waiting = (since: string) => ({ ...item, firstAnswerMinutes: 8 * 60, waitingSince: at(since) });
    const dueOf = (since: string) => reckonLevels(waiting(since), night, at(since)).firstAnswerDueAt;
    // A spring night has seven hours: the eighth is a week later. An autumn night has nine.
    expect(dueOf('2026-03-28T12:00:00Z')).toEqual(at('2026-04-04T21:00:00Z'));
    expect(dueOf('2026-10-24T12:00:00Z')).toEqual(at('2026-10-25T04:00:00Z'));
    expect(dueOf('2026-11-07T12:00:00Z')).toEqual(at('2026-11-08T05:00:00Z'));
  });

  it('turns to the next answer once the first was given, and forgets it when it is', () => {
    const since = at('2026-11-27T15:40:00Z');
    const answered = {
      ...item,
      firstAnswerAt: at('2026-11-27T15:30:00Z'),
      waitingSince: since,
      life: { ...none, firstAnswerDueAt: at('2026-11-27T17:00:00Z') },
    };
    const levels = reckonLevels(answered, undefined, since);
    expect(levels.nextAnswerDueAt).toEqual(at('2026-11-27T16:40:00Z'));
    // What was kept stays to be reported.
    expect(levels).toMatchObject({ firstAnswerDueAt: at('2026-11-27T17:00:00Z'), breached: [] });
    expect(reckonLevels({ ...answered, waitingSince: null }, undefined, since).nextAnswerDueAt).toBeNull();
  });

  it('holds the clock of the resolution while it waits for the customer', () => {
    const aside = at('2026-11-27T16:00:00Z');
    const waiting = { ...item, state: 'waiting', stateAt: aside, waitingSince: null } as const;
    const paused = reckonLevels(waiting, undefined, aside);
    expect(paused).toMatchObject({ pausedSince: aside, resolutionDueAt: null });
    const back = at('2026-11-27T19:00:00Z');
    const again = { ...item, state: 'active', stateAt: back, life: { ...none, ...paused } } as const;
    const going = reckonLevels(again, undefined, back);
    expect(going).toMatchObject({ pausedSince: null, pausedMs: 3 * 3_600_000 });
    // Ten hours and the three that it waited.
    expect(going.resolutionDueAt).toEqual(at('2026-11-28T04:00:00Z'));
  });

  it('notes each miss once, and a further next answer anew', () => {
    const late = at('2026-11-27T18:00:00Z');
    const first = noteMisses(item, reckonLevels(item, undefined, late), late);
    expect(first.missed).toEqual(['first_answer']);
    const told = { ...item, life: { ...none, ...first.levels } };
    expect(noteMisses(told, reckonLevels(told, undefined, late), late).missed).toEqual([]);

    const wait = (since: string, life: Life): LifeFacts => ({
      ...item,
      firstAnswerAt: opened,
      waitingSince: at(since),
      life,
    });
    const one = wait('2026-11-27T15:10:00Z', none);
    const missed = noteMisses(one, reckonLevels(one, undefined, late), late);
    expect(missed.missed).toEqual(['next_answer']);
    const life = { ...none, ...missed.levels };
    const same = wait('2026-11-27T15:10:00Z', life);
    expect(noteMisses(same, reckonLevels(same, undefined, late), late).missed).toEqual([]);
    const other = wait('2026-11-27T16:10:00Z', life);
    expect(noteMisses(other, reckonLevels(other, undefined, late), late).missed).toEqual(['next_answer']);
  });

  it('sees an answer that came late, and an end that came late', () => {
    const answered = {
      ...item,
      firstAnswerAt: at('2026-11-27T18:00:00Z'),
      life: { ...none, firstAnswerDueAt: at('2026-11-27T17:00:00Z') },
    };
    expect(reckonLevels(answered, undefined, answered.firstAnswerAt).breached).toEqual(['first_answer']);
    const closedAt = at('2026-11-29T00:00:00Z');
    const closed = {
      ...answered,
      state: 'closed',
      closedAt,
      life: { ...answered.life, resolutionDueAt: at('2026-11-28T01:00:00Z') },
    } as const;
    expect(reckonLevels(closed, undefined, closedAt)).toMatchObject({
      breached: ['first_answer', 'resolution'],
      slaDueAt: null,
    });
  });
});
