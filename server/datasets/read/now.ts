import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import type { DatasetFiles } from '../files.ts';
import { EMPTY, type Manifest } from '../manifest.ts';
import { missingDataset } from '../missing.ts';
import { rowsFor } from '../policies/rows.ts';
import type { Reader } from '../sharing/viewer.ts';
import { type DatasetRow, findDataset, findVersion } from '../store.ts';
import type { Source } from './source.ts';

export interface Now {
  readonly dataset: DatasetRow;
  readonly manifest: Manifest;
}

/** A DataSet as it is read now. @throws AppError not_found */
export async function readNow(db: WorkspaceDb, datasetId: string): Promise<Now> {
  // A version dropped between the two statements: look again.
  for (let tries = 0; ; tries += 1) {
    const dataset = await findDataset(db, datasetId);
    if (!dataset) throw missingDataset();
    if (dataset.version === 0) return { dataset, manifest: EMPTY };
    const version = await findVersion(db, datasetId, dataset.version);
    if (version) return { dataset, manifest: version.manifest };
    if (tries === 5) throw new Error('the version that is read is not there');
  }
}

/**
 * Where the rows are that a reader sees of a DataSet, now or of an earlier version. Whatever reads rows for somebody
 * begins here. @throws AppError not_found, dataset_version_gone
 */
export async function sourceOf(
  files: DatasetFiles,
  db: WorkspaceDb,
  datasetId: string,
  reader: Reader,
  number?: number,
): Promise<Source & { readonly dataset: DatasetRow; readonly version: number }> {
  const now = await readNow(db, datasetId);
  const pathOf = (fileId: string) => files.pathOf(db.workspaceId, datasetId, fileId);
  const { dataset, manifest } = now;
  if (number === undefined || number === dataset.version) {
    const { columns, version } = dataset;
    const only = await rowsFor(db, reader, dataset, columns);
    return { dataset, version, columns, manifest, pathOf, only };
  }
  const version = await findVersion(db, datasetId, number);
  const only = await rowsFor(db, reader, dataset, version?.columns ?? []);
  if (!version) throw new AppError(datasetErrors.dataset_version_gone, { values: { number } });
  return { dataset, version: number, columns: version.columns, manifest: version.manifest, pathOf, only };
}
