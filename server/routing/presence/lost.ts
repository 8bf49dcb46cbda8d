import type { Db, WorkspaceDb } from '../../base/index.ts';
import { step } from '../change.ts';
import { assignedLine, changeLive } from '../commands/change-live.ts';
import type { RoutingDeps } from '../deps.ts';
import { endOffer } from '../offers/answer.ts';
import { readSetup } from '../setup/read.ts';
import { listSessionsOfAgent } from '../sessions/store.ts';
import { listStrandedOffers } from '../offers/due-store.ts';
import { isGone } from '../offers/gone.ts';
import { listLost } from './connection-store.ts';
import { changeAgent } from './set.ts';

const BATCH = 100;
/** A page that is loaded again comes back within it: its offers go on as they were. */
const LEAST_GRACE_MS = 5_000;

/** Takes back what is offered to agents who are not here: the next one is asked. Answers whether there may be more. */
export async function takeOffersBack(deps: RoutingDeps, db: Db): Promise<boolean> {
  const before = new Date(deps.clock.now().getTime() - LEAST_GRACE_MS);
  const stranded = await listStrandedOffers(db, before, BATCH);
  for (const { workspaceId, ...offer } of stranded) {
    await endOffer(deps, db.workspace(workspaceId), offer, 'agent_disconnected').catch(isGone);
  }
  return stranded.length === BATCH;
}

/** Gives the work of agents who did not come back in time to others; answers whether there may be more. */
export async function replaceLost(deps: RoutingDeps, db: Db): Promise<boolean> {
  const now = deps.clock.now();
  const lost = await listLost(db, new Date(now.getTime() - LEAST_GRACE_MS), BATCH);
  let replaced = 0;
  for (const { workspaceId, memberId, leftAt } of lost) {
    const workspace = db.workspace(workspaceId);
    const { graceSeconds } = (await readSetup(workspace)).distribution;
    if (now.getTime() - leftAt.getTime() <= graceSeconds * 1000) continue;
    await replace(deps, workspace, memberId);
    replaced += 1;
  }
  return replaced === BATCH;
}

async function replace(deps: RoutingDeps, db: WorkspaceDb, memberId: string): Promise<void> {
  for (const session of await listSessionsOfAgent(db, memberId)) {
    if (session.participation !== 'primary') continue;
    await changeLive(deps, db, session.conversationId, null, (before, { now }) => {
      // Only what is given out is given out again; what agents pick is theirs until they say otherwise.
      const isTheirs = before.assigneeId === memberId && before.state === 'active' && before.mode === 'push';
      if (!isTheirs) return { item: before };
      const item = step({ ...before, assigneeId: null }, 'agent_lost', now);
      return { item, endReason: 'agent_disconnected', lines: [assignedLine(before, null)] };
    }).catch(isGone);
  }
  await db.transaction((tx) =>
    changeAgent(deps, tx, memberId, 'presence', (agent) =>
      agent.connected ? undefined : { ...agent, leftAt: null, beforeLeft: null },
    ),
  );
}
