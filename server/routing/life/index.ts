import type { EventOf, WorkspaceTx } from '../../base/index.ts';
import { lockConversations } from '../../conversations/index.ts';
import type { LifeDeps } from './deps.ts';
import { closeDue, obeyRules, refreshChanged, tellMisses } from './due.ts';
import { reckonItems } from './reckon.ts';
import { addTimeoutRuleRoutes } from './routes.ts';
import { askRefresh } from './store.ts';

export type { LifeDeps } from './deps.ts';

const SWEEP_MS = 1_000;
/** Kinds of set-up that times depend on. */
const TIMED = ['work_stream', 'queue', 'handle', 'hours', 'timeout_rule'];

/**
 * What happens to work items by time: states end, silences are acted on, service levels are reckoned in open time and
 * their misses told. Call before `log.start()`.
 */
export function addLife(deps: LifeDeps): void {
  addTimeoutRuleRoutes(deps);
  deps.log.consume({
    name: 'routing-life',
    start: 'now',
    kinds: ['work_item.changed', 'setup.changed'],
    giveWayMs: 1_000,
    handle: (tx, events) => follow(deps, tx, events),
  });
  const { timers } = deps;
  timers.sweeper({ name: 'life-close', everyMs: SWEEP_MS, run: () => closeDue(deps) });
  timers.sweeper({ name: 'life-levels', everyMs: SWEEP_MS, run: () => tellMisses(deps) });
  timers.sweeper({ name: 'life-rules', everyMs: SWEEP_MS, run: () => obeyRules(deps) });
  timers.sweeper({ name: 'life-refresh', everyMs: SWEEP_MS, run: () => refreshChanged(deps) });
}

async function follow(
  deps: LifeDeps,
  tx: WorkspaceTx,
  events: readonly EventOf<'work_item.changed' | 'setup.changed'>[],
): Promise<void> {
  const items = new Map<string, string>();
  for (const event of events) {
    if (event.kind === 'work_item.changed') items.set(event.body.workItemId, event.body.conversationId);
    else if (TIMED.includes(event.body.kind)) await askRefresh(tx);
  }
  if (items.size === 0) return;
  await lockConversations(tx, [...new Set(items.values())]);
  await reckonItems(tx, [...items.keys()], deps.clock.now());
}
