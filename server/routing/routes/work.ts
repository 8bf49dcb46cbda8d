import { workRoutes } from '../../../contract/api/index.ts';
import { type Caller, route, type WorkspaceDb } from '../../base/index.ts';
import { getConversation } from '../../conversations/index.ts';
import { memberIdOf } from '../../people/index.ts';
import { closeItem, reopenItem } from '../commands/close.ts';
import { endItem, putAside, releaseItem } from '../commands/leave.ts';
import { pickItem } from '../commands/pick.ts';
import { presentSession, presentWorkItem } from '../present.ts';
import { listSessionsOf } from '../sessions/store.ts';
import type { StoredWorkItem } from '../types.ts';
import type { RoutingRouteParts } from './index.ts';

/** What an agent does with a conversation's work item. */
export function addWorkRoutes({ http, db, routing }: RoutingRouteParts): void {
  const workspaceOf = (caller: Caller) => db.workspace(caller.workspaceId);
  type Act = (db: WorkspaceDb, conversationId: string, caller: Caller) => Promise<StoredWorkItem>;
  type ActRoute = (typeof workRoutes)[Exclude<keyof typeof workRoutes, 'sessions'>];
  const serve = (descriptor: ActRoute, act: Act) =>
    route<ActRoute>(http, descriptor, async ({ params, caller }) => ({
      workItem: presentWorkItem(await act(workspaceOf(caller), params.id, caller)),
    }));

  serve(workRoutes.pick, (workspace, id, caller) => {
    const supervises = caller.permissions.has('board.assign');
    return pickItem(routing, workspace, id, { memberId: memberIdOf(caller), supervises });
  });
  route(http, workRoutes.sessions, async ({ params, caller }) => {
    await getConversation(workspaceOf(caller), params.id);
    return { sessions: (await listSessionsOf(workspaceOf(caller), params.id)).map(presentSession) };
  });
  serve(workRoutes.release, (workspace, id, { memberId }) => releaseItem(routing, workspace, id, memberId));
  serve(workRoutes.end, (workspace, id, { memberId }) => endItem(routing, workspace, id, memberId));
  serve(workRoutes.putAside, (workspace, id, { memberId }) =>
    putAside(routing, workspace, id, { by: memberId }),
  );
  serve(workRoutes.close, (workspace, id, { memberId }) =>
    closeItem(routing, workspace, id, { reason: 'ended_by_agent', by: memberId }),
  );
  serve(workRoutes.reopen, (workspace, id, { memberId }) => reopenItem(routing, workspace, id, memberId));
}
