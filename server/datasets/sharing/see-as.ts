import type { DatasetLevel } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import type { DuckRows } from '../../duck/index.ts';
import { permissionsOfMember } from '../../people/index.ts';
import type { Datasets } from '../datasets.ts';
import { type Viewer, viewerOf } from './viewer.ts';

export interface SeenAs {
  /** Null: they do not see it at all. */
  readonly level: DatasetLevel | null;
  readonly rowsKept: boolean;
  readonly rows: DuckRows;
  readonly total: number;
}

const NOTHING: SeenAs = {
  level: null,
  rowsKept: false,
  rows: { columns: [], rows: [], more: false },
  total: 0,
};
const COUNT_MS = 30_000;

/** A member as the one who asks; undefined: they may not sign in, or see no data. */
export async function viewerOfMember(db: WorkspaceDb, memberId: string): Promise<Viewer | undefined> {
  const permissions = await permissionsOfMember(db, memberId);
  return permissions?.has('data.see') ? viewerOf({ memberId, permissions }) : undefined;
}

/** A DataSet as a member sees it; with `ifOn` as they would if its policies were on. @throws AppError not_found */
export async function seeAs(
  datasets: Datasets,
  db: WorkspaceDb,
  datasetId: string,
  memberId: string,
  { ifOn, limit }: { readonly ifOn: boolean; readonly limit: number },
): Promise<SeenAs> {
  if ((await permissionsOfMember(db, memberId)) === undefined) {
    throw new AppError(baseErrors.not_found, { values: { what: 'member' } });
  }
  const found = await viewerOfMember(db, memberId);
  if (!found) return NOTHING;
  const reader: Viewer = { ...found, ifOn };
  const dataset = await datasets.get(db, datasetId);
  const level = (await datasets.levels(db, reader, [dataset])).get(datasetId);
  if (level === undefined) return NOTHING;
  const rowsKept = await datasets.areRowsKept(db, reader, dataset);
  const rows = await datasets.page(db, datasetId, { reader, offset: 0, limit });
  if (!rowsKept) return { level, rowsKept, rows, total: dataset.rows };
  const counted = await datasets.query(db, {
    sql: 'select count(*) from seen',
    reader,
    tables: { seen: { datasetId } },
    rows: 1,
    timeoutMs: COUNT_MS,
  });
  return { level, rowsKept, rows, total: Number(counted.rows[0]?.[0] ?? 0) };
}
