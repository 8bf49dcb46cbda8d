import { type BlobStore, BlobMissing, type Clock, newId, type WorkspaceDb } from '../../base/index.ts';
import { type Archive, writeArchive } from '../zip.ts';
import { tablesOf } from './erase.ts';
import { readDeliveries, readMedia, readPerson, scanDeliveries } from './own-store.ts';
import { findRequest, updateRequest } from './request-store.ts';
import type { Subject } from './subject.ts';
import { findKeyColumns, readRows } from './table-store.ts';

export interface ExportDeps {
  readonly clock: Clock;
  readonly blobs: BlobStore;
}

export const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const PAGE = 1_000;

/** Gives out everything that is held of a person: each table as JSON, files as they are, X's bodies as they came. */
export async function exportPerson(
  deps: ExportDeps,
  db: WorkspaceDb,
  requestId: string,
  signal: AbortSignal,
): Promise<void> {
  const request = await findRequest(db, requestId);
  const subject = request?.subject;
  if (!request || !subject || request.state === 'done') return;
  await updateRequest(db, requestId, { state: 'running', failure: null });
  const key = `person-${newId()}.zip`;
  const byteSize = await writeArchive(deps.blobs, db.workspaceId, key, (archive) =>
    fill(deps, db, subject, archive, signal),
  );
  const now = deps.clock.now();
  await updateRequest(db, requestId, {
    state: 'done',
    blobKey: key,
    byteSize,
    expiresAt: new Date(now.getTime() + KEPT_MS),
    finishedAt: now,
    forgetSubject: true,
  });
}

async function fill(
  deps: ExportDeps,
  db: WorkspaceDb,
  subject: Subject,
  archive: Archive,
  signal: AbortSignal,
): Promise<void> {
  const person = await readPerson(db, subject);
  await archive.text('customer.json', JSON.stringify(person.customer, undefined, 2));
  await archive.text('conversation.json', JSON.stringify(person.conversations, undefined, 2));
  for (const { name, rule } of tablesOf(subject)) {
    const keyColumns = await findKeyColumns(db, name);
    if (!keyColumns) continue;
    const page = (offset: number) => readRows(db, name, rule, subject, { keyColumns, offset, limit: PAGE });
    await archive.lines(`${name}.json`, asJson(page, signal));
  }
  let after = '';
  const rows: unknown[] = [];
  for (let files = await readMedia(db, subject, after, 100); files.length > 0; ) {
    signal.throwIfAborted();
    for (const file of files) {
      rows.push(file.row);
      if (!file.blob_key) continue;
      const ending = /^[a-z]+\/([a-z0-9]+)$/.exec(file.content_type ?? '')?.[1] ?? 'bin';
      const bytes = await deps.blobs.read(db.workspaceId, file.blob_key).catch((error: unknown) => {
        if (error instanceof BlobMissing) return undefined;
        throw error;
      });
      if (bytes) await archive.bytes(`files/${file.id}.${ending}`, bytes);
    }
    after = files.at(-1)?.id ?? '';
    files = await readMedia(db, subject, after, 100);
  }
  await archive.text('media.json', JSON.stringify(rows, undefined, 2));
  await archive.lines('delivery.json', asJson(deliveryPages(db, subject), signal));
}

/** A JSON array, made page by page; an empty page ends it. */
async function* asJson(
  read: (offset: number) => Promise<readonly unknown[]>,
  signal: AbortSignal,
): AsyncIterable<string> {
  let count = 0;
  yield '[';
  for (;;) {
    signal.throwIfAborted();
    const rows = await read(count);
    if (rows.length === 0) break;
    for (const row of rows) {
      yield `${count === 0 ? '' : ','}\n${JSON.stringify(row)}`;
      count += 1;
    }
  }
  yield '\n]\n';
}

function deliveryPages(db: WorkspaceDb, subject: Subject): () => Promise<unknown[]> {
  let after = { partition: -1, seq: '0' };
  return async () => {
    for (;;) {
      const found = await scanDeliveries(db, subject.xUserId, after, PAGE);
      const last = found.at(-1);
      if (!last) return [];
      after = { partition: last.partition, seq: last.seq };
      const ids = found.filter((one) => one.hit).map((one) => one.id);
      if (ids.length === 0) continue;
      const bodies = await readDeliveries(db, ids);
      return bodies.map(({ id, received_at: receivedAt, transport, body }) => ({
        id,
        receivedAt: receivedAt.toISOString(),
        transport,
        body: body.toString('utf8'),
      }));
    }
  };
}
