import {
  type Jobs,
  type JobKind,
  type Logger,
  messageOf,
  type Timers,
  type WorkspaceId,
  type Db,
  type BlobStore,
  type Clock,
} from '../../base/index.ts';
import { erase, type EraseDeps } from './erase.ts';
import { exportPerson } from './export.ts';
import { findRequest, listExpired, listUnfinished, updateRequest } from './request-store.ts';

/** Work on one request, in the background. */
export const personJob: JobKind<{ workspaceId: string; requestId: string }> = {
  name: 'privacy.person',
  retryLimit: 4,
  retryDelaySeconds: 5,
  expireSeconds: 3_600,
  concurrency: 1,
};

export interface RequestDeps extends EraseDeps {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly blobs: BlobStore;
}

const MINUTE_MS = 60_000;

/** Erases and exports people in the background, starts again what was cut off, and deletes exports after their time. */
export function startRequests(deps: RequestDeps): void {
  const { db, jobs } = deps;
  jobs.work(personJob, async ({ workspaceId, requestId }, signal) => {
    // A job's data is what was sent: our own id.
    const workspace = db.workspace(workspaceId as WorkspaceId);
    const request = await findRequest(workspace, requestId);
    if (!request || request.state === 'done') return;
    try {
      if (request.kind === 'erase') await erase(deps, workspace, requestId, signal);
      else await exportPerson(deps, workspace, requestId, signal);
    } catch (error) {
      deps.logger.error({ err: error, requestId }, 'a request about a person failed');
      await updateRequest(workspace, requestId, { failure: messageOf(error).slice(0, 300) });
      throw error;
    }
  });
  deps.timers.sweeper({
    name: 'privacy-requests',
    everyMs: MINUTE_MS,
    run: async () => {
      for (const { workspace_id: workspaceId, id: requestId } of await listUnfinished(db)) {
        await jobs.send(db, personJob, { workspaceId, requestId }, { key: requestId });
      }
      await deleteExpired(deps);
    },
  });
}

async function deleteExpired({ db, clock, blobs }: RequestDeps): Promise<void> {
  for (const { workspace_id: workspaceId, id, blob_key: key } of await listExpired(db, clock.now(), 100)) {
    await blobs.remove(workspaceId, key);
    // As above.
    await updateRequest(db.workspace(workspaceId as WorkspaceId), id, { blobKey: null });
  }
}
