/**
 * X's time as its answers tell it. OAuth 1.0a refuses a request whose timestamp is far off (code 135), so the
 * timestamp follows X's clock, not this machine's; a local X may even have its clock turned.
 */
export interface XTime {
  nowMs(): number;
  /** Grows each time that X's clock turned out to be elsewhere. */
  readonly corrections: number;
  /** Learns from the `Date` of an answer; true when the difference changed by more than a minute. */
  learn(dateHeader: string | null): boolean;
}

export function createXTime(): XTime {
  let aheadMs = 0;
  let corrections = 0;
  return {
    get corrections() {
      return corrections;
    },
    nowMs: () => machineMs() + aheadMs,
    learn(dateHeader) {
      const dated = Date.parse(dateHeader ?? '');
      if (Number.isNaN(dated)) return false;
      const ahead = dated - machineMs();
      const changed = Math.abs(ahead - aheadMs) > 60_000;
      // Whole seconds and the way here: differences below a minute are noise.
      if (changed) {
        aheadMs = ahead;
        corrections += 1;
      }
      return changed;
    },
  };
}

/** Wall clock of this machine. Not business time: it only stamps signatures. */
function machineMs(): number {
  return performance.timeOrigin + performance.now();
}
