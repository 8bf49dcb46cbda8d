/** Each step of the scale is so much longer than the one before. */
const GROWTH = Math.log(1.05);

/** The step of a length of time: 0 for up to a second. Medians of a million rows are read from counts of steps. */
export function stepOf(ms: number): number {
  return ms <= 1_000 ? 0 : Math.round(Math.log(ms / 1_000) / GROWTH);
}

/** The middle of a step, in milliseconds: within 2.5 % of everything on it. */
export function msOfStep(step: number): number {
  return Math.round(1_000 * Math.exp(step * GROWTH));
}

/**
 * The length of time that a share of the counted ones does not exceed.
 * @param counts step to how many, in any order.
 * @param share 0.5 is the median.
 */
export function quantileOf(counts: ReadonlyMap<number, number>, share: number): number | null {
  let all = 0;
  for (const count of counts.values()) all += count;
  if (all === 0) return null;
  let passed = 0;
  for (const [step, count] of [...counts].toSorted(([a], [b]) => a - b)) {
    passed += count;
    if (passed >= share * all) return msOfStep(step);
  }
  return null;
}
