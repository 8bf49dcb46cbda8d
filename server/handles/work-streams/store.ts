import { type Id, newId, sql, type WorkspaceDb } from '../../base/index.ts';

export type WorkStreamId = Id<'work_stream'>;
export type QueueId = Id<'queue'>;

export interface WorkStreamRecord {
  readonly id: WorkStreamId;
  readonly name: string;
  readonly isDefault: boolean;
  readonly queueId: QueueId;
}

export interface QueueRecord {
  readonly id: QueueId;
  readonly name: string;
  readonly isDefault: boolean;
}

/** The queue and the work stream that every workspace has from the start. Does nothing when they are there. */
export async function insertDefaults(db: WorkspaceDb, at: Date): Promise<void> {
  const { present } = await db.row(sql<{ present: boolean }>`
    select exists (select 1 from work_stream where workspace_id = ${db.workspaceId} and is_default) as present`);
  if (present) return;
  const queueId = newId<'queue'>();
  await db.execute(sql`
    insert into queue (workspace_id, id, name, is_default, open_to_all, created_at)
    values (${db.workspaceId}, ${queueId}, 'Everybody', true, true, ${at})`);
  await db.execute(sql`
    insert into work_stream (workspace_id, id, name, is_default, queue_id, created_at)
    values (${db.workspaceId}, ${newId<'work_stream'>()}, 'Direct messages', true, ${queueId}, ${at})`);
}

interface WorkStreamRow {
  id: WorkStreamId;
  name: string;
  is_default: boolean;
  queue_id: QueueId;
}

/** The default first; at most 500. */
export async function listWorkStreams(db: WorkspaceDb): Promise<WorkStreamRecord[]> {
  const rows = await db.rows(sql<WorkStreamRow>`
    select id, name, is_default, queue_id from work_stream where workspace_id = ${db.workspaceId}
    order by is_default desc, lower(name), id limit 500`);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    isDefault: row.is_default,
    queueId: row.queue_id,
  }));
}

export async function findWorkStream(db: WorkspaceDb, id: string): Promise<WorkStreamRecord | undefined> {
  const row = await db.findRow(sql<WorkStreamRow>`
    select id, name, is_default, queue_id from work_stream where workspace_id = ${db.workspaceId} and id = ${id}`);
  return row && { id: row.id, name: row.name, isDefault: row.is_default, queueId: row.queue_id };
}

export async function getDefaultWorkStream(db: WorkspaceDb): Promise<WorkStreamRecord> {
  const row = await db.row(sql<WorkStreamRow>`
    select id, name, is_default, queue_id from work_stream where workspace_id = ${db.workspaceId} and is_default
    order by id limit 1`);
  return { id: row.id, name: row.name, isDefault: row.is_default, queueId: row.queue_id };
}

/** The default first; at most 500. */
export async function listQueues(db: WorkspaceDb): Promise<QueueRecord[]> {
  const rows = await db.rows(sql<{ id: QueueId; name: string; is_default: boolean }>`
    select id, name, is_default from queue where workspace_id = ${db.workspaceId}
    order by is_default desc, lower(name), id limit 500`);
  return rows.map((row) => ({ id: row.id, name: row.name, isDefault: row.is_default }));
}
