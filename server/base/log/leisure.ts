import { type EventLoopUtilization, performance } from 'node:perf_hooks';

const LOOK_MS = 50;
/** A share of the time in which the process works on something: above it, nobody who can wait adds to it. */
const BUSY = 0.4;

/** Knows whether the process has time to spare, and runs what can wait for that. */
export class Leisure {
  /** What waits, each with the timer that ends its wait. */
  readonly #waiting = new Map<() => void, NodeJS.Timeout>();
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
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }

  /** Runs it soon while there is time to spare, else as soon as there is, at the latest after `mostMs`. Answers how to take it back. */
  wait(mostMs: number, run: () => void): () => void {
    if (!this.#isBusy) {
      const soon = setImmediate(run);
      return () => clearImmediate(soon);
    }
    const one = () => {
      clearTimeout(this.#waiting.get(one));
      this.#waiting.delete(one);
      run();
    };
    this.#waiting.set(one, setTimeout(one, mostMs));
    return () => {
      clearTimeout(this.#waiting.get(one));
      this.#waiting.delete(one);
    };
  }

  #look(): void {
    this.#isBusy = this.#measure() > BUSY;
    if (!this.#isBusy) for (const one of this.#waiting.keys()) one();
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
