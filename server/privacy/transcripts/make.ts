import { BlobMissing, type BlobStore, type Clock, newId, type WorkspaceDb } from '../../base/index.ts';
import { readMaskingRules } from '../../masking/index.ts';
import type { MediaFile } from '../../media/index.ts';
import { type Archive, writeArchive } from '../zip.ts';
import { type Chosen, listChosen } from './choose-store.ts';
import { type ExportRecord, findExport, forgetContent, noteContent, updateExport } from './export-store.ts';
import { readTranscript } from './read.ts';
import { writers } from './write.ts';

export interface MakeDeps {
  readonly clock: Clock;
  readonly blobs: BlobStore;
  readonly findNames: (db: WorkspaceDb) => Promise<ReadonlyMap<string, string>>;
  /** Somebody may look at it: tell the browsers that it went on. */
  readonly announce: (db: WorkspaceDb, exportId: string) => Promise<void>;
}

/** Exports are deleted after so long. */
export const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const AT_ONCE = 50;

/** Makes an export from its beginning: one that was cut off is made again, since half a zip is worth nothing. */
export async function makeExport(
  deps: MakeDeps,
  db: WorkspaceDb,
  exportId: string,
  signal: AbortSignal,
): Promise<void> {
  const wanted = await findExport(db, exportId);
  if (!wanted || wanted.state === 'done' || wanted.state === 'failed') return;
  await updateExport(db, exportId, { state: 'running', done: 0, failure: null });
  await forgetContent(db, exportId);
  const key = `transcripts-${newId()}.zip`;
  const byteSize = await writeArchive(deps.blobs, db.workspaceId, key, (archive) =>
    fill(deps, db, wanted, archive, signal),
  );
  const now = deps.clock.now();
  // Erased meanwhile: the erasure has said so, and found no file to delete yet.
  if ((await findExport(db, exportId))?.state !== 'running') return deps.blobs.remove(db.workspaceId, key);
  await updateExport(db, exportId, {
    state: 'done',
    blobKey: key,
    byteSize,
    finishedAt: now,
    expiresAt: new Date(now.getTime() + KEPT_MS),
  });
  await deps.announce(db, exportId);
}

async function fill(
  deps: MakeDeps,
  db: WorkspaceDb,
  wanted: ExportRecord,
  archive: Archive,
  signal: AbortSignal,
): Promise<void> {
  const rules = await readMaskingRules(db);
  const names = await deps.findNames(db);
  const writer = writers[wanted.format];
  const rights = {
    memberId: wanted.requestedBy,
    seesAll: wanted.seesAll,
    pastRestriction: wanted.pastRestriction,
  };
  let done = 0;
  let after = '';
  for (;;) {
    signal.throwIfAborted();
    const page = await listChosen(db, wanted.filter, rights, { after, limit: AT_ONCE });
    if (page.length === 0) return;
    await noteContent(
      db,
      wanted.id,
      page.map((one) => one.id),
    );
    for (const conversation of page) {
      signal.throwIfAborted();
      const files: MediaFile[] = [];
      const lines = async function* (): AsyncIterable<string> {
        let index = 0;
        let masked = false;
        yield writer.head(conversation);
        const options = {
          withNotes: wanted.withNotes,
          pathOf: wanted.withFiles ? pathOf : null,
          nameOf: (id: string) => names.get(id) ?? null,
        };
        for await (const part of readTranscript(db, conversation, options, rules)) {
          files.push(...part.files);
          masked ||= part.masked;
          for (const line of part.lines) {
            yield writer.line(line, conversation, index);
            index += 1;
          }
        }
        yield writer.foot(masked);
      };
      await archive.lines(`${fileNameOf(conversation)}.${wanted.format}`, lines());
      for (const file of files) await addFile(deps.blobs, db, archive, file);
      done += 1;
    }
    await updateExport(db, wanted.id, { done });
    await deps.announce(db, wanted.id);
    after = page.at(-1)?.id ?? after;
  }
}

async function addFile(blobs: BlobStore, db: WorkspaceDb, archive: Archive, file: MediaFile): Promise<void> {
  if (file.blobKey === null) return;
  const bytes = await blobs.read(db.workspaceId, file.blobKey).catch((error: unknown) => {
    if (error instanceof BlobMissing) return undefined;
    throw error;
  });
  if (bytes) await archive.bytes(pathOf(file), bytes);
}

function pathOf(file: MediaFile): string {
  const ending = /^[a-z]+\/([a-z0-9]+)$/.exec(file.contentType ?? '')?.[1] ?? 'bin';
  return `files/${file.id}.${ending}`;
}

/** The @name, and the id that keeps two of a name apart. */
export function fileNameOf({ username, id }: Chosen): string {
  return `${(username ?? 'customer').replace(/\W/g, '_')}-${id.slice(-8)}`;
}
