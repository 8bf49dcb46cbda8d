import { type EventLoopUtilization, performance } from 'node:perf_hooks';

const LOOK_MS = 50;
/** A share of the time in which the process works on something: above it, nobody who can wait adds to it. */
const BUSY = 0.4;

interface Waiting {
  readonly latestMs: number;
  readonly run: () => void;
}

/** Knows whether the process has time to spare, and runs what can wait for that. */
export class Leisure {
  readonly #waiting = new Set<Waiting>();
  readonly #measure: () => number;
  #timer: NodeJS.Timeout | undefined;
  #isBusy = false;

  /** @param measure the share of the time since it was last asked in which the process was busy. */
  constructor(measure: () => number = sinceLastTime()) {
    this.#measure = measure;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#waiting.clear();
  }

  /** Runs it soon while there is time to spare, else as soon as there is, at the latest after `mostMs`. Answers how to take it back. */
  wait(mostMs: number, run: () => void): () => void {
    const one = { latestMs: performance.now() + mostMs, run };
    if (!this.#isBusy) {
      const soon = setImmediate(run);
      return () => clearImmediate(soon);
    }
    this.#waiting.add(one);
    return () => this.#waiting.delete(one);
  }

  #look(): void {
    this.#isBusy = this.#measure() > BUSY;
    const nowMs = performance.now();
    for (const one of this.#waiting) {
      if (this.#isBusy && one.latestMs > nowMs) continue;
      this.#waiting.delete(one);
      one.run();
    }
  }
}

function sinceLastTime(): () => number {
  let last: EventLoopUtilization = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}
