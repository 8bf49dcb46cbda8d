import { setTimeout as pause } from 'node:timers/promises';
import { type Eraser, type Owner, personalData } from '../../../contract/personal-data.ts';
import type { BlobStore, Clock, WorkspaceDb, WorkspaceTx } from '../../base/index.ts';
import type { Expunge } from '../deps.ts';
import { rememberErased } from '../../conversations/index.ts';
import { deleteDeliveries } from '../../inbound/index.ts';
import { type Audit, systemActor } from '../../people/index.ts';
import { digestOf, makeCertificate } from './certificate.ts';
import {
  deleteCustomer,
  deleteMedia,
  deleteThreads,
  detachXUser,
  hasWaitingDelivery,
  listMedia,
  listOpenConversations,
  lockThreads,
  scanDeliveries,
} from './own-store.ts';
import { leaveGroups } from './groups.ts';
import { findLockedRequest, findRequest, type Progress, updateRequest } from './request-store.ts';
import type { Subject } from './subject.ts';
import { clearRows, deleteRows, findKeyColumns } from './table-store.ts';

export interface EraseDeps {
  readonly clock: Clock;
  readonly blobs: BlobStore;
  readonly audit: Audit;
  /** Ends the work on a conversation, so that nobody's capacity stays bound to it. */
  readonly closeWork: (db: WorkspaceDb, conversationId: string) => Promise<void>;
  /** Deletes exports that hold some of these conversations; answers how many. */
  readonly deleteExports: (db: WorkspaceDb, conversationIds: readonly string[]) => Promise<number>;
  /** Takes rows out of every state of every DataSet; answers of which. */
  readonly expunge: Expunge;
}

const BATCH = 1_000;
const SCANNED = 2_000;
/** Files are counted under this name, beside the tables. */
const FILES = 'files';
const WAIT_MS = 200;
const WAITS = 150;

type Rows = Extract<Eraser, { readonly by: Owner }>;

/**
 * Takes a person out of everything. Each step can be repeated: a run that was cut off goes on where it stood, since
 * what is counted is written in the transaction that deletes it.
 */
export async function erase(
  deps: EraseDeps,
  db: WorkspaceDb,
  requestId: string,
  signal: AbortSignal,
): Promise<void> {
  const request = await findRequest(db, requestId);
  const subject = request?.subject;
  if (!request || !subject || request.state === 'done') return;
  const { clock } = deps;
  const person = await db.transaction(async (tx) => {
    await updateRequest(tx, requestId, { state: 'running', failure: null });
    await detachXUser(tx, subject.customerId);
    return rememberErased(tx, subject.xUserId, request.requestedAt);
  });
  for (const id of await listOpenConversations(db, subject)) await deps.closeWork(db, id);
  await eraseFiles(deps, db, requestId, subject, signal);
  await note(db, requestId, 'transcript_export', async () =>
    Array.from(
      { length: await deps.deleteExports(db, [...subject.conversationIds, ...subject.groupIds]) },
      (_, at) => String(at),
    ),
  );
  await eraseDeliveries(db, requestId, subject, signal);
  await note(db, requestId, 'dataset', () => deps.expunge(db, { kind: 'person', xUserId: subject.xUserId }));
  for (const table of tablesOf(subject)) await eraseTable(db, requestId, table, subject, signal);
  await db.transaction(async (tx) => {
    await lockThreads(tx, subject);
    // What came in between: nothing can come any more, the threads are locked.
    for (const table of tablesOf(subject)) await eraseRest(tx, requestId, table, subject);
    await noteIn(tx, requestId, 'work_item', await leaveGroups(tx, subject));
    await noteIn(
      tx,
      requestId,
      'conversation',
      [...subject.conversationIds].slice(0, await deleteThreads(tx, subject)),
    );
    await noteIn(tx, requestId, 'customer', [subject.customerId].slice(0, await deleteCustomer(tx, subject)));
    const last = await findLockedRequest(tx, requestId);
    if (!last || last.state === 'done') return;
    const { [FILES]: files, ...progress } = last.progress;
    const certificate = makeCertificate(tx.workspaceId, last, {
      person,
      progress,
      files: files?.count ?? 0,
      groups: subject.groupIds.length,
      erasedAt: clock.now(),
    });
    await updateRequest(tx, requestId, {
      state: 'done',
      certificate,
      finishedAt: clock.now(),
      forgetSubject: true,
    });
    await deps.audit(tx, {
      actor: systemActor,
      action: 'person.erased',
      subjectKind: 'erasure_request',
      subjectId: requestId,
      facts: { certificate: certificate.hash },
    });
  });
}

