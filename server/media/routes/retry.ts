import { mediaRoutes } from '../../../contract/api/index.ts';
import { mediaErrors } from '../../../contract/errors/media.ts';
import { AppError, type Clock, type Db, type HttpServer, route, type WorkspaceTx } from '../../base/index.ts';
import { presentMedia } from '../present.ts';
import { findFile, restartFetch } from '../store.ts';

/** Another try at a file that was given up. */
export function addRetryRoute(
  http: HttpServer,
  options: {
    db: Db;
    clock: Clock;
    onChanged: (tx: WorkspaceTx, messageId: string) => Promise<void>;
    wake: () => void;
  },
): void {
  const { db, clock, onChanged, wake } = options;
  route(http, mediaRoutes.retry, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    await workspace.transaction(async (tx) => {
      const file = await findFile(tx, params.id);
      if (!file) throw new AppError(mediaErrors.media_not_found);
      if (file.state !== 'failed') return;
      if (!(await restartFetch(tx, params.id, clock.now())))
        throw new AppError(mediaErrors.media_not_fetchable);
      if (file.messageId !== null) await onChanged(tx, file.messageId);
      tx.afterCommit(wake);
    });
    const file = await findFile(workspace, params.id);
    if (!file) throw new AppError(mediaErrors.media_not_found);
    return presentMedia(file);
  });
}
