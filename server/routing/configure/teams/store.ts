import type { TeamInput } from '../../../../contract/api/index.ts';
import { type SetupUse, sql, type WorkspaceDb } from '../../../base/index.ts';

export interface TeamSetup extends TeamInput {
  readonly id: string;
  readonly version: number;
}

interface TeamRow {
  id: string;
  version: number;
  name: string;
  description: string;
  member_ids: string[];
}

/** By name; at most 200. */
export async function listTeams(db: WorkspaceDb): Promise<TeamSetup[]> {
  const rows = await db.rows(sql<TeamRow>`
    select t.id, t.version, t.name, t.description, coalesce(m.member_ids, '{}') as member_ids
    from team t
    left join (
      select team_id, array_agg(member_id order by member_id) as member_ids from team_member
      where workspace_id = ${db.workspaceId} group by team_id) m on m.team_id = t.id
    where t.workspace_id = ${db.workspaceId} order by lower(t.name), t.id limit 200`);
  return rows.map(({ member_ids: memberIds, ...team }) => ({ ...team, memberIds }));
}

export async function insertTeam(db: WorkspaceDb, id: string, team: TeamInput, at: Date): Promise<void> {
  await db.execute(sql`
    insert into team (workspace_id, id, name, description, created_at)
    values (${db.workspaceId}, ${id}, ${team.name}, ${team.description}, ${at})`);
}

export async function updateTeam(db: WorkspaceDb, id: string, team: TeamInput): Promise<void> {
  await db.execute(sql`
    update team set name = ${team.name}, description = ${team.description}, version = version + 1
    where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function setTeamMembers(
  db: WorkspaceDb,
  id: string,
  memberIds: readonly string[],
): Promise<void> {
  const ids = [...memberIds];
  await db.execute(sql`
    delete from team_member where workspace_id = ${db.workspaceId} and team_id = ${id}
      and not member_id = any(${ids}::text[])`);
  await db.execute(sql`
    insert into team_member (workspace_id, team_id, member_id)
    select ${db.workspaceId}, ${id}, unnest(${ids}::text[]) on conflict do nothing`);
}

export async function deleteTeam(db: WorkspaceDb, id: string): Promise<void> {
  await db.execute(sql`delete from team_member where workspace_id = ${db.workspaceId} and team_id = ${id}`);
  await db.execute(sql`delete from team where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Queues to which the team belongs. */
export function listTeamUses(db: WorkspaceDb, id: string): Promise<SetupUse[]> {
  return db.rows(sql<SetupUse>`
    select 'queue' as kind, q.id, q.name from queue_team t
    join queue q on q.workspace_id = t.workspace_id and q.id = t.queue_id
    where t.workspace_id = ${db.workspaceId} and t.team_id = ${id} order by lower(q.name) limit 100`);
}
