import { describe, expect, it } from 'vitest';
import { findOurs, judge, type OpenAttempt, type SeenEvent } from './settle.ts';

const same = (a: string, b: string) => a === b;
const patience = { settleMs: 30_000, echoMs: 2_000 };
const attempt: OpenAttempt = {
  startedAtMs: 1_000_000,
  endedAtMs: 1_010_000,
  afterXEventId: 50n,
  sentText: 'hello',
  sentMedia: false,
  reads: 0,
};
const event = (more: Partial<SeenEvent>): SeenEvent => ({
  xEventId: 60n,
  senderId: '1',
  text: 'hello',
  hasMedia: false,
  atMs: 1_005_000,
  ...more,
});

describe('an attempt with an unknown outcome', () => {
  it('is found by its text after the last known event', () => {
    expect(judge(attempt, [event({})], true, 1_012_000, patience, same)).toMatchObject({
      kind: 'found',
      event: { xEventId: 60n },
    });
  });

  it('takes the oldest of several that say the same', () => {
    const seen = [event({ xEventId: 70n }), event({ xEventId: 61n })];
    expect(findOurs(attempt, seen, same)?.xEventId).toBe(61n);
  });

  it.each([
    ['an event before it', event({ xEventId: 50n })],
    ['another text', event({ text: 'hello!' })],
    ['the same text with a file', event({ hasMedia: true })],
  ])('is not found in %s', (_, seen) => {
    expect(findOurs(attempt, [seen], same)).toBeUndefined();
  });

  it('is bounded by time where no event of the thread is known', () => {
    const first = { ...attempt, afterXEventId: null };
    expect(findOurs(first, [event({ atMs: 1_000_000 - 3_600_000 })], same)).toBeUndefined();
    expect(findOurs(first, [event({})], same)?.xEventId).toBe(60n);
  });

  it('is not called absent before X has had time to act', () => {
    expect(judge(attempt, [], true, 1_039_999, patience, same)).toEqual({
      kind: 'later',
      dueAtMs: 1_041_999,
    });
    expect(judge(attempt, [], true, 1_020_000, patience, same)).toEqual({
      kind: 'later',
      dueAtMs: 1_040_000,
    });
    expect(judge(attempt, [], true, 1_040_000, patience, same)).toEqual({ kind: 'absent' });
  });

  it('is not called absent from a record that was not read to its end', () => {
    expect(judge(attempt, [], false, 1_100_000, patience, same).kind).toBe('later');
  });
});
