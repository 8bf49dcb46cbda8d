import type { Db, EventLog } from '../base/index.ts';
import { FOLLOWED, follow } from './follow.ts';
import type { RoutingDeps } from './routing.ts';
import { wakeSnoozed } from './sweep.ts';

const SWEEP_MS = 1_000;

/** Keeps work items in step with the log, and wakes snoozed ones. Call before `log.start()`. */
export function startRouting(deps: RoutingDeps & { readonly log: EventLog; readonly db: Db }): {
  stop(): Promise<void>;
} {
  deps.log.consume({
    name: 'routing',
    start: 'beginning',
    kinds: FOLLOWED,
    handle: (tx, events) => follow(deps, tx, events),
  });
  let sweeping: Promise<unknown> | undefined;
  const sweep = () => {
    // A database that is away for a moment is asked again a second later.
    sweeping ??= wakeSnoozed(deps, deps.db)
      .catch((error: unknown) => deps.logger.warn({ err: error }, 'snoozed items could not be looked at'))
      .finally(() => {
        sweeping = undefined;
      });
  };
  const timer = setInterval(sweep, SWEEP_MS);
  const unsubscribe = deps.clock.onJump(sweep);
  return {
    stop: async () => {
      clearInterval(timer);
      unsubscribe();
      await sweeping;
    },
  };
}
