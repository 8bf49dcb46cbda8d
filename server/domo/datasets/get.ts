import type { DatasetLevel } from '../../../contract/api/index.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import type { Datasets, SharedDataset, Viewer } from '../../datasets/index.ts';
import { notFound } from '../http/problem.ts';

/** A program that asks. */
export interface Asking {
  readonly db: WorkspaceDb;
  readonly viewer: Viewer;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A DataSet for a program that may do so much with it. @throws AppError domo_not_found, dataset_not_shared */
export async function getDataset(
  datasets: Datasets,
  { db, viewer }: Asking,
  id: string | undefined,
  wanted: DatasetLevel,
): Promise<SharedDataset> {
  if (id === undefined || !UUID.test(id)) throw notFound();
  try {
    return await datasets.getShared(db, viewer, id.toLowerCase(), wanted);
  } catch (error) {
    if (error instanceof AppError && error.status === 404) throw notFound();
    throw error;
  }
}
