import { afterEach, describe, expect, it } from 'vitest';
import { type VirtualClock, createClock } from './clock.ts';

describe('the virtual clock', () => {
  let clock: VirtualClock;
  afterEach(() => clock.close());

  it('fires timers in their order when it is advanced, each at its own time', () => {
    clock = createClock(1_000_000);
    clock.setRate(0);
    const seen: [string, number][] = [];
    clock.after(300, () => seen.push(['late', clock.now()]));
    clock.after(100, () => {
      seen.push(['early', clock.now()]);
      clock.after(50, () => seen.push(['chained', clock.now()]));
    });
    const cancel = clock.after(200, () => seen.push(['cancelled', clock.now()]));
    cancel();
    clock.advance(1000);
    expect(seen).toEqual([
      ['early', 1_000_100],
      ['chained', 1_000_150],
      ['late', 1_000_300],
    ]);
    expect(clock.now()).toBe(1_001_000);
  });

  it('stands still at rate 0 and can be set back', () => {
    clock = createClock(5000);
    clock.setRate(0);
    const before = clock.now();
    clock.set(4000);
    expect(before).toBe(5000);
    expect(clock.now()).toBe(4000);
  });

  it('fires by itself as real time passes', async () => {
    clock = createClock();
    clock.setRate(1000);
    const startedAt = clock.now();
    const firedAt = await new Promise<number>((resolve) => clock.after(5000, () => resolve(clock.now())));
    expect(firedAt - startedAt).toBeGreaterThanOrEqual(5000);
  });
});
