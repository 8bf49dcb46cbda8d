import type { DataChartSpec } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

export interface ChartRow {
  readonly id: string;
  readonly datasetId: string;
  readonly title: string;
  readonly spec: DataChartSpec;
  readonly place: number;
  readonly version: number;
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = sql`id, dataset_id::text as "datasetId", title, spec, place, version, created_by as "createdBy",
  created_at as "createdAt", updated_at as "updatedAt"`;

/** In their order. */
export function listCharts(db: WorkspaceDb, datasetId: string, limit: number): Promise<ChartRow[]> {
  return db.rows(sql<ChartRow>`
    select ${columns} from dataset_chart where workspace_id = ${db.workspaceId} and dataset_id = ${datasetId}
    order by place, id limit ${limit}`);
}

export function findChart(db: WorkspaceDb, datasetId: string, id: string): Promise<ChartRow | undefined> {
  return db.findRow(sql<ChartRow>`
    select ${columns} from dataset_chart
    where workspace_id = ${db.workspaceId} and id = ${id} and dataset_id = ${datasetId}`);
}

export function lockChart(tx: WorkspaceTx, datasetId: string, id: string): Promise<ChartRow | undefined> {
  return tx.findRow(sql<ChartRow>`
    select ${columns} from dataset_chart
    where workspace_id = ${tx.workspaceId} and id = ${id} and dataset_id = ${datasetId} for update`);
}

export async function insertChart(tx: WorkspaceTx, row: ChartRow): Promise<void> {
  await tx.execute(sql`
    insert into dataset_chart (workspace_id, id, dataset_id, title, spec, place, version, created_by, created_at,
      updated_at)
    values (${tx.workspaceId}, ${row.id}, ${row.datasetId}, ${row.title}, ${JSON.stringify(row.spec)}, ${row.place},
      ${row.version}, ${row.createdBy}, ${row.createdAt}, ${row.updatedAt})`);
}

export async function updateChart(tx: WorkspaceTx, row: ChartRow): Promise<void> {
  await tx.execute(sql`
    update dataset_chart set title = ${row.title}, spec = ${JSON.stringify(row.spec)}, version = ${row.version},
      updated_at = ${row.updatedAt}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`);
}

/** Gives each its place, by the order of the ids. */
export async function placeCharts(tx: WorkspaceTx, datasetId: string, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update dataset_chart c set place = p.place
    from unnest(${[...ids]}::text[]) with ordinality as p (id, place)
    where c.workspace_id = ${tx.workspaceId} and c.dataset_id = ${datasetId} and c.id = p.id`);
}

export async function deleteChart(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`delete from dataset_chart where workspace_id = ${tx.workspaceId} and id = ${id}`);
}
