import type { Db, Timers } from '../../base/index.ts';
import { assignItem } from '../commands/assign.ts';
import { closeItem } from '../commands/close.ts';
import type { RoutingDeps } from '../deps.ts';
import { isGone } from '../offers/gone.ts';
import { traceStep } from '../trace-store.ts';
import {
  claim,
  forgetDone,
  type LateItem,
  listLate,
  listOverflowing,
  listWaitRules,
  type WaitRule,
} from './overflow-store.ts';

const EVERY_MS = 1_000;
const HOUR_MS = 3_600_000;
const BATCH = 100;
const KEPT_MS = 90 * 24 * HOUR_MS;

/** Does what overflow says with those who wait too long, and closes what it closes. */
export function startOverflow(deps: RoutingDeps & { readonly db: Db; readonly timers: Timers }): void {
  const { db, timers, clock } = deps;
  timers.sweeper({ name: 'overflow', everyMs: EVERY_MS, run: () => sweepOverflow(deps, db) });
  timers.sweeper({
    name: 'overflow-forget',
    everyMs: HOUR_MS,
    run: () => forgetDone(db, new Date(clock.now().getTime() - KEPT_MS)),
  });
}

/** @returns true when there is more. */
export async function sweepOverflow(deps: RoutingDeps, db: Db): Promise<boolean> {
  const closing = await listOverflowing(db, BATCH);
  for (const { workspaceId, conversationId } of closing) {
    await closeItem(deps, db.workspace(workspaceId), conversationId, { reason: 'overflow', by: null }).catch(
      isGone,
    );
  }
  let more = closing.length === BATCH;
  for (const rule of await listWaitRules(db)) {
    const workspace = db.workspace(rule.workspaceId);
    const late = await listLate(workspace, rule, deps.clock.now(), BATCH);
    for (const item of late) await act(deps, db, rule, item).catch(isGone);
    more ||= late.length === BATCH;
  }
  return more;
}

/** Acts on one item, once: claim, effect and trace commit together. */
async function act(deps: RoutingDeps, db: Db, rule: WaitRule, item: LateItem): Promise<void> {
  const { action } = rule;
  const now = deps.clock.now();
  await db
    .workspace(rule.workspaceId)
    .transaction(async (tx) => {
      const toQueueId = action === 'transfer' ? rule.queueId : null;
      if (toQueueId !== null) {
        await assignItem(deps, tx, item.conversationId, {
          to: { queueId: toQueueId },
          kind: 'transferred',
          needsAcceptance: false,
          by: null,
        });
      } else if (action === 'close') {
        await closeItem(deps, tx, item.conversationId, { reason: 'overflow', by: null });
      }
      // After the conversation's lock: another process that was quicker has claimed it.
      if (!(await claim(tx, rule, item.workItemId, now))) throw new Taken();
      const waitedMinutes = Math.floor((now.getTime() - item.queuedAt.getTime()) / 60_000);
      const body = { queueId: rule.fromQueueId, minutes: rule.value, waitedMinutes, action, toQueueId };
      await traceStep(tx, item.workItemId, 'overflow', body, now);
    })
    .catch((error: unknown) => {
      if (!(error instanceof Taken)) throw error;
    });
}

/** Takes back a second act on the same item. */
class Taken extends Error {}
