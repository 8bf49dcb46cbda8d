import {
  type BlobStore,
  type Clock,
  type Db,
  type JobKind,
  type Jobs,
  type Logger,
  messageOf,
  type Timers,
  type WorkspaceDb,
  type WorkspaceId,
} from '../../base/index.ts';
import {
  forgetContent,
  listExpiredExports,
  listExportsOf,
  listUnfinishedExports,
  updateExport,
} from './export-store.ts';
import { makeExport, type MakeDeps } from './make.ts';

/** Makes one export, in the background. */
export const transcriptJob: JobKind<{ workspaceId: string; exportId: string }> = {
  name: 'privacy.transcripts',
  retryLimit: 2,
  retryDelaySeconds: 5,
  expireSeconds: 3_600,
  concurrency: 1,
};

export interface ExportsDeps extends MakeDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly blobs: BlobStore;
  readonly jobs: Jobs;
  readonly timers: Timers;
  readonly logger: Logger;
}

const MINUTE_MS = 60_000;

/** Makes exports in the background, starts again what was cut off, and deletes files after their time. */
export function startExports(deps: ExportsDeps): void {
  const { db, jobs } = deps;
  jobs.work(transcriptJob, async ({ workspaceId, exportId }, signal) => {
    // A job's data is what was sent: our own id.
    const workspace = db.workspace(workspaceId as WorkspaceId);
    try {
      await makeExport(deps, workspace, exportId, signal);
    } catch (error) {
      deps.logger.error({ err: error, exportId }, 'an export of transcripts failed');
      await updateExport(workspace, exportId, { failure: messageOf(error).slice(0, 300) });
      throw error;
    }
  });
  deps.timers.sweeper({
    name: 'transcript-exports',
    everyMs: MINUTE_MS,
    run: async () => {
      for (const { workspace_id: workspaceId, id: exportId } of await listUnfinishedExports(db)) {
        await jobs.send(db, transcriptJob, { workspaceId, exportId }, { key: exportId });
      }
      for (const { workspace_id: workspaceId, id, blob_key: key } of await listExpiredExports(
        db,
        deps.clock.now(),
      )) {
        await deps.blobs.remove(workspaceId, key);
        // As above.
        const workspace = db.workspace(workspaceId as WorkspaceId);
        await updateExport(workspace, id, { blobKey: null });
        await forgetContent(workspace, id);
      }
    },
  });
}

/** Deletes every export that holds one of these conversations: somebody or something in it is gone. */
export async function deleteExportsOf(
  { blobs }: Pick<ExportsDeps, 'blobs'>,
  db: WorkspaceDb,
  conversationIds: readonly string[],
): Promise<number> {
  const found = await listExportsOf(db, conversationIds);
  for (const { id, blobKey } of found) {
    if (blobKey !== null) await blobs.remove(db.workspaceId, blobKey);
    await updateExport(db, id, {
      state: 'failed',
      blobKey: null,
      failure: 'Deleted, because somebody or something in it was erased. Make it again.',
    });
    await forgetContent(db, id);
  }
  return found.length;
}
