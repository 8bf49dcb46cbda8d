import type { DatasetLevel } from '../../../contract/api/index.ts';
import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import { missingDataset } from '../missing.ts';
import { type DatasetRow, findDataset } from '../store.ts';
import { highest, holds } from './levels.ts';
import { listLevels, namesOfOwners } from './store.ts';
import type { Reader, Viewer } from './viewer.ts';

export type SharedDataset = DatasetRow & { readonly level: DatasetLevel };

/** What somebody may do with each of some DataSets; those that are not there for them are left out. */
export async function levelsOf(
  db: WorkspaceDb,
  viewer: Viewer,
  datasets: readonly DatasetRow[],
): Promise<Map<string, DatasetLevel>> {
  if (viewer.ownsAll) return new Map(datasets.map(({ id }) => [id, 'owner']));
  const shares =
    viewer.memberId === null || datasets.length === 0
      ? []
      : await listLevels(
          db,
          datasets.map(({ id }) => id),
          viewer.memberId,
        );
  return new Map(
    datasets.flatMap((dataset) => {
      const level = highest([
        dataset.audience === 'everybody' ? viewer.everybody : undefined,
        viewer.clientId !== undefined && dataset.ownerId === viewer.clientId ? 'owner' : undefined,
        ...shares.filter(({ datasetId }) => datasetId === dataset.id).map((share) => share.level),
      ]);
      return level === undefined ? [] : [[dataset.id, level] as const];
    }),
  );
}

/** What a reader may do with a DataSet; undefined: it is not there for them. */
export async function levelOf(
  db: WorkspaceDb,
  reader: Reader,
  dataset: DatasetRow,
): Promise<DatasetLevel | undefined> {
  return reader === 'system' ? 'owner' : (await levelsOf(db, reader, [dataset])).get(dataset.id);
}

/**
 * A DataSet for whoever may do so much with it.
 * @throws AppError not_found also for one that is not shared with them at all; dataset_not_shared
 */
export async function getShared(
  db: WorkspaceDb,
  viewer: Viewer,
  id: string,
  wanted: DatasetLevel,
): Promise<SharedDataset> {
  const row = await findDataset(db, id);
  const level = row && (await levelOf(db, viewer, row));
  if (!row || level === undefined) throw missingDataset();
  if (holds(level, wanted)) return { ...row, level };
  const owners = await namesOfOwners(db, id);
  throw new AppError(datasetErrors.dataset_not_shared, {
    values: { owners: owners.join(', ') || 'an administrator' },
  });
}
