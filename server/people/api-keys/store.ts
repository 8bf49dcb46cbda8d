import type { Permission, Role } from '../../../contract/api/index.ts';
import { type Id, sql, type WorkspaceDb } from '../../base/index.ts';

export type ApiKeyId = Id<'api_key'>;

export interface ApiKeyRecord {
  readonly id: ApiKeyId;
  readonly name: string;
  readonly prefix: string;
  readonly role: Role;
  readonly customRoleId: string | null;
  /** Of the workspace's own role; null: as the standard one. */
  readonly ownPermissions: readonly Permission[] | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

interface ApiKeyRow {
  id: ApiKeyId;
  name: string;
  prefix: string;
  role: Role;
  custom_role_id: string | null;
  own_permissions: Permission[] | null;
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

const columns = sql`id, name, prefix, role, custom_role_id, created_at, last_used_at, revoked_at, (
  select r.permissions from workspace_role r
  where r.workspace_id = api_key.workspace_id and r.id = api_key.custom_role_id) as own_permissions`;

export async function insertApiKey(
  db: WorkspaceDb,
  key: ApiKeyRecord,
  createdBy: string | null,
): Promise<void> {
  await db.execute(sql`
    insert into api_key (workspace_id, id, name, prefix, role, custom_role_id, created_by, created_at)
    values (${db.workspaceId}, ${key.id}, ${key.name}, ${key.prefix}, ${key.role}, ${key.customRoleId}, ${createdBy}, ${key.createdAt})`);
}

export async function findApiKey(db: WorkspaceDb, id: string): Promise<ApiKeyRecord | undefined> {
  const row = await db.findRow(sql<ApiKeyRow>`
    select ${columns} from api_key where workspace_id = ${db.workspaceId} and id = ${id}`);
  return row && toRecord(row);
}

/** Newest first; at most 500. */
export async function listApiKeys(db: WorkspaceDb): Promise<ApiKeyRecord[]> {
  const rows = await db.rows(sql<ApiKeyRow>`
    select ${columns} from api_key where workspace_id = ${db.workspaceId} order by created_at desc, id desc limit 500`);
  return rows.map(toRecord);
}

export async function touchApiKey(db: WorkspaceDb, id: ApiKeyId, now: Date): Promise<void> {
  await db.execute(sql`
    update api_key set last_used_at = ${now} where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export function markRevoked(db: WorkspaceDb, id: string, at: Date): Promise<number> {
  return db.execute(sql`
    update api_key set revoked_at = ${at}
    where workspace_id = ${db.workspaceId} and id = ${id} and revoked_at is null`);
}

function toRecord(row: ApiKeyRow): ApiKeyRecord {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    role: row.role,
    customRoleId: row.custom_role_id,
    ownPermissions: row.own_permissions,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}
