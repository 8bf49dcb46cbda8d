import type { CapacityProfileInput } from '../../../../contract/api/index.ts';
import { type SetupUse, sql, type WorkspaceDb } from '../../../base/index.ts';

export interface ProfileSetup extends CapacityProfileInput {
  readonly id: string;
  readonly version: number;
  readonly agents: number;
}

/** By name; at most 200. */
export function listProfiles(db: WorkspaceDb): Promise<ProfileSetup[]> {
  return db.rows(sql<ProfileSetup>`
    select p.id, p.version, p.name, p.item_limit as "itemLimit", p.reset, p.blocks_assignment as "blocksAssignment",
      (select count(*)::int from member_capacity_profile m
        where m.workspace_id = p.workspace_id and m.profile_id = p.id) as agents
    from capacity_profile p where p.workspace_id = ${db.workspaceId} order by lower(p.name), p.id limit 200`);
}

export async function insertProfile(
  db: WorkspaceDb,
  id: string,
  profile: CapacityProfileInput,
  at: Date,
): Promise<void> {
  await db.execute(sql`
    insert into capacity_profile (workspace_id, id, name, item_limit, reset, blocks_assignment, created_at)
    values (${db.workspaceId}, ${id}, ${profile.name}, ${profile.itemLimit}, ${profile.reset},
      ${profile.blocksAssignment}, ${at})`);
}

export async function updateProfile(
  db: WorkspaceDb,
  id: string,
  profile: CapacityProfileInput,
): Promise<void> {
  await db.execute(sql`
    update capacity_profile set name = ${profile.name}, item_limit = ${profile.itemLimit},
      blocks_assignment = ${profile.blocksAssignment}, version = version + 1
    where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function deleteProfile(db: WorkspaceDb, id: string): Promise<void> {
  await db.execute(sql`delete from capacity_profile where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Agents who have it, and work streams whose conversations take of it. */
export function listProfileUses(db: WorkspaceDb, id: string): Promise<SetupUse[]> {
  return db.rows(sql<SetupUse>`
    select 'work_stream' as kind, id, name from work_stream
    where workspace_id = ${db.workspaceId} and settings->'profileIds' ? ${id}
    union all
    select 'member', m.id, m.name from member_capacity_profile p
    join member m on m.workspace_id = p.workspace_id and m.id = p.member_id
    where p.workspace_id = ${db.workspaceId} and p.profile_id = ${id}
    limit 100`);
}
