import { presenceRoutes } from '../../../contract/api/index.ts';
import { route, type WorkspaceDb } from '../../base/index.ts';
import { memberIdOf } from '../../people/index.ts';
import { listAgents } from '../agents/store.ts';
import type { AgentState } from '../agents/types.ts';
import { choosePresence } from '../presence/choose.ts';
import { presentAgent, presentOption } from '../presence/present.ts';
import { declinedAt } from '../presence/reason-store.ts';
import { readSetup } from '../setup/read.ts';
import type { RoutingRouteParts } from './index.ts';

/** How agents are, and what they choose. */
export function addPresenceRoutes({ http, db, routing }: RoutingRouteParts): void {
  const { clock } = routing;

  route(http, presenceRoutes.mine, async ({ caller }) => {
    const [workspace, memberId] = [db.workspace(caller.workspaceId), memberIdOf(caller)];
    const setup = await readSetup(workspace);
    const [agent] = await listAgents(workspace, [memberId]);
    const options = [...setup.presences.values()].filter((one) => one.base !== 'inactive');
    return {
      presence: presentAgent(setup, memberId, agent, clock.now()),
      options: options.map(presentOption),
      maxSessions: setup.distribution.maxSessions,
      reason: await reasonOf(workspace, agent),
    };
  });

  route(http, presenceRoutes.choose, async ({ body, caller }) => {
    const [workspace, memberId] = [db.workspace(caller.workspaceId), memberIdOf(caller)];
    const agent = await choosePresence(routing, workspace, memberId, body.presenceId);
    return presentAgent(await readSetup(workspace), memberId, agent, clock.now());
  });

  route(http, presenceRoutes.list, async ({ query, caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    const setup = await readSetup(workspace);
    const wanted = query.queueId === undefined ? setup.members : setup.queues.get(query.queueId)?.members;
    const ids = [...(wanted?.keys() ?? [])];
    const agents = new Map((await listAgents(workspace, ids)).map((agent) => [agent.memberId, agent]));
    return { agents: ids.map((id) => presentAgent(setup, id, agents.get(id), clock.now())) };
  });

  route(http, presenceRoutes.set, async ({ params, body, caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    const agent = await choosePresence(routing, workspace, params.id, body.presenceId);
    return presentAgent(await readSetup(workspace), params.id, agent, clock.now());
  });
}

/** Why the system set a presence by itself, where the agent should know. */
async function reasonOf(
  db: WorkspaceDb,
  agent: AgentState | undefined,
): Promise<'missed' | 'declined' | null> {
  if (agent?.base === 'inactive') return 'missed';
  if (agent?.base !== 'do_not_disturb' || !agent.chosen) return null;
  return (await declinedAt(db, agent.memberId, agent.since)) ? 'declined' : null;
}