/** Tables whose rows SQL alone finds, those that hang on others first. */
export function tablesOf(subject: Subject): { readonly name: string; readonly rule: Rows }[] {
  const rows = Object.entries(personalData).flatMap(([name, { erase: rule }]) =>
    'by' in rule && (rule.by !== 'contact' || subject.contactId !== null) ? [{ name, rule }] : [],
  );
  const rank: Readonly<Record<Owner, number>> = {
    message: 0,
    x_user: 0,
    session: 0,
    work_item: 0,
    conversation: 1,
    customer: 2,
    contact: 3,
  };
  return rows.toSorted((a, b) => rank[a.rule.by] - rank[b.rule.by]);
}

async function eraseTable(
  db: WorkspaceDb,
  requestId: string,
  table: { readonly name: string; readonly rule: Rows },
  subject: Subject,
  signal: AbortSignal,
): Promise<void> {
  for (let more = true; more; ) {
    signal.throwIfAborted();
    more = await db.transaction((tx) => eraseBatch(tx, requestId, table, subject));
  }
}

async function eraseRest(
  tx: WorkspaceTx,
  requestId: string,
  table: { readonly name: string; readonly rule: Rows },
  subject: Subject,
): Promise<void> {
  if ('clear' in table.rule) return;
  while (await eraseBatch(tx, requestId, table, subject));
}

/** True when there may be more. */
async function eraseBatch(
  tx: WorkspaceTx,
  requestId: string,
  { name, rule }: { readonly name: string; readonly rule: Rows },
  subject: Subject,
): Promise<boolean> {
  const keyColumns = await findKeyColumns(tx, name);
  if (!keyColumns) return false;
  if ('clear' in rule) {
    await noteIn(tx, requestId, name, (await clearRows(tx, name, rule, subject, keyColumns)).keys, {
      once: true,
    });
    return false;
  }
  const { keys } = await deleteRows(tx, name, rule, subject, { keyColumns, limit: BATCH });
  await noteIn(tx, requestId, name, keys);
  return keys.length === BATCH;
}

/** Bytes first: a run that is cut off finds the row again, not bytes that nothing names. */
async function eraseFiles(
  deps: EraseDeps,
  db: WorkspaceDb,
  requestId: string,
  subject: Subject,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const files = await listMedia(db, subject, '', 100);
    if (files.length === 0) return;
    const blobs = files.flatMap((file) => file.blob_key ?? []);
    for (const key of blobs) await deps.blobs.remove(db.workspaceId, key);
    const ids = files.map((file) => file.id);
    await db.transaction(async (tx) => {
      await deleteMedia(tx, ids);
      await noteIn(tx, requestId, 'media', ids);
      await noteIn(tx, requestId, FILES, blobs);
    });
  }
}

async function eraseDeliveries(
  db: WorkspaceDb,
  requestId: string,
  subject: Subject,
  signal: AbortSignal,
): Promise<void> {
  // What waits is taken in within moments, and left out there.
  for (let n = 0; n < WAITS && (await hasWaitingDelivery(db, subject.xUserId)); n += 1) await pause(WAIT_MS);
  let after = { partition: -1, seq: '0' };
  for (;;) {
    signal.throwIfAborted();
    const found = await scanDeliveries(db, subject.xUserId, after, SCANNED);
    const last = found.at(-1);
    if (!last) return;
    const ids = found.filter((one) => one.hit).map((one) => one.id);
    if (ids.length > 0) {
      await db.transaction(async (tx) => {
        await deleteDeliveries(tx, ids);
        await noteIn(tx, requestId, 'delivery', ids);
      });
    }
    after = { partition: last.partition, seq: last.seq };
  }
}

async function note(
  db: WorkspaceDb,
  requestId: string,
  table: string,
  act: () => Promise<readonly string[]>,
): Promise<void> {
  const keys = await act();
  await db.transaction((tx) => noteIn(tx, requestId, table, keys));
}

/** Adds to what is done; `once`: it is done again and again without becoming more. */
async function noteIn(
  tx: WorkspaceTx,
  requestId: string,
  table: string,
  keys: readonly string[],
  options: { readonly once?: boolean } = {},
): Promise<void> {
  if (keys.length === 0) return;
  const request = await findLockedRequest(tx, requestId);
  if (!request) throw new Error('the request is gone');
  const before = options.once ? undefined : request.progress[table];
  const progress: Progress = {
    ...request.progress,
    [table]: {
      count: (before?.count ?? 0) + keys.length,
      digest: digestOf(before?.digest ?? '', keys),
    },
  };
  await updateRequest(tx, requestId, { progress });
}
