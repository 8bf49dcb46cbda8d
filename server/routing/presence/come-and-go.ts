import type { WorkspaceDb } from '../../base/index.ts';
import { arrivalPresence, presence } from '../agents/presence.ts';
import { withPresence } from '../agents/settle.ts';
import type { AgentState, Load } from '../agents/types.ts';
import type { RoutingDeps } from '../deps.ts';
import type { Setup } from '../setup/types.ts';
import { countConnections } from './connection-store.ts';
import { changeAgent } from './set.ts';

/**
 * An agent listens: back within the grace they are as they were; otherwise as at a sign-in. A second tab changes
 * nothing.
 */
export async function arrive(deps: RoutingDeps, db: WorkspaceDb, memberId: string): Promise<void> {
  await db.transaction((tx) =>
    changeAgent(deps, tx, memberId, 'connected', (agent, setup, load) =>
      agent.connected ? undefined : arrived(agent, setup, load, deps.clock.now()),
    ),
  );
}

function arrived(agent: AgentState, setup: Setup, load: Load, now: Date): AgentState {
  const back = { ...agent, connected: true, leftAt: null, beforeLeft: null };
  const graceMs = setup.distribution.graceSeconds * 1000;
  if (agent.leftAt && agent.beforeLeft && now.getTime() - agent.leftAt.getTime() <= graceMs) {
    return withPresence(back, agent.beforeLeft, now);
  }
  const wanted = setup.presences.get(setup.members.get(agent.memberId)?.defaultPresenceId ?? '');
  const start = wanted && { presenceId: wanted.id, base: wanted.base };
  return withPresence(back, arrivalPresence(start, load), now);
}

/**
 * The last of an agent's browsers has gone: offline at once. What is offered to them is taken back some seconds
 * later; what they have stays theirs for the grace.
 */
export async function leave(deps: RoutingDeps, db: WorkspaceDb, memberId: string): Promise<void> {
  await db
    .transaction(async (tx) => {
      await changeAgent(deps, tx, memberId, 'disconnected', (agent) => {
        if (!agent.connected) return undefined;
        const { presenceId, base, chosen } = agent;
        const now = deps.clock.now();
        const gone = { ...agent, connected: false, leftAt: now, beforeLeft: { presenceId, base, chosen } };
        return withPresence(gone, presence('offline'), now);
      });
      // Under the agent's lock: a browser that came meanwhile keeps them here.
      if ((await countConnections(tx, memberId)) > 0) throw new StillHere();
    })
    .catch((error: unknown) => {
      if (!(error instanceof StillHere)) throw error;
    });
}

/** Rolls back a leaving that was none. */
class StillHere extends Error {
  override readonly name = 'StillHere';
}
