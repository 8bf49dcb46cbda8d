import type { TraceBodies } from '../../../contract/api/trace.ts';
import type { WorkspaceTx } from '../../base/index.ts';
import { isAnyConnected } from '../agents/store.ts';
import type { Setup } from '../setup/types.ts';
import { traceSteps } from '../trace-store.ts';
import type { WorkItem } from '../types.ts';

const MOST_NAMED = 50;

/**
 * Keeps that nobody of the queue is connected as an item comes into it: the assigner looks at queues with somebody in
 * them only, so that nothing else would say why it waits.
 */
export async function traceNobody(tx: WorkspaceTx, setup: Setup, item: WorkItem, now: Date): Promise<void> {
  const queue = setup.queues.get(item.queueId);
  if (!queue || item.mode !== 'push' || item.heldBack !== null || item.state === 'closed') return;
  const members = [...queue.members.keys()];
  if (await isAnyConnected(tx, members)) return;
  const body: TraceBodies['assignment'] = {
    queueId: item.queueId,
    memberId: null,
    how: 'automatic',
    method: queue.settings.assignment,
    candidates: 0,
    excluded:
      members.length === 0
        ? []
        : [{ reason: 'not_connected', count: members.length, memberIds: members.slice(0, MOST_NAMED) }],
  };
  await traceSteps(tx, [{ workItemId: item.id, stage: 'assignment', body }], now);
}
