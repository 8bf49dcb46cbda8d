import type { Clock, Logger } from '../base/index.ts';

export interface Due {
  /** Something is due then: it is done on time, not at the next look. */
  readonly at: (time: Date) => void;
  /** Does what is due now. */
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
}

const LONGEST_MS = 60 * 60 * 1000;

/**
 * Runs work when it is due, by a timer to the next time that is known in this process. What other processes know, and
 * what a restart forgot, is found by a sweep that calls `wake`.
 * @param run does what is due; answers when the next of it is, if that is known.
 */
export function createDue(options: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly run: () => Promise<Date | null>;
}): Due {
  const { clock, logger, run } = options;
  let timer: NodeJS.Timeout | undefined;
  let timerMs = Number.POSITIVE_INFINITY;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const wake = (): void => {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = run()
      .then((next) => {
        if (next) at(next);
      })
      .catch((error: unknown) => logger.warn({ err: error }, 'what is due could not be done'))
      .finally(() => {
        running = undefined;
        if (!again) return;
        again = false;
        wake();
      });
  };
  const at = (time: Date): void => {
    if (stopped || time.getTime() >= timerMs) return;
    clearTimeout(timer);
    timerMs = time.getTime();
    const waitMs = Math.min(LONGEST_MS, Math.max(0, timerMs - clock.now().getTime() + 1));
    timer = setTimeout(() => {
      timerMs = Number.POSITIVE_INFINITY;
      wake();
    }, waitMs).unref();
  };
  const unsubscribe = clock.onJump(wake);
  return {
    at,
    wake,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      unsubscribe();
      await running;
    },
  };
}
