import type { TraceBodies } from '../../../contract/api/trace.ts';
import type { WorkspaceTx } from '../../base/index.ts';
import { traceSteps } from '../trace-store.ts';
import type { Decision } from './decide.ts';
import { listLastOutcomes } from './store.ts';

/** Keeps what was decided. Why an item waits is written once, not at every look. */
export async function traceDecisions(
  tx: WorkspaceTx,
  decisions: readonly Decision[],
  now: Date,
): Promise<void> {
  const steps = decisions.map((decision) => ({
    workItemId: decision.item.id as string,
    stage: 'assignment',
    body: bodyOf(decision),
  }));
  const waiting = steps.filter(({ body }) => body.memberId === null);
  const last = await listLastOutcomes(
    tx,
    waiting.map((one) => one.workItemId),
  );
  const isNews = ({ workItemId, body }: (typeof steps)[number]) =>
    body.memberId !== null || summary(body) !== summary(last.get(workItemId));
  await traceSteps(tx, steps.filter(isNews), now);
}

function bodyOf({ item, agentId, how, method, candidates, excluded }: Decision): TraceBodies['assignment'] {
  return {
    queueId: item.queueId,
    memberId: agentId,
    how,
    method,
    candidates,
    excluded: [...excluded].map(([reason, { count, ids }]) => ({ reason, count, memberIds: [...ids] })),
  };
}

/** The reasons and their counts, whoever it was. */
function summary(body: unknown): string {
  // Read back from what this file wrote.
  const { memberId, excluded = [] } = (body ?? {}) as Partial<TraceBodies['assignment']>;
  const reasons = excluded.map(({ reason, count }) => `${reason}:${count}`).toSorted();
  return JSON.stringify([memberId ?? null, ...reasons]);
}
