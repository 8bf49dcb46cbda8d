import { boardRoutes } from '../../../contract/api/index.ts';
import { type Caller, route } from '../../base/index.ts';
import { presentEntry } from '../../conversations/index.ts';
import { readMaskingRules } from '../../masking/index.ts';
import { memberIdOf } from '../../people/index.ts';
import { presentWorkItem } from '../../routing/index.ts';
import { presentTalk } from '../../teamwork/index.ts';
import type { SupervisionDeps } from '../types.ts';
import { assign, forceClose, monitor, transfer, whisper } from './act.ts';

/** What a supervisor does with one conversation. */
export function addActionRoutes(deps: SupervisionDeps): void {
  const { http, db } = deps;
  const workspaceOf = (caller: Caller) => db.workspace(caller.workspaceId);

  route(http, boardRoutes.monitor, async ({ params, caller }) =>
    presentTalk(await monitor(deps, workspaceOf(caller), params.id, memberIdOf(caller))),
  );

  route(http, boardRoutes.whisper, async ({ params, body, caller }) => {
    const workspace = workspaceOf(caller);
    const message = await whisper(deps, workspace, params.id, body, memberIdOf(caller));
    return presentEntry(message, [], await readMaskingRules(workspace));
  });

  route(http, boardRoutes.assign, async ({ params, body, caller }) => {
    const { to, override = false } = body;
    const done = await assign(deps, workspaceOf(caller), params.id, { to, override }, memberIdOf(caller));
    return { workItem: presentWorkItem(done.workItem), exceededUnits: done.exceededUnits };
  });

  route(http, boardRoutes.transfer, async ({ params, body, caller }) => {
    const { memberId, override = false } = body;
    const wanted = { memberId, override };
    const done = await transfer(deps, workspaceOf(caller), params.id, wanted, memberIdOf(caller));
    return { workItem: presentWorkItem(done.workItem), pending: done.pending };
  });

  route(http, boardRoutes.forceClose, async ({ params, caller }) => ({
    workItem: presentWorkItem(await forceClose(deps, workspaceOf(caller), params.id, memberIdOf(caller))),
  }));
}
