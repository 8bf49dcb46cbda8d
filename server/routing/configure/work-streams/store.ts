import {
  standardWorkStreamSettings,
  type WorkStreamInput,
  type WorkStreamMode,
  type WorkStreamSettings,
} from '../../../../contract/api/index.ts';
import { type SetupUse, sql, type WorkspaceDb } from '../../../base/index.ts';

export interface StreamSetup extends WorkStreamInput {
  readonly id: string;
  readonly version: number;
  readonly isDefault: boolean;
  readonly handles: { id: string; name: string }[];
}

interface StreamRow {
  id: string;
  version: number;
  name: string;
  description: string;
  mode: WorkStreamMode;
  queue_id: string;
  is_default: boolean;
  settings: Partial<WorkStreamSettings>;
  handles: { id: string; name: string }[] | null;
}

/** The default first, then by name; at most 200. */
export async function listStreamSetups(db: WorkspaceDb): Promise<StreamSetup[]> {
  const rows = await db.rows(sql<StreamRow>`
    select s.id, s.version, s.name, s.description, s.mode, s.queue_id, s.is_default, s.settings, h.handles
    from work_stream s
    left join (
      select work_stream_id, jsonb_agg(jsonb_build_object('id', id, 'name', name) order by name, id) as handles
      from handle where workspace_id = ${db.workspaceId} and deleted_at is null group by work_stream_id
    ) h on h.work_stream_id = s.id
    where s.workspace_id = ${db.workspaceId}
    order by s.is_default desc, lower(s.name), s.id limit 200`);
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    name: row.name,
    description: row.description,
    mode: row.mode,
    queueId: row.queue_id,
    isDefault: row.is_default,
    settings: { ...standardWorkStreamSettings, ...row.settings },
    handles: row.handles ?? [],
  }));
}

export async function insertStream(
  db: WorkspaceDb,
  id: string,
  stream: WorkStreamInput,
  at: Date,
): Promise<void> {
  await db.execute(sql`
    insert into work_stream (workspace_id, id, name, is_default, queue_id, created_at, description, mode, settings,
      updated_at)
    values (${db.workspaceId}, ${id}, ${stream.name}, false, ${stream.queueId}, ${at}, ${stream.description},
      ${stream.mode}, ${JSON.stringify(stream.settings)}, ${at})`);
}

/** All but the mode. */
export async function updateStream(
  db: WorkspaceDb,
  id: string,
  stream: WorkStreamInput,
  at: Date,
): Promise<void> {
  await db.execute(sql`
    update work_stream set name = ${stream.name}, description = ${stream.description}, queue_id = ${stream.queueId},
      settings = ${JSON.stringify(stream.settings)}, updated_at = ${at}, version = version + 1
    where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function deleteStream(db: WorkspaceDb, id: string): Promise<void> {
  await db.execute(sql`delete from work_stream where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Handles whose conversations it takes, and conversations under way on it. */
export function listStreamUses(db: WorkspaceDb, id: string): Promise<SetupUse[]> {
  return db.rows(sql<SetupUse>`
    select 'handle' as kind, id, name from handle
    where workspace_id = ${db.workspaceId} and work_stream_id = ${id} and deleted_at is null
    union all
    (select 'conversation', w.conversation_id, '#' || w.number from work_item w
    where w.workspace_id = ${db.workspaceId} and w.work_stream_id = ${id} and w.state <> 'closed'
    order by w.id desc limit 5)
    limit 100`);
}
