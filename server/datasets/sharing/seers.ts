import type { WorkspaceDb } from '../../base/index.ts';
import type { Datasets } from '../datasets.ts';
import type { DatasetRow } from '../store.ts';
import { viewerOfMember } from './see-as.ts';

/** Which of these members see a DataSet now; with `allRows` only those from whom no row is kept. */
export async function seersAmong(
  datasets: Pick<Datasets, 'levels' | 'areRowsKept'>,
  db: WorkspaceDb,
  dataset: DatasetRow,
  memberIds: readonly string[],
  { allRows }: { readonly allRows: boolean },
): Promise<string[]> {
  const seers: string[] = [];
  for (const id of memberIds) {
    const viewer = await viewerOfMember(db, id);
    if (!viewer || !(await datasets.levels(db, viewer, [dataset])).has(dataset.id)) continue;
    if (allRows && (await datasets.areRowsKept(db, viewer, dataset))) continue;
    seers.push(id);
  }
  return seers;
}
