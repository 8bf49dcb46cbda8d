import { type Id, sql, type WorkspaceDb } from '../base/index.ts';

export type HandleId = Id<'handle'>;

/** An account used as a channel of direct messages. */
export interface HandleRecord {
  readonly id: HandleId;
  readonly accountId: string;
  readonly name: string;
  readonly language: string;
  readonly workStreamId: string;
  readonly hoursId: string | null;
  readonly filesFromCustomers: boolean;
  readonly filesFromAgents: boolean;
  /** Hears of posts that name it in public. */
  readonly publicMentions: boolean;
  readonly enabled: boolean;
  readonly createdAt: Date;
  readonly deletedAt: Date | null;
}

interface HandleRow {
  id: HandleId;
  account_id: string;
  name: string;
  language: string;
  work_stream_id: string;
  hours_id: string | null;
  files_from_customers: boolean;
  files_from_agents: boolean;
  public_mentions: boolean;
  enabled: boolean;
  created_at: Date;
  deleted_at: Date | null;
}

const columns = sql`id, account_id, name, language, work_stream_id, hours_id, files_from_customers, files_from_agents,
  public_mentions, enabled, created_at, deleted_at`;

export async function insertHandle(db: WorkspaceDb, handle: HandleRecord): Promise<void> {
  await db.execute(sql`
    insert into handle (workspace_id, id, account_id, name, language, work_stream_id, hours_id, files_from_customers,
      files_from_agents, public_mentions, enabled, created_at)
    values (${db.workspaceId}, ${handle.id}, ${handle.accountId}, ${handle.name}, ${handle.language},
      ${handle.workStreamId}, ${handle.hoursId}, ${handle.filesFromCustomers}, ${handle.filesFromAgents},
      ${handle.publicMentions}, ${handle.enabled}, ${handle.createdAt})`);
}

export async function updateHandle(db: WorkspaceDb, handle: HandleRecord): Promise<void> {
  await db.execute(sql`
    update handle set name = ${handle.name}, language = ${handle.language}, work_stream_id = ${handle.workStreamId},
      hours_id = ${handle.hoursId}, files_from_customers = ${handle.filesFromCustomers},
      files_from_agents = ${handle.filesFromAgents}, public_mentions = ${handle.publicMentions},
      enabled = ${handle.enabled}, deleted_at = ${handle.deletedAt}
    where workspace_id = ${db.workspaceId} and id = ${handle.id}`);
}

/** A handle, removed ones too. */
export async function findHandle(db: WorkspaceDb, id: string): Promise<HandleRecord | undefined> {
  const row = await db.findRow(sql<HandleRow>`
    select ${columns} from handle where workspace_id = ${db.workspaceId} and id = ${id}`);
  return row && toRecord(row);
}

/** The account's handle that is in use, else the one that was removed last. */
export async function findHandleOfAccount(
  db: WorkspaceDb,
  accountId: string,
): Promise<HandleRecord | undefined> {
  const row = await db.findRow(sql<HandleRow>`
    select ${columns} from handle where workspace_id = ${db.workspaceId} and account_id = ${accountId}
    order by deleted_at desc nulls first, id desc limit 1`);
  return row && toRecord(row);
}

/** Handles in use, oldest first; at most 500. */
export async function listHandles(db: WorkspaceDb): Promise<HandleRecord[]> {
  const rows = await db.rows(sql<HandleRow>`
    select ${columns} from handle where workspace_id = ${db.workspaceId} and deleted_at is null
    order by created_at, id limit 500`);
  return rows.map(toRecord);
}

function toRecord(row: HandleRow): HandleRecord {
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    language: row.language,
    workStreamId: row.work_stream_id,
    hoursId: row.hours_id,
    filesFromCustomers: row.files_from_customers,
    filesFromAgents: row.files_from_agents,
    publicMentions: row.public_mentions,
    enabled: row.enabled,
    createdAt: row.created_at,
    deletedAt: row.deleted_at,
  };
}
