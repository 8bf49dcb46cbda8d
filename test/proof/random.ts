/** Reproducible chance: the same seed gives the same run. */
export interface Chance {
  readonly seed: number;
  /** From 0 up to, without, 1. */
  readonly next: () => number;
  /** A whole number from 0 up to, without, `below`. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    seed,
    next,
    below: (below) => Math.floor(next() * below),
    pick: (from) => {
      const one = from[Math.floor(next() * from.length)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
  };
}

/** A seed to print, so that a failure can be run again. */
export function newSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
