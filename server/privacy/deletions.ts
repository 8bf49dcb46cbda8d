import type { BlobStore, Db, EventLog, JobKind, Jobs, WorkspaceDb, WorkspaceId } from '../base/index.ts';
import { findMessage } from '../conversations/index.ts';
import { deleteDeliveries } from '../inbound/index.ts';
import { listFilesOf } from '../media/index.ts';
import type { Expunge } from './deps.ts';
import { forgetAttempts } from './deletions-store.ts';
import { deleteMedia, scanDeliveries } from './erasure/own-store.ts';

export interface DeletionDeps {
  readonly db: Db;
  readonly log: EventLog;
  readonly jobs: Jobs;
  readonly blobs: BlobStore;
  readonly deleteExports: (db: WorkspaceDb, conversationIds: readonly string[]) => Promise<number>;
  readonly expunge: Expunge;
}

const deletionJob: JobKind<{ workspaceId: string; messageId: string }> = {
  name: 'privacy.deleted-on-x',
  retryLimit: 4,
  retryDelaySeconds: 5,
  expireSeconds: 3_600,
  concurrency: 1,
};

const SCANNED = 2_000;

/**
 * A message whose text is gone takes along what else holds it: files, what X answered when it was sent, raw bodies,
 * exports that are still there. Its place in the thread stays, empty, and so does X's id: it does not come back by a fill.
 */
export function startDeletions(deps: DeletionDeps): void {
  deps.jobs.work(deletionJob, async ({ workspaceId, messageId }, signal) => {
    // A job's data is what was sent: our own ids.
    const db = deps.db.workspace(workspaceId as WorkspaceId);
    await forgetMessage(deps, db, messageId, signal);
  });
  deps.log.consume({
    name: 'deletions',
    start: 'now',
    kinds: ['message.changed'],
    wants: ({ body }) => body.what === 'deleted',
    giveWayMs: 1_000,
    handle: async (tx, events) => {
      for (const { body } of events) {
        const { messageId } = body;
        await deps.jobs.send(tx, deletionJob, { workspaceId: tx.workspaceId, messageId }, { key: messageId });
      }
    },
  });
}

async function forgetMessage(
  deps: DeletionDeps,
  db: WorkspaceDb,
  messageId: string,
  signal: AbortSignal,
): Promise<void> {
  const message = await findMessage(db, messageId);
  if (!message?.deletedAt) return;
  const files = await listFilesOf(db, [messageId]);
  for (const file of files) if (file.blobKey) await deps.blobs.remove(db.workspaceId, file.blobKey);
  await db.transaction(async (tx) => {
    await deleteMedia(
      tx,
      files.map((file) => file.id),
    );
    await forgetAttempts(tx, messageId);
  });
  await deps.deleteExports(db, [message.conversationId]);
  if (message.xEventId === null) return;
  await forgetBodies(db, message.xEventId, signal);
  await deps.expunge(db, { kind: 'message', xEventId: message.xEventId });
}

/** Bodies that X's id of the message stands in; what else is in them was taken in long ago. */
async function forgetBodies(db: WorkspaceDb, xEventId: string, signal: AbortSignal): Promise<void> {
  let after = { partition: -1, seq: '0' };
  for (;;) {
    signal.throwIfAborted();
    const found = await scanDeliveries(db, xEventId, after, SCANNED);
    const last = found.at(-1);
    if (!last) return;
    const ids = found.filter((one) => one.hit).map((one) => one.id);
    if (ids.length > 0) await db.transaction((tx) => deleteDeliveries(tx, ids));
    after = { partition: last.partition, seq: last.seq };
  }
}
