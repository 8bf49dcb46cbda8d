import { type RetentionKind, retentionKinds } from '../../../contract/personal-data.ts';
import type { BlobStore, Clock, Db, WorkspaceDb, WorkspaceId } from '../../base/index.ts';
import type { Expunge } from '../deps.ts';
import {
  countOld,
  deleteMessages,
  listAgedTables,
  listFilesOfMessages,
  listLimits,
  listOldFiles,
  listOldMessages,
  markFilesGone,
  sweepOld,
} from './store.ts';

const DAY_MS = 86_400_000;
const BATCH = 500;
/** Batches of one kind in one pass: other work gets its turn. */
const BATCHES = 20;
/** What is said in public goes with the messages, but hangs on none. */
const PUBLIC = ['public_answer', 'public_post'];

export interface SweepDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly blobs: BlobStore;
  readonly expunge: Expunge;
}

/** Deletes what is older than the workspaces want, in small batches. True when there is more. */
export async function sweepRetention(deps: SweepDeps): Promise<boolean> {
  let more = false;
  for (const { workspace_id: id, kind, days } of await listLimits(deps.db)) {
    if (!isKind(kind)) continue;
    // The column holds nothing but ids made by newId.
    const db = deps.db.workspace(id as WorkspaceId);
    const before = new Date(deps.clock.now().getTime() - days * DAY_MS);
    if (kind === 'messages') await deps.expunge(db, { kind: 'older', before });
    let done = BATCH;
    for (let n = 0; n < BATCHES && done >= BATCH; n += 1) done = await sweepKind(deps, db, kind, before);
    more ||= done >= BATCH;
  }
  return more;
}

/** How much is older than so many days. */
export async function countKind(
  { clock }: Pick<SweepDeps, 'clock'>,
  db: WorkspaceDb,
  kind: RetentionKind,
  days: number,
  most: number,
): Promise<number> {
  const before = new Date(clock.now().getTime() - days * DAY_MS);
  let count = 0;
  for (const table of await listAgedTables(db, kind))
    count += await countOld(db, table, before, most - count);
  return count;
}

async function sweepKind(
  deps: SweepDeps,
  db: WorkspaceDb,
  kind: RetentionKind,
  before: Date,
): Promise<number> {
  if (kind === 'messages') {
    const posts = await sweepTables(db, PUBLIC, before);
    return Math.max(posts, await sweepMessages(deps, db, before));
  }
  if (kind === 'media') {
    const files = await listOldFiles(db, before, BATCH);
    for (const file of files) await deps.blobs.remove(db.workspaceId, file.blob_key);
    await markFilesGone(
      db,
      files.map((file) => file.id),
    );
    return files.length;
  }
  return sweepTables(db, await listAgedTables(db, kind), before);
}

async function sweepTables(db: WorkspaceDb, tables: readonly string[], before: Date): Promise<number> {
  let most = 0;
  for (const table of tables) {
    most = Math.max(most, await db.transaction((tx) => sweepOld(tx, table, before, BATCH)));
  }
  return most;
}

/** Bytes first: a sweep that is cut off finds the rows again. */
async function sweepMessages({ blobs }: SweepDeps, db: WorkspaceDb, before: Date): Promise<number> {
  const messages = await listOldMessages(db, before, BATCH);
  if (messages.length === 0) return 0;
  const files = await listFilesOfMessages(
    db,
    messages.map((message) => message.id),
  );
  for (const file of files) if (file.blob_key !== null) await blobs.remove(db.workspaceId, file.blob_key);
  await db.transaction((tx) => deleteMessages(tx, messages, before));
  return messages.length;
}

export function isKind(kind: string): kind is RetentionKind {
  return (retentionKinds as readonly string[]).includes(kind);
}
