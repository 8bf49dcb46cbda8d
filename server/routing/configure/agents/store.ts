import type { AgentInput, AgentSetup } from '../../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../../base/index.ts';

interface AgentRow {
  id: string;
  name: string;
  email: string;
  active: boolean;
  version: number | null;
  capacity_units: number | null;
  default_presence_id: string | null;
  skills: AgentSetup['skills'] | null;
  profiles: AgentSetup['profiles'] | null;
  queue_ids: string[] | null;
  team_ids: string[] | null;
}

/** Members as distribution sees them, by name; at most 1,000. Or those of `ids`. */
export async function listAgents(db: WorkspaceDb, ids?: readonly string[]): Promise<AgentSetup[]> {
  const only = ids ? sql`and m.id = any(${[...ids]}::text[])` : sql``;
  const rows = await db.rows(sql<AgentRow>`
    select m.id, m.name, m.email, m.active, a.version, a.capacity_units, a.default_presence_id, s.skills, p.profiles,
      q.queue_ids, t.team_ids
    from member m
    left join agent_settings a on a.workspace_id = m.workspace_id and a.member_id = m.id
    left join (
      select member_id, jsonb_agg(jsonb_build_object('skillId', skill_id, 'rating', rating) order by skill_id) as skills
      from member_skill where workspace_id = ${db.workspaceId} group by member_id) s on s.member_id = m.id
    left join (
      select member_id,
        jsonb_agg(jsonb_build_object('profileId', profile_id, 'customLimit', custom_limit) order by profile_id) as profiles
      from member_capacity_profile where workspace_id = ${db.workspaceId} group by member_id) p on p.member_id = m.id
    left join (
      select member_id, array_agg(queue_id order by queue_id) as queue_ids from queue_member
      where workspace_id = ${db.workspaceId} and via = '' group by member_id) q on q.member_id = m.id
    left join (
      select member_id, array_agg(team_id order by team_id) as team_ids from team_member
      where workspace_id = ${db.workspaceId} group by member_id) t on t.member_id = m.id
    where m.workspace_id = ${db.workspaceId} ${only} order by lower(m.name), m.id limit 1000`);
  return rows.map((row) => ({
    memberId: row.id,
    name: row.name,
    email: row.email,
    active: row.active,
    version: row.version ?? 0,
    capacityUnits: row.capacity_units ?? 100,
    defaultPresenceId: row.default_presence_id,
    skills: row.skills ?? [],
    profiles: row.profiles ?? [],
    queueIds: row.queue_ids ?? [],
    teamIds: row.team_ids ?? [],
  }));
}

/** Writes everything of one agent but teams, and raises the version. */
export async function saveAgent(
  db: WorkspaceDb,
  memberId: string,
  agent: AgentInput,
  at: Date,
): Promise<void> {
  await db.execute(sql`
    insert into agent_settings (workspace_id, member_id, capacity_units, default_presence_id, updated_at)
    values (${db.workspaceId}, ${memberId}, ${agent.capacityUnits}, ${agent.defaultPresenceId}, ${at})
    on conflict (workspace_id, member_id) do update set capacity_units = excluded.capacity_units,
      default_presence_id = excluded.default_presence_id, updated_at = excluded.updated_at,
      version = agent_settings.version + 1`);
  await db.execute(
    sql`delete from member_skill where workspace_id = ${db.workspaceId} and member_id = ${memberId}`,
  );
  await db.execute(sql`
    insert into member_skill (workspace_id, member_id, skill_id, rating)
    select ${db.workspaceId}, ${memberId}, s."skillId", s.rating
    from jsonb_to_recordset(${JSON.stringify(agent.skills)}::jsonb) as s("skillId" text, rating int)`);
  await db.execute(sql`
    delete from member_capacity_profile where workspace_id = ${db.workspaceId} and member_id = ${memberId}`);
  await db.execute(sql`
    insert into member_capacity_profile (workspace_id, member_id, profile_id, custom_limit)
    select ${db.workspaceId}, ${memberId}, p."profileId", p."customLimit"
    from jsonb_to_recordset(${JSON.stringify(agent.profiles)}::jsonb) as p("profileId" text, "customLimit" int)`);
  await setQueuesOf(db, memberId, agent.queueIds, at);
}

/** Who edits the agent at the same time is told that something changed. */
export async function raiseAgentVersion(db: WorkspaceDb, memberId: string, at: Date): Promise<void> {
  await db.execute(sql`
    insert into agent_settings (workspace_id, member_id, updated_at) values (${db.workspaceId}, ${memberId}, ${at})
    on conflict (workspace_id, member_id) do update set updated_at = excluded.updated_at,
      version = agent_settings.version + 1`);
}

/** All queues, served first first, and how a member belongs to each; at most 500. */
export function listQueuesOfAgent(
  db: WorkspaceDb,
  memberId: string,
): Promise<{ queueId: string; name: string; via: 'name' | 'team' | 'open' | null }[]> {
  return db.rows(sql<{ queueId: string; name: string; via: 'name' | 'team' | 'open' | null }>`
    select q.id as "queueId", q.name, case
      when m.by_name then 'name' when m.by_team then 'team' when q.open_to_all then 'open' end as via
    from queue q
    left join (
      select queue_id, bool_or(via = '') as by_name, bool_or(via <> '') as by_team from queue_member
      where workspace_id = ${db.workspaceId} and member_id = ${memberId} group by queue_id) m on m.queue_id = q.id
    where q.workspace_id = ${db.workspaceId} order by q.priority, lower(q.name), q.id limit 500`);
}

/** Sets the queues to which a member belongs by name. Who stays in one keeps the time of joining: turns go by it. */
export async function setQueuesOf(
  db: WorkspaceDb,
  memberId: string,
  queueIds: readonly string[],
  at: Date,
): Promise<void> {
  const ids = [...queueIds];
  await db.execute(sql`
    delete from queue_member where workspace_id = ${db.workspaceId} and member_id = ${memberId} and via = ''
      and not queue_id = any(${ids}::text[])`);
  await db.execute(sql`
    insert into queue_member (workspace_id, queue_id, member_id, via, joined_at)
    select ${db.workspaceId}, unnest(${ids}::text[]), ${memberId}, '', ${at}::timestamptz
    on conflict do nothing`);
}

/** Sets the teams of a member, and brings them in and out of those teams' queues. */
export async function setTeamsOf(
  db: WorkspaceDb,
  memberId: string,
  teamIds: readonly string[],
  at: Date,
): Promise<void> {
  const ids = [...teamIds];
  await db.execute(sql`
    delete from team_member where workspace_id = ${db.workspaceId} and member_id = ${memberId}
      and not team_id = any(${ids}::text[])`);
  await db.execute(sql`
    insert into team_member (workspace_id, team_id, member_id)
    select ${db.workspaceId}, unnest(${ids}::text[]), ${memberId} on conflict do nothing`);
  await db.execute(sql`
    delete from queue_member where workspace_id = ${db.workspaceId} and member_id = ${memberId} and via <> ''
      and not via = any(${ids}::text[])`);
  await db.execute(sql`
    insert into queue_member (workspace_id, queue_id, member_id, via, joined_at)
    select ${db.workspaceId}, queue_id, ${memberId}, team_id, ${at}::timestamptz from queue_team
    where workspace_id = ${db.workspaceId} and team_id = any(${ids}::text[])
    on conflict do nothing`);
}
