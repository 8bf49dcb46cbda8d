import type { DatasetLevel } from '../../../contract/api/index.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import type { Column } from '../columns.ts';
import { missingDataset } from '../missing.ts';
import { levelOf } from '../sharing/access.ts';
import type { Reader } from '../sharing/viewer.ts';
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
