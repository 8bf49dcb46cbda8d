import { asId, type Db } from '../base/index.ts';
import type { DatasetsDeps } from './deps.ts';
import { filesOf } from './manifest.ts';
import { COPY_PREFIX } from './read/copies.ts';
import { findDataset, listDropped, listManifests, markSwept } from './store.ts';

/** Longer than any query or export may run: until then somebody may still read what is no longer kept. */
const READERS_MS = 60 * 60_000;
/** A file that nobody names after this time is of a write that was cut off. */
const LOST_MS = 24 * 60 * 60_000;
const BATCH = 50;

type Deps = DatasetsDeps & { readonly db: Db };

/** Removes the files of versions that are no longer kept, after everybody who might read them. @returns true when there is more */
export async function sweepVersions({ db, files, clock }: Deps): Promise<boolean> {
  const before = new Date(clock.now().getTime() - READERS_MS);
  const due = await listDropped(db, before, BATCH);
  for (const { workspaceId, datasetId } of due) {
    const workspace = db.workspace(workspaceId);
    // Names first, so that a version that is made meanwhile only adds to what stays.
    await markSwept(workspace, datasetId, before);
    const named = new Set((await listManifests(workspace, datasetId)).flatMap(filesOf));
    const there = await files.list(workspaceId, datasetId);
    const old = there.filter(({ id, changedAtMs }) => !named.has(id) && changedAtMs < before.getTime());
    for (const { id } of old) await files.remove(workspaceId, datasetId, id);
  }
  return due.length === BATCH;
}

/** Removes what no row of the database names: files of writes that were cut off, directories of deleted DataSets. */
export async function sweepLost({ db, files, clock }: Deps): Promise<void> {
  const now = clock.now().getTime();
  for (const { workspaceId, datasetId } of await files.listAll()) {
    const workspace = db.workspace(asId<'workspace'>(workspaceId));
    const there = await files.list(workspaceId, datasetId);
    if (!(await findDataset(workspace, datasetId))) {
      if (there.every(({ changedAtMs }) => changedAtMs < now - READERS_MS)) {
        await files.removeAll(workspaceId, datasetId);
      }
      continue;
    }
    const named = new Set((await listManifests(workspace, datasetId)).flatMap(filesOf));
    const lost = there.filter(({ id, changedAtMs }) => !named.has(id) && changedAtMs < now - LOST_MS);
    for (const { id } of lost) await files.remove(workspaceId, datasetId, id);
  }
}

/**
 * Removes uploads that nobody took in, what exports and joined parts left behind, and ordered copies that nobody looks at.
 * Parts of streams wait for a week.
 */
export async function sweepScratch({ files, clock }: Pick<Deps, 'files' | 'clock'>): Promise<void> {
  const now = clock.now().getTime();
  for (const { name, changedAtMs } of await files.listScratch()) {
    if (changedAtMs < now - keptMs(name)) await files.removeScratch(name);
  }
}

function keptMs(name: string): number {
  if (name.startsWith('stream-')) return 7 * LOST_MS;
  return name.startsWith(COPY_PREFIX) ? READERS_MS : LOST_MS;
}
