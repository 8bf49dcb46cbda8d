import { PARTITIONS } from '../log/index.ts';

/** How far a reader is in each partition of a workspace's log: the id of a server-sent event. */
export type Vector = readonly bigint[];

/** Base 36, joined by dots: short enough for a header. */
export function formatVector(vector: Vector): string {
  return vector.map((seq) => seq.toString(36)).join('.');
}

/** Undefined for anything that `formatVector` did not write. */
export function parseVector(text: string): Vector | undefined {
  const parts = text.split('.');
  if (parts.length !== PARTITIONS || !parts.every((part) => /^[0-9a-z]{1,13}$/.test(part))) return undefined;
  return parts.map((part) => {
    let value = 0n;
    for (const digit of part) value = value * 36n + BigInt(Number.parseInt(digit, 36));
    return value;
  });
}

/** How many entries lie between, over all partitions; negative parts count as a reader that is ahead: never valid. */
export function distance(from: Vector, to: Vector): bigint | undefined {
  let sum = 0n;
  for (const [partition, seq] of to.entries()) {
    const behind = seq - (from[partition] ?? 0n);
    if (behind < 0n) return undefined;
    sum += behind;
  }
  return sum;
}
