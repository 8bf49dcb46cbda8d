/** Time as the simulated X sees it: real time plus an offset, at a rate, and timers that live in that time. */
export interface VirtualClock {
  /** Milliseconds since the epoch, virtual. */
  now: () => number;
  /** Calls `run` once `delayMs` of virtual time have passed; returns a function that cancels. */
  after(delayMs: number, run: () => void): () => void;
  /** Moves time forward; timers that fall due run in their order, each seeing its own due time. */
  advance(byMs: number): void;
  /** Sets the time; backwards is allowed and fires nothing. */
  set(atMs: number): void;
  /** 1 is real speed, 0 stands still, 60 makes a minute out of each second. */
  setRate(rate: number): void;
  rate(): number;
  /** How far virtual time is ahead of real time. */
  offsetMs(): number;
  close(): void;
}

interface Timer {
  dueAt: number;
  order: number;
  run: () => void;
}

const longestRealWaitMs = 2 ** 31 - 1;

/** A clock that starts at `startAtMs` (real time when absent). */
export function createClock(startAtMs = Date.now()): VirtualClock {
  let baseVirtual = startAtMs;
  let baseReal = performance.now();
  let rate = 1;
  let nextOrder = 0;
  let closed = false;
  let wake: NodeJS.Timeout | undefined;
  const timers: Timer[] = [];

  const now = () => Math.floor(baseVirtual + (performance.now() - baseReal) * rate);
  const rebase = (at: number) => {
    baseVirtual = at;
    baseReal = performance.now();
  };

  function insert(timer: Timer): void {
    let low = 0;
    let high = timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = timers[middle];
      if (other && (other.dueAt < timer.dueAt || (other.dueAt === timer.dueAt && other.order < timer.order)))
        low = middle + 1;
      else high = middle;
    }
    timers.splice(low, 0, timer);
  }

  function schedule(): void {
    clearTimeout(wake);
    wake = undefined;
    const first = timers[0];
    if (!first || closed || rate === 0) return;
    const waitMs = Math.min(Math.max(0, (first.dueAt - now()) / rate), longestRealWaitMs);
    wake = setTimeout(() => fire(now()), Math.ceil(waitMs));
    wake.unref();
  }

  function fire(until: number): void {
    for (let first = timers[0]; first && first.dueAt <= until; first = timers[0]) {
      timers.shift();
      first.run();
    }
    schedule();
  }

  return {
    now,
    after(delayMs, run) {
      const timer = { dueAt: now() + Math.max(0, delayMs), order: nextOrder++, run };
      insert(timer);
      if (timers[0] === timer) schedule();
      return () => {
        const index = timers.indexOf(timer);
        if (index >= 0) timers.splice(index, 1);
      };
    },
    advance(byMs) {
      const target = now() + byMs;
      for (let first = timers[0]; first && first.dueAt <= target; first = timers[0]) {
        timers.shift();
        if (first.dueAt > now()) rebase(first.dueAt);
        first.run();
      }
      rebase(target);
      schedule();
    },
    set(atMs) {
      const gap = atMs - now();
      if (gap > 0) return this.advance(gap);
      rebase(atMs);
      schedule();
    },
    setRate(next) {
      rebase(now());
      rate = next;
      schedule();
    },
    rate: () => rate,
    offsetMs: () => now() - Date.now(),
    close() {
      closed = true;
      clearTimeout(wake);
      timers.length = 0;
    },
  };
}
