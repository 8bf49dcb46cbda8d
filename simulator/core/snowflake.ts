const snowflakeEpochMs = 1288834974657;
const perMillisecond = 1 << 21;

/**
 * Ids in X's form: 41 bits of time, then 22 bits that tell apart what happened in one millisecond.
 * https://docs.x.com/fundamentals/x-ids
 */
export interface Snowflakes {
  /** Rises strictly from call to call as long as the clock is not set back. */
  next(): string;
  /** An id for something that happened at another time (seeding history). */
  at(ms: number): string;
}

/** Milliseconds since the epoch at which an id was made. */
export function timeOfSnowflake(id: string): number {
  return Number(BigInt(id) >> 22n) + snowflakeEpochMs;
}

/** The smallest id that can be made at `ms`. */
export function firstSnowflakeAt(ms: number): bigint {
  return BigInt(Math.max(0, Math.floor(ms) - snowflakeEpochMs)) << 22n;
}

/** Orders two ids of digits without making numbers of them. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function createSnowflakes(now: () => number): Snowflakes {
  let lastMs = 0;
  let sequence = 0;
  let pastSequence = 0;
  return {
    next() {
      const ms = now();
      // A clock that stands still or was set back a little keeps the ids rising.
      if (ms > lastMs || lastMs - ms > 60_000) {
        lastMs = ms;
        sequence = 0;
      } else if (++sequence === perMillisecond) {
        lastMs += 1;
        sequence = 0;
      }
      return (firstSnowflakeAt(lastMs) | BigInt(sequence)).toString();
    },
    at(ms) {
      pastSequence = (pastSequence + 1) % perMillisecond;
      // The upper half of the 22 bits, so that history never collides with what happens now.
      return (firstSnowflakeAt(ms) | BigInt(perMillisecond + pastSequence)).toString();
    },
  };
}
