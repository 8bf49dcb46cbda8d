import type { Permission, Role, WorkspaceRoleInput } from '../../../contract/api/index.ts';
import { type SetupUse, sql, type WorkspaceDb } from '../../base/index.ts';

/** A role of the workspace's own, as stored. */
export interface RoleRecord extends WorkspaceRoleInput {
  readonly id: string;
  readonly version: number;
  readonly members: number;
}

/** By name; at most 100. */
export function listRoles(db: WorkspaceDb): Promise<RoleRecord[]> {
  return db.rows(sql<RoleRecord>`
    select r.id, r.version, r.name, r.description, r.rank, r.permissions,
      (select count(*)::int from member m
        where m.workspace_id = r.workspace_id and m.custom_role_id = r.id) as members
    from workspace_role r where r.workspace_id = ${db.workspaceId} order by lower(r.name), r.id limit 100`);
}

/** What a role allows, by its id. */
export async function findRole(
  db: WorkspaceDb,
  id: string,
): Promise<{ readonly rank: Role; readonly permissions: Permission[] } | undefined> {
  return db.findRow(sql<{ rank: Role; permissions: Permission[] }>`
    select rank, permissions from workspace_role where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function insertRole(
  db: WorkspaceDb,
  id: string,
  role: WorkspaceRoleInput,
  at: Date,
): Promise<void> {
  await db.execute(sql`
    insert into workspace_role (workspace_id, id, name, description, rank, permissions, created_at)
    values (${db.workspaceId}, ${id}, ${role.name}, ${role.description}, ${role.rank}, ${[...role.permissions]}::text[], ${at})`);
}

/** Who has the role stands on its new rank from now on. */
export async function updateRole(db: WorkspaceDb, id: string, role: WorkspaceRoleInput): Promise<void> {
  await db.execute(sql`
    update workspace_role set name = ${role.name}, description = ${role.description}, rank = ${role.rank},
      permissions = ${[...role.permissions]}::text[], version = version + 1
    where workspace_id = ${db.workspaceId} and id = ${id}`);
  await db.execute(sql`
    update member set role = ${role.rank} where workspace_id = ${db.workspaceId} and custom_role_id = ${id}`);
  await db.execute(sql`
    update api_key set role = ${role.rank} where workspace_id = ${db.workspaceId} and custom_role_id = ${id}`);
}

export async function deleteRole(db: WorkspaceDb, id: string): Promise<void> {
  await db.execute(sql`delete from workspace_role where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Members who have it, keys in use, and invitations that are open. */
export function listRoleUses(db: WorkspaceDb, id: string): Promise<SetupUse[]> {
  return db.rows(sql<SetupUse>`
    select 'member' as kind, id, name from member
    where workspace_id = ${db.workspaceId} and custom_role_id = ${id}
    union all
    select 'api_key', id, name from api_key
    where workspace_id = ${db.workspaceId} and custom_role_id = ${id} and revoked_at is null
    union all
    select 'invitation', id, email from invitation
    where workspace_id = ${db.workspaceId} and custom_role_id = ${id} and accepted_at is null
    limit 100`);
}
