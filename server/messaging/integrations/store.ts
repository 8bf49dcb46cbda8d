import { type SunshineProblem, sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { isId, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { findHandle } from '../../handles/index.ts';
import { SunshineError } from '../http/problem.ts';

/** A bot or a business system. */
export interface CustomIntegration {
  readonly id: string;
  readonly displayName: string | null;
  readonly createdAt: Date;
}

interface Row {
  id: string;
  display_name: string | null;
  created_at: Date;
}

const toCustom = (row: Row): CustomIntegration => ({
  id: row.id,
  displayName: row.display_name,
  createdAt: row.created_at,
});

export async function insertCustom(tx: WorkspaceTx, integration: CustomIntegration): Promise<void> {
  await tx.execute(sql`
    insert into messaging_integration (workspace_id, id, display_name, created_at, updated_at)
    values (${tx.workspaceId}, ${integration.id}, ${integration.displayName}, ${integration.createdAt},
      ${integration.createdAt})`);
}

/** Oldest first; at most 500. */
export async function listCustom(db: WorkspaceDb): Promise<CustomIntegration[]> {
  const rows = await db.rows(sql<Row>`
    select id, display_name, created_at from messaging_integration
    where workspace_id = ${db.workspaceId} order by id limit 500`);
  return rows.map(toCustom);
}

export async function findCustom(db: WorkspaceDb, id: string): Promise<CustomIntegration | undefined> {
  const row = await db.findRow(sql<Row>`
    select id, display_name, created_at from messaging_integration
    where workspace_id = ${db.workspaceId} and id = ${id}`);
  return row && toCustom(row);
}

export async function renameCustom(
  tx: WorkspaceTx,
  id: string,
  displayName: string | null,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    update messaging_integration set display_name = ${displayName}, updated_at = ${now}
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

export function deleteCustom(tx: WorkspaceTx, id: string): Promise<number> {
  return tx.execute(sql`
    delete from messaging_integration where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** The id, when it is a custom integration's. @throws SunshineError 404, or `otherwise` for a handle. */
export async function requireCustom(
  db: WorkspaceDb,
  id: string,
  otherwise: SunshineProblem,
): Promise<string> {
  if (isId(id)) {
    if (await findCustom(db, id)) return id;
    const handle = await findHandle(db, id);
    if (handle && handle.deletedAt === null) throw new SunshineError(otherwise);
  }
  throw new SunshineError(sunshineErrors.integration_not_found);
}
