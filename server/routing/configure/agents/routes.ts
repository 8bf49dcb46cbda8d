import { agentRoutes } from '../../../../contract/api/index.ts';
import { route } from '../../../base/index.ts';
import { actorOf } from '../../../people/index.ts';
import type { ConfigureDeps } from '../deps.ts';
import { changeAgent, changeAgents, changeQueues, needAgent } from './agents.ts';
import { listAgents, listQueuesOfAgent } from './store.ts';

/** Members as distribution sees them. */
export function addAgentRoutes(deps: ConfigureDeps): void {
  const { http, db } = deps;

  route(http, agentRoutes.list, async ({ caller }) => ({
    items: await listAgents(db.workspace(caller.workspaceId)),
  }));

  route(http, agentRoutes.update, ({ caller, params, body }) =>
    changeAgent(deps, db.workspace(caller.workspaceId), actorOf(caller), params.id, body),
  );

  route(http, agentRoutes.queues, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    await needAgent(workspace, params.id);
    return { queues: await listQueuesOfAgent(workspace, params.id) };
  });

  route(http, agentRoutes.setQueues, ({ caller, params, body }) =>
    changeQueues(deps, db.workspace(caller.workspaceId), actorOf(caller), params.id, body.queueIds),
  );

  route(http, agentRoutes.change, async ({ caller, body }) => ({
    changed: await changeAgents(
      deps,
      db.workspace(caller.workspaceId),
      actorOf(caller),
      body.memberIds,
      body.change,
    ),
  }));
}
