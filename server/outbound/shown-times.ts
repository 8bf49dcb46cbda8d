import { machineNowMs, type WorkspaceDb } from '../base/index.ts';
import { changeMessage, lockConversation } from '../conversations/index.ts';
import { dmSendEndpoint, type XClient } from '../x/index.ts';
import type { OutboundDeps } from './deps.ts';
import { countAhead, listQueue } from './outbox-store.ts';

/** More than these are not shown one by one: they show the time of the last of these. */
const MOST_SHOWN = 100;
const WORTH_SHOWING_MS = 2_000;

/** All one-to-one sends of an account spend the same windows, whoever they go to. */
const ENDPOINT = dmSendEndpoint({ participantId: '0' });

/** Writes on the queued messages of an account when they will leave by the limits as they stand. */
export async function showSendTimes(
  deps: OutboundDeps,
  db: WorkspaceDb,
  client: XClient,
  accountId: string,
): Promise<void> {
  const queue = await listQueue(db, accountId, 5 * MOST_SHOWN);
  let lastMs: number | null = null;
  for (const [ahead, waiting] of queue.entries()) {
    if (ahead < MOST_SHOWN) {
      const freeAt = await client.nextFreeAt(
        ENDPOINT,
        waiting.urgency === 0 ? 'person' : 'automation',
        ahead,
      );
      lastMs = shownMs(deps, freeAt);
    }
    const shown: number | null = waiting.sendsAt?.getTime() ?? null;
    if (Math.abs((shown ?? 0) - (lastMs ?? 0)) < WORTH_SHOWING_MS) continue;
    const sendsAt: Date | null = lastMs === null ? null : new Date(lastMs);
    await db.transaction(async (tx) => {
      await lockConversation(tx, waiting.conversationId);
      const changed = await changeMessage(tx, waiting.messageId, { sendsAt }, deps.clock.now(), {
        from: ['queued'],
      });
      if (changed) deps.log.append(tx, changed.events);
    });
  }
}

/** When a message that is queued now would leave; null: at once. */
export async function sendsAtFor(
  deps: OutboundDeps,
  db: WorkspaceDb,
  accountId: string,
  priority: 'person' | 'program' = 'person',
): Promise<Date | null> {
  const client = await deps.clientFor(db, accountId);
  const ahead = await countAhead(db, accountId, priority === 'person' ? 0 : 1);
  const freeAt = await client.nextFreeAt(ENDPOINT, priority === 'person' ? 'person' : 'automation', ahead);
  const ms = shownMs(deps, freeAt);
  return ms === null ? null : new Date(ms);
}

/** Limits run by the machine's time, people read business time; null for at once. */
function shownMs(deps: OutboundDeps, freeAt: Date): number | null {
  const waitMs = freeAt.getTime() - machineNowMs();
  return waitMs < WORTH_SHOWING_MS ? null : deps.clock.now().getTime() + waitMs;
}
