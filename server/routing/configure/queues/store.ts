import {
  type QueueInput,
  type QueueSettings,
  standardQueueSettings,
} from '../../../../contract/api/index.ts';
import { type SetupUse, sql, type WorkspaceDb } from '../../../base/index.ts';

export interface QueueSetup extends QueueInput {
  readonly id: string;
  readonly version: number;
  readonly isDefault: boolean;
  readonly members: number;
}

interface QueueRow {
  id: string;
  version: number;
  name: string;
  description: string;
  priority: number;
  open_to_all: boolean;
  hours_id: string | null;
  settings: Partial<QueueSettings>;
  is_default: boolean;
  member_ids: string[];
  team_ids: string[];
  members: number;
}

/** The default first, then by name; at most 500. */
export async function listQueueSetups(db: WorkspaceDb): Promise<QueueSetup[]> {
  const rows = await db.rows(sql<QueueRow>`
    with everybody as (
      select count(*)::int as members from member where workspace_id = ${db.workspaceId} and active),
    named as (
      select qm.queue_id, count(distinct qm.member_id) filter (where m.active)::int as members,
        coalesce(array_agg(qm.member_id order by qm.member_id) filter (where qm.via = ''), '{}') as member_ids
      from queue_member qm
      join member m on m.workspace_id = qm.workspace_id and m.id = qm.member_id
      where qm.workspace_id = ${db.workspaceId} group by qm.queue_id),
    teams as (
      select queue_id, array_agg(team_id order by team_id) as team_ids from queue_team
      where workspace_id = ${db.workspaceId} group by queue_id)
    select q.id, q.version, q.name, q.description, q.priority, q.open_to_all, q.hours_id, q.settings, q.is_default,
      coalesce(n.member_ids, '{}') as member_ids, coalesce(t.team_ids, '{}') as team_ids,
      case when q.open_to_all then e.members else coalesce(n.members, 0) end as members
    from queue q cross join everybody e
    left join named n on n.queue_id = q.id
    left join teams t on t.queue_id = q.id
    where q.workspace_id = ${db.workspaceId}
    order by q.is_default desc, lower(q.name), q.id limit 500`);
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    name: row.name,
    description: row.description,
    priority: row.priority,
    openToAll: row.open_to_all,
    hoursId: row.hours_id,
    settings: { ...standardQueueSettings, ...row.settings },
    isDefault: row.is_default,
    memberIds: row.member_ids,
    teamIds: row.team_ids,
    members: row.members,
  }));
}

export async function insertQueue(db: WorkspaceDb, id: string, queue: QueueInput, at: Date): Promise<void> {
  await db.execute(sql`
    insert into queue (workspace_id, id, name, is_default, created_at, description, priority, open_to_all, hours_id,
      settings, updated_at)
    values (${db.workspaceId}, ${id}, ${queue.name}, false, ${at}, ${queue.description}, ${queue.priority},
      ${queue.openToAll}, ${queue.hoursId}, ${JSON.stringify(queue.settings)}, ${at})`);
}

export async function updateQueue(db: WorkspaceDb, id: string, queue: QueueInput, at: Date): Promise<void> {
  await db.execute(sql`
    update queue set name = ${queue.name}, description = ${queue.description}, priority = ${queue.priority},
      open_to_all = ${queue.openToAll}, hours_id = ${queue.hoursId}, settings = ${JSON.stringify(queue.settings)},
      updated_at = ${at}, version = version + 1
    where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function deleteQueue(db: WorkspaceDb, id: string): Promise<void> {
  await db.execute(sql`delete from queue_member where workspace_id = ${db.workspaceId} and queue_id = ${id}`);
  await db.execute(sql`delete from queue_team where workspace_id = ${db.workspaceId} and queue_id = ${id}`);
  await db.execute(sql`delete from queue_turn where workspace_id = ${db.workspaceId} and queue_id = ${id}`);
  await db.execute(sql`delete from queue where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Sets who belongs by name. Who stays keeps the time of joining: turns go by it. */
export async function setQueueMembers(
  db: WorkspaceDb,
  queueId: string,
  memberIds: readonly string[],
  at: Date,
): Promise<void> {
  const ids = [...memberIds];
  await db.execute(sql`
    delete from queue_member where workspace_id = ${db.workspaceId} and queue_id = ${queueId} and via = ''
      and not member_id = any(${ids}::text[])`);
  await db.execute(sql`
    insert into queue_member (workspace_id, queue_id, member_id, via, joined_at)
    select ${db.workspaceId}, ${queueId}, unnest(${ids}::text[]), '', ${at}::timestamptz
    on conflict do nothing`);
}

/** Sets which teams belong, and brings their people in and out. */
export async function setQueueTeams(
  db: WorkspaceDb,
  queueId: string,
  teamIds: readonly string[],
  at: Date,
): Promise<void> {
  const ids = [...teamIds];
  await db.execute(sql`
    delete from queue_team where workspace_id = ${db.workspaceId} and queue_id = ${queueId}
      and not team_id = any(${ids}::text[])`);
  await db.execute(sql`
    insert into queue_team (workspace_id, queue_id, team_id)
    select ${db.workspaceId}, ${queueId}, unnest(${ids}::text[]) on conflict do nothing`);
  await bringTeamsIn(db, at, { queueId });
}

/** Makes the rows of members that come through teams equal to what the teams are now. */
export async function bringTeamsIn(
  db: WorkspaceDb,
  at: Date,
  only: { readonly queueId: string } | { readonly teamId: string },
): Promise<void> {
  const where = 'queueId' in only ? sql`qm.queue_id = ${only.queueId}` : sql`qm.via = ${only.teamId}`;
  const which = 'queueId' in only ? sql`qt.queue_id = ${only.queueId}` : sql`qt.team_id = ${only.teamId}`;
  await db.execute(sql`
    delete from queue_member qm where qm.workspace_id = ${db.workspaceId} and qm.via <> '' and ${where}
      and not exists (
        select 1 from queue_team qt
        join team_member tm on tm.workspace_id = qt.workspace_id and tm.team_id = qt.team_id
        where qt.workspace_id = ${db.workspaceId} and qt.queue_id = qm.queue_id and qt.team_id = qm.via
          and tm.member_id = qm.member_id)`);
  await db.execute(sql`
    insert into queue_member (workspace_id, queue_id, member_id, via, joined_at)
    select ${db.workspaceId}, qt.queue_id, tm.member_id, qt.team_id, ${at}::timestamptz
    from queue_team qt join team_member tm on tm.workspace_id = qt.workspace_id and tm.team_id = qt.team_id
    where qt.workspace_id = ${db.workspaceId} and ${which}
    on conflict do nothing`);
}

/** Work streams that send to it, queues that overflow into it, and conversations that stand in it. */
export function listQueueUses(db: WorkspaceDb, id: string): Promise<SetupUse[]> {
  return db.rows(sql<SetupUse>`
    select 'work_stream' as kind, id, name from work_stream
    where workspace_id = ${db.workspaceId} and queue_id = ${id}
    union all
    select 'queue', q.id, q.name from queue q
    where q.workspace_id = ${db.workspaceId} and q.id <> ${id}
      and q.settings->'overflow' @> jsonb_build_array(jsonb_build_object('queueId', ${id}::text))
    union all
    (select 'conversation', w.conversation_id, '#' || w.number from work_item w
    where w.workspace_id = ${db.workspaceId} and w.queue_id = ${id} and w.state <> 'closed'
    order by w.id desc limit 5)
    limit 100`);
}
