import {
  type DistributionSettings,
  type QueueSettings,
  type Role,
  standardDistributionSettings,
  standardQueueSettings,
  standardWorkStreamSettings,
  type WorkStreamSettings,
} from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import type {
  SetupHandle,
  SetupMember,
  SetupPresence,
  SetupProfile,
  SetupQueue,
  SetupSkill,
  SetupWorkStream,
} from './types.ts';

/**
 * Names the state of the set-up. The row's transaction is part of it: what a transaction reads of its own changes is
 * never taken for what somebody else commits under the same number.
 */
export async function readVersion(db: WorkspaceDb): Promise<string> {
  const row = await db.findRow(sql<{ version: string; by: string }>`
    select version, xmin::text as by from setup_version where workspace_id = ${db.workspaceId}`);
  return row ? `${row.version}/${row.by}` : '0';
}

export async function readDistribution(db: WorkspaceDb): Promise<DistributionSettings> {
  const row = await db.findRow(sql<{ distribution: Partial<DistributionSettings> | null }>`
    select settings->'distribution' as distribution from workspace where id = ${db.workspaceId}`);
  return { ...standardDistributionSettings, ...row?.distribution };
}

interface QueueRow {
  id: string;
  name: string;
  is_default: boolean;
  priority: number;
  open_to_all: boolean;
  hours_id: string | null;
  settings: Partial<QueueSettings>;
}

/** Queues without their members. */
export async function readQueues(db: WorkspaceDb): Promise<Omit<SetupQueue, 'members'>[]> {
  const rows = await db.rows(sql<QueueRow>`
    select id, name, is_default, priority, open_to_all, hours_id, settings from queue
    where workspace_id = ${db.workspaceId} order by priority, id`);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    isDefault: row.is_default,
    priority: row.priority,
    openToAll: row.open_to_all,
    hoursId: row.hours_id,
    settings: { ...standardQueueSettings, ...row.settings },
  }));
}

export interface Belonging {
  readonly queue_id: string;
  readonly member_id: string;
  readonly joined_at: Date;
}

/** Who belongs to which queue, each pair once, since the first of its ways in. */
export function readBelongings(db: WorkspaceDb): Promise<Belonging[]> {
  return db.rows(sql<Belonging>`
    select queue_id, member_id, min(joined_at) as joined_at from queue_member
    where workspace_id = ${db.workspaceId} group by queue_id, member_id`);
}

interface WorkStreamRow {
  id: string;
  name: string;
  is_default: boolean;
  mode: SetupWorkStream['mode'];
  queue_id: string;
  settings: Partial<WorkStreamSettings>;
}

export async function readWorkStreams(db: WorkspaceDb): Promise<SetupWorkStream[]> {
  const rows = await db.rows(sql<WorkStreamRow>`
    select id, name, is_default, mode, queue_id, settings from work_stream
    where workspace_id = ${db.workspaceId} order by id`);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    isDefault: row.is_default,
    mode: row.mode,
    queueId: row.queue_id,
    settings: { ...standardWorkStreamSettings, ...row.settings },
  }));
}

export function readHandles(db: WorkspaceDb): Promise<SetupHandle[]> {
  return db.rows(sql<SetupHandle>`
    select id, name, language, work_stream_id as "workStreamId", hours_id as "hoursId" from handle
    where workspace_id = ${db.workspaceId} and deleted_at is null`);
}

interface MemberRow {
  id: string;
  role: Role;
  created_at: Date;
  capacity_units: number | null;
  default_presence_id: string | null;
  skills: Record<string, number> | null;
  profiles: Record<string, number> | null;
  team_ids: string[] | null;
}

export type ReadMember = SetupMember & { readonly createdAt: Date };

/** Active members with what distribution knows of them. */
export async function readMembers(db: WorkspaceDb): Promise<ReadMember[]> {
  const rows = await db.rows(sql<MemberRow>`
    select m.id, m.role, m.created_at, a.capacity_units, a.default_presence_id, s.skills, p.profiles, t.team_ids
    from member m
    left join agent_settings a on a.workspace_id = m.workspace_id and a.member_id = m.id
    left join (
      select member_id, jsonb_object_agg(skill_id, rating) as skills from member_skill
      where workspace_id = ${db.workspaceId} group by member_id) s on s.member_id = m.id
    left join (
      select mp.member_id, jsonb_object_agg(mp.profile_id, coalesce(mp.custom_limit, cp.item_limit)) as profiles
      from member_capacity_profile mp
      join capacity_profile cp on cp.workspace_id = mp.workspace_id and cp.id = mp.profile_id
      where mp.workspace_id = ${db.workspaceId} group by mp.member_id) p on p.member_id = m.id
    left join (
      select member_id, array_agg(team_id) as team_ids from team_member
      where workspace_id = ${db.workspaceId} group by member_id) t on t.member_id = m.id
    where m.workspace_id = ${db.workspaceId} and m.active order by m.id`);
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    createdAt: row.created_at,
    capacityUnits: row.capacity_units ?? 100,
    defaultPresenceId: row.default_presence_id,
    skills: new Map(Object.entries(row.skills ?? {})),
    profiles: new Map(Object.entries(row.profiles ?? {})),
    teamIds: row.team_ids ?? [],
  }));
}

export function readSkills(db: WorkspaceDb): Promise<SetupSkill[]> {
  return db.rows(sql<SetupSkill>`
    select s.id, s.name, s.kind, s.rating_model_id as "ratingModelId", coalesce((
      select max((r->>'value')::int) from rating_model m, jsonb_array_elements(m.ratings) r
      where m.workspace_id = s.workspace_id and m.id = s.rating_model_id), 1) as "bestRating"
    from skill s where s.workspace_id = ${db.workspaceId}`);
}

export function readProfiles(db: WorkspaceDb): Promise<SetupProfile[]> {
  return db.rows(sql<SetupProfile>`
    select id, name, item_limit as "itemLimit", reset, blocks_assignment as "blocksAssignment" from capacity_profile
    where workspace_id = ${db.workspaceId}`);
}

/** The workspace's own presences, in their order. */
export function readPresences(db: WorkspaceDb): Promise<SetupPresence[]> {
  return db.rows(sql<SetupPresence>`
    select id, name, text, base, description, false as standard from presence_option
    where workspace_id = ${db.workspaceId} order by position, id`);
}
