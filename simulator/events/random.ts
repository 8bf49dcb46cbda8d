/** A seeded generator (mulberry32): the same seed gives the same faults, run after run. */
export type Random = { next(): number; seed: number; reseed(seed: number): void };

export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const random: Random = {
    seed,
    reseed(value) {
      random.seed = value;
      state = value >>> 0;
    },
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
  return random;
};
