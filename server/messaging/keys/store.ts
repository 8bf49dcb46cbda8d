import type { Scope } from '../../../contract/sunshine/operation.ts';
import { type Db, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../../base/index.ts';
import type { KeyRecord } from './key.ts';

interface KeyRow {
  id: string;
  scope: Scope;
  integration_id: string | null;
  display_name: string;
  created_at: Date;
  last_used_at: Date | null;
}

const columns = sql`id, scope, integration_id, display_name, created_at, last_used_at`;

function toKey(row: KeyRow): KeyRecord {
  return {
    id: row.id,
    scope: row.scope,
    integrationId: row.integration_id,
    displayName: row.display_name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  };
}

export async function insertKey(db: WorkspaceDb, key: KeyRecord, createdBy: string | null): Promise<void> {
  await db.execute(sql`
    insert into messaging_key (workspace_id, id, scope, integration_id, display_name, created_by, created_at)
    values (${db.workspaceId}, ${key.id}, ${key.scope}, ${key.integrationId}, ${key.displayName}, ${createdBy},
      ${key.createdAt})`);
}

/** The key of this id, in whichever workspace it is. */
export async function findKeyAnywhere(
  db: Db,
  id: string,
): Promise<{ readonly workspaceId: WorkspaceId; readonly key: KeyRecord } | undefined> {
  const row = await db.findRow(sql<KeyRow & { workspace_id: WorkspaceId }>`
    select workspace_id, ${columns} from messaging_key where id = ${id}`);
  return row && { workspaceId: row.workspace_id, key: toKey(row) };
}

/** Keys of the app (`integrationId` null: those of no integration) or of one integration, oldest first. */
export async function listKeys(db: WorkspaceDb, integrationId: string | null): Promise<KeyRecord[]> {
  const rows = await db.rows(sql<KeyRow>`
    select ${columns} from messaging_key
    where workspace_id = ${db.workspaceId} and integration_id is not distinct from ${integrationId}
    order by created_at, id limit 100`);
  return rows.map(toKey);
}

/** Every key of the workspace, oldest first. */
export async function listAllKeys(db: WorkspaceDb): Promise<KeyRecord[]> {
  const rows = await db.rows(sql<KeyRow>`
    select ${columns} from messaging_key where workspace_id = ${db.workspaceId} order by created_at, id limit 1000`);
  return rows.map(toKey);
}

export async function findKey(db: WorkspaceDb, id: string): Promise<KeyRecord | undefined> {
  const row = await db.findRow(sql<KeyRow>`
    select ${columns} from messaging_key where workspace_id = ${db.workspaceId} and id = ${id}`);
  return row && toKey(row);
}

export function deleteKey(db: WorkspaceDb, id: string): Promise<number> {
  return db.execute(sql`delete from messaging_key where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function touchKey(db: WorkspaceDb, id: string, now: Date): Promise<void> {
  await db.execute(sql`
    update messaging_key set last_used_at = ${now} where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Holds two who make the same kind of thing at the same moment apart, until the transaction ends. */
export async function lockKind(tx: WorkspaceTx, kind: string): Promise<void> {
  await tx.rows(
    sql`select pg_advisory_xact_lock(hashtextextended(${`messaging ${tx.workspaceId} ${kind}`}, 0))`,
  );
}
