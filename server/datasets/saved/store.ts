import type { QueryView } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

export interface SavedQueryShort {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly version: number;
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly updatedBy: string | null;
  readonly updatedAt: Date;
}

export interface SavedQueryRow extends SavedQueryShort {
  readonly sql: string;
  readonly view: QueryView;
}

const short = sql`id, name, description, version, created_by as "createdBy", created_at as "createdAt",
  updated_by as "updatedBy", updated_at as "updatedAt"`;

export interface SavedQueryFilter {
  /** Part of name, description or statement, whatever its case. */
  readonly like?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** By name. */
export function listSavedQueries(db: WorkspaceDb, filter: SavedQueryFilter): Promise<SavedQueryShort[]> {
  const like = filter.like
    ? sql`and strpos(lower(name || E'\n' || description || E'\n' || sql), lower(${filter.like})) > 0`
    : sql``;
  return db.rows(sql<SavedQueryShort>`
    select ${short} from saved_query where workspace_id = ${db.workspaceId} ${like}
    order by lower(name) limit ${filter.limit} offset ${filter.offset}`);
}

export function findSavedQuery(db: WorkspaceDb, id: string): Promise<SavedQueryRow | undefined> {
  return db.findRow(sql<SavedQueryRow>`
    select ${short}, sql, view from saved_query where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export function lockSavedQuery(tx: WorkspaceTx, id: string): Promise<SavedQueryRow | undefined> {
  return tx.findRow(sql<SavedQueryRow>`
    select ${short}, sql, view from saved_query
    where workspace_id = ${tx.workspaceId} and id = ${id} for update`);
}

export async function countSavedQueries(tx: WorkspaceTx): Promise<number> {
  const { count } = await tx.row(sql<{ count: number }>`
    select count(*)::int as count from saved_query where workspace_id = ${tx.workspaceId}`);
  return count;
}

/** @throws a unique violation when the name is taken */
export async function insertSavedQuery(tx: WorkspaceTx, row: SavedQueryRow): Promise<void> {
  await tx.execute(sql`
    insert into saved_query (workspace_id, id, name, description, sql, view, version, created_by, created_at,
      updated_by, updated_at)
    values (${tx.workspaceId}, ${row.id}, ${row.name}, ${row.description}, ${row.sql}, ${JSON.stringify(row.view)},
      ${row.version}, ${row.createdBy}, ${row.createdAt}, ${row.updatedBy}, ${row.updatedAt})`);
}

/** @throws a unique violation when the name is taken */
export async function updateSavedQuery(tx: WorkspaceTx, row: SavedQueryRow): Promise<void> {
  await tx.execute(sql`
    update saved_query set name = ${row.name}, description = ${row.description}, sql = ${row.sql},
      view = ${JSON.stringify(row.view)}, version = ${row.version}, updated_by = ${row.updatedBy},
      updated_at = ${row.updatedAt}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`);
}

export async function deleteSavedQuery(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`delete from saved_query where workspace_id = ${tx.workspaceId} and id = ${id}`);
}
