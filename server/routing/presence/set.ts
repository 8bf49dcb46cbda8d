import type { WorkspaceTx } from '../../base/index.ts';
import { loadOf, readProfileUse } from '../agents/load.ts';
import { isMoved, presenceChanged, withPresence } from '../agents/settle.ts';
import { lockAgents, logPresence, saveAgents } from '../agents/store.ts';
import type { AgentState, Load, Presence } from '../agents/types.ts';
import type { RoutingDeps } from '../deps.ts';
import { readSetup } from '../setup/read.ts';
import type { Setup } from '../setup/types.ts';

/** The agent as they shall be; undefined: as they are. */
export type DecideAgent = (agent: AgentState, setup: Setup, load: Load) => AgentState | undefined;

/** Changes an agent under their row's lock, keeps the log of presences, and says so. */
export async function changeAgent(
  deps: RoutingDeps,
  tx: WorkspaceTx,
  memberId: string,
  what: 'presence' | 'connected' | 'disconnected',
  decide: DecideAgent,
): Promise<AgentState> {
  const [setup, now] = [await readSetup(tx), deps.clock.now()];
  const agent = (await lockAgents(tx, [memberId], now)).get(memberId);
  if (!agent) throw new Error(`agent ${memberId} could not be locked`);
  const profiles = (await readProfileUse(tx, setup, [memberId], now)).get(memberId);
  const after = decide(agent, setup, loadOf(setup, agent, profiles));
  if (!after) return agent;
  await saveAgents(tx, [after]);
  if (isMoved(agent, after)) await logPresence(tx, [after], now);
  deps.log.append(tx, [presenceChanged(after, what)]);
  tx.afterCommit(() => deps.assigner?.wake(tx.workspaceId));
  return after;
}

/** Sets a presence; of an agent who is away from the screen, what they come back to. */
export function setPresenceOf(
  deps: RoutingDeps,
  tx: WorkspaceTx,
  memberId: string,
  decide: (agent: AgentState, setup: Setup, load: Load) => Presence | undefined,
): Promise<AgentState> {
  return changeAgent(deps, tx, memberId, 'presence', (agent, setup, load) => {
    const next = decide(agent, setup, load);
    if (!next) return undefined;
    const now = deps.clock.now();
    if (!agent.connected) return { ...agent, leftAt: agent.leftAt ?? now, beforeLeft: next };
    return withPresence(agent, next, now);
  });
}
