import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import type { DatasetFiles } from '../files.ts';
import { EMPTY, type Manifest } from '../manifest.ts';
import { missingDataset } from '../missing.ts';
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

/** Where the rows of a DataSet are, now or of an earlier version. @throws AppError not_found, dataset_version_gone */
export async function sourceOf(
  files: DatasetFiles,
  db: WorkspaceDb,
  datasetId: string,
  number?: number,
): Promise<Source & { readonly dataset: DatasetRow; readonly version: number }> {
  const now = await readNow(db, datasetId);
  const pathOf = (fileId: string) => files.pathOf(db.workspaceId, datasetId, fileId);
  const { dataset, manifest } = now;
  if (number === undefined || number === dataset.version) {
    return { dataset, version: dataset.version, columns: dataset.columns, manifest, pathOf };
  }
  const version = await findVersion(db, datasetId, number);
  if (!version) throw new AppError(datasetErrors.dataset_version_gone, { values: { number } });
  return { dataset, version: number, columns: version.columns, manifest: version.manifest, pathOf };
}
