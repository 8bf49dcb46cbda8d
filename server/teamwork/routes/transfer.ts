import { teamworkRoutes } from '../../../contract/api/index.ts';
import { type Caller, route } from '../../base/index.ts';
import { getConversation } from '../../conversations/index.ts';
import { memberIdOf } from '../../people/index.ts';
import { findWorkItem, presentWorkItem, readSetup } from '../../routing/index.ts';
import { listTargetAgents, listTargetQueues } from '../targets.ts';
import { takeBack, transfer } from '../transfer.ts';
import type { TeamworkDeps } from '../types.ts';

/** To whom a conversation can go, and handing it over. */
export function addTransferRoutes(deps: TeamworkDeps): void {
  const { http, db, clock } = deps;
  const workspaceOf = (caller: Caller) => db.workspace(caller.workspaceId);

  route(http, teamworkRoutes.targets, async ({ params, caller }) => {
    const workspace = workspaceOf(caller);
    await getConversation(workspace, params.id);
    const [setup, item] = [await readSetup(workspace), await findWorkItem(workspace, params.id)];
    const except = [caller.memberId, item?.assigneeId ?? null].filter((id) => id !== null);
    return {
      queues: await listTargetQueues(workspace, setup, clock.now()),
      agents: await listTargetAgents(workspace, setup, item, new Set(except)),
      needsAcceptance: setup.distribution.transferNeedsAcceptance,
    };
  });

  const askerOf = (caller: Caller) => ({
    memberId: memberIdOf(caller),
    supervises: caller.permissions.has('board.transfer'),
  });

  route(http, teamworkRoutes.takeBack, async ({ params, caller }) => ({
    workItem: presentWorkItem(await takeBack(deps, workspaceOf(caller), params.id, askerOf(caller))),
  }));

  route(http, teamworkRoutes.transfer, async ({ params, body, caller }) => {
    const { to, note = '', override = false } = body;
    const wanted = { to, note, override };
    const done = await transfer(deps, workspaceOf(caller), params.id, wanted, askerOf(caller));
    return { workItem: presentWorkItem(done.workItem), pending: done.pending };
  });
}
