import { workStreamRoutes } from '../../../../contract/api/index.ts';
import { route } from '../../../base/index.ts';
import { listQueues, listWorkStreams } from '../../../handles/index.ts';
import type { ConnectDeps } from '../deps.ts';

export function addWorkStreamRoutes({ http, db }: Pick<ConnectDeps, 'http' | 'db'>): void {
  route(http, workStreamRoutes.list, async ({ caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    return { workStreams: await listWorkStreams(workspace), queues: await listQueues(workspace) };
  });
}
