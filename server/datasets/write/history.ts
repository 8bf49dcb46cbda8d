import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import type { DatasetsDeps } from '../deps.ts';
import { EMPTY, type Manifest } from '../manifest.ts';
import { type Now, readNow } from '../read/now.ts';
import { findVersion, type VersionRow } from '../store.ts';
import { commitVersion } from './commit.ts';

/** Makes an earlier state the one that is read, as a new version. @throws AppError dataset_version_gone, dataset_version_current, dataset_busy */
export async function revertTo(
  deps: DatasetsDeps,
  db: WorkspaceDb,
  datasetId: string,
  number: number,
  byId: string | null,
): Promise<VersionRow> {
  const now = await readNow(db, datasetId);
  if (number === now.dataset.version) {
    throw new AppError(datasetErrors.dataset_version_current, { values: { number } });
  }
  const version = await getVersion(db, datasetId, number);
  return commitAgain(deps, db, now, version.columns, version.manifest, 'revert', byId);
}

/**
 * Takes one update out again. An append goes from among later appends; any other update only while it is the last.
 * @throws AppError dataset_version_gone, dataset_update_not_alone, dataset_busy
 */
export async function deleteUpdate(
  deps: DatasetsDeps,
  db: WorkspaceDb,
  datasetId: string,
  number: number,
  byId: string | null,
): Promise<VersionRow> {
  const now = await readNow(db, datasetId);
  const version = await getVersion(db, datasetId, number);
  const before = number === 1 ? undefined : await getVersion(db, datasetId, number - 1);
  if (number === now.dataset.version) {
    const { columns, manifest } = before ?? { columns: version.columns, manifest: EMPTY };
    return commitAgain(deps, db, now, columns, manifest, 'undo', byId);
  }
  const earlier = new Set(before?.manifest.parts.map(({ id }) => id));
  const added = version.manifest.parts.filter(({ id }) => !earlier.has(id)).map(({ id }) => id);
  const untouched = added.every((id) => now.manifest.parts.some((part) => part.id === id && part.gone === 0));
  if (version.method !== 'append' || !untouched) throw new AppError(datasetErrors.dataset_update_not_alone);
  const parts = now.manifest.parts.filter(({ id }) => !added.includes(id));
  return commitAgain(deps, db, now, now.dataset.columns, { ...now.manifest, parts }, 'undo', byId);
}

async function commitAgain(
  deps: DatasetsDeps,
  db: WorkspaceDb,
  { dataset }: Now,
  columns: VersionRow['columns'],
  manifest: Manifest,
  method: 'revert' | 'undo',
  byId: string | null,
): Promise<VersionRow> {
  const version = await commitVersion(deps, db, {
    datasetId: dataset.id,
    expected: dataset.version,
    method,
    columns,
    manifest,
    counts: { in: 0, new: 0, changed: 0, gone: 0 },
    writeKey: null,
    byId,
  });
  if (!version) throw new AppError(datasetErrors.dataset_busy);
  return version;
}

async function getVersion(db: WorkspaceDb, datasetId: string, number: number): Promise<VersionRow> {
  const version = await findVersion(db, datasetId, number);
  if (!version) throw new AppError(datasetErrors.dataset_version_gone, { values: { number } });
  return version;
}
