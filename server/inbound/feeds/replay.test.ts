import { describe, expect, it } from 'vitest';
import { replaySpans } from './replay.ts';

const now = new Date('2026-11-20T12:00:30Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

describe('the stretches that X can send once more', () => {
  it('are none for a short gap, which the list of events covers', () => {
    expect(replaySpans(ago(20), now)).toEqual([]);
  });

  it('begin with the gap, end ten minutes ago, and are two hours at most', () => {
    const spans = replaySpans(ago(300), now);
    expect(spans).toHaveLength(3);
    expect(spans[0]?.from).toEqual(new Date('2026-11-20T06:59:00Z'));
    expect(spans.at(-1)?.to).toEqual(ago(10));
    for (const { from, to } of spans) expect(to.getTime() - from.getTime()).toBeLessThanOrEqual(7_200_000);
  });

  it('reach back a day, no further', () => {
    expect(replaySpans(ago(5_000), now)[0]?.from.getTime()).toBeGreaterThan(ago(24 * 60).getTime());
  });
});
