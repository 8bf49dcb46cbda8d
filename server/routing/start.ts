import type { Db, EventLog, Timers } from '../base/index.ts';
import type { RoutingDeps } from './deps.ts';
import { FOLLOWED, follow } from './follow.ts';
import type { Listeners } from './presence/listeners.ts';
import { replaceLost } from './presence/lost.ts';
import { startOverflow } from './rules/overflow-sweep.ts';
import { wakeSnoozed } from './sweep.ts';

const SWEEP_MS = 1_000;

export interface RoutingOptions extends RoutingDeps {
  readonly log: EventLog;
  readonly db: Db;
  /** Absent in tests of single parts: nothing is due by itself. */
  readonly timers?: Timers;
  readonly listeners?: Listeners;
}

/** Keeps work items in step with the log, and does what is due. Call before `log.start()`. */
export function startRouting(options: RoutingOptions): { stop(): Promise<void> } {
  const { db, timers, listeners } = options;
  options.log.consume({
    name: 'routing',
    start: 'beginning',
    kinds: FOLLOWED,
    handle: (tx, events) => follow(options, tx, events),
  });
  timers?.sweeper({ name: 'agents-lost', everyMs: SWEEP_MS, run: () => replaceLost(options, db) });
  if (timers) startOverflow({ ...options, timers });
  if (listeners) {
    timers?.sweeper({ name: 'agents-gone', everyMs: 2 * SWEEP_MS, run: () => listeners.sweep() });
  }
  let sweeping: Promise<unknown> | undefined;
  const sweep = () => {
    // A database that is away for a moment is asked again a second later.
    sweeping ??= wakeSnoozed(options, db)
      .catch((error: unknown) => options.logger.warn({ err: error }, 'snoozed items could not be looked at'))
      .finally(() => {
        sweeping = undefined;
      });
  };
  const timer = setInterval(sweep, SWEEP_MS);
  const unsubscribe = options.clock.onJump(sweep);
  return {
    stop: async () => {
      clearInterval(timer);
      unsubscribe();
      await sweeping;
    },
  };
}
