import type { DatasetLevel } from '../../../contract/api/index.ts';
import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import type { Column } from '../columns.ts';
import { missingDataset } from '../missing.ts';
import { getShared, levelOf, type SharedDataset } from '../sharing/access.ts';
import type { Reader, Viewer } from '../sharing/viewer.ts';
import type { DatasetRow } from '../store.ts';
import { conditionOf } from './filter.ts';
import { listShown } from './store.ts';

/**
 * The rows of a DataSet that a reader sees, as a condition over its columns; undefined: all of them.
 * @throws AppError not_found when it is not there for them
 */
export async function rowsFor(
  db: WorkspaceDb,
  reader: Reader,
  dataset: DatasetRow,
  columns: readonly Column[],
): Promise<string | undefined> {
  if (reader === 'system') return undefined;
  const level = await levelOf(db, reader, dataset);
  if (level === undefined) throw missingDataset();
  const on = dataset.policiesOn || reader.ifOn === true;
  if (!on || seesAll(level)) return undefined;
  const { memberId } = reader;
  return conditionOf(memberId === null ? [] : await listShown(db, dataset.id, memberId), columns);
}

/** Policies keep nothing from whoever owns the DataSet. */
const seesAll = (level: DatasetLevel): boolean => level === 'owner';

/** Whether some rows may be kept from a reader. @throws AppError not_found */
export async function areRowsKept(db: WorkspaceDb, reader: Reader, dataset: DatasetRow): Promise<boolean> {
  return (await rowsFor(db, reader, dataset, dataset.columns)) !== undefined;
}

/** A DataSet for whoever may do so much with it, and sees all its rows. @throws AppError not_found, dataset_not_shared, dataset_rows_kept */
export async function getWhole(
  db: WorkspaceDb,
  viewer: Viewer,
  id: string,
  wanted: DatasetLevel,
): Promise<SharedDataset> {
  const row = await getShared(db, viewer, id, wanted);
  if (await areRowsKept(db, viewer, row)) {
    throw new AppError(datasetErrors.dataset_rows_kept, { values: { name: row.name } });
  }
  return row;
}
