import type { RawBuilder } from 'kysely';
import { personalData, type RetentionKind } from '../../../contract/personal-data.ts';
import { type Db, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

export interface Setting {
  readonly kind: string;
  readonly days: number | null;
}

export function listSettings(db: WorkspaceDb): Promise<Setting[]> {
  return db.rows(sql<Setting>`
    select kind, days from retention_setting where workspace_id = ${db.workspaceId} order by kind`);
}

/** Limits that are set, of every workspace. */
export function listLimits(db: Db): Promise<{ workspace_id: string; kind: string; days: number }[]> {
  return db.rows(sql`
    select workspace_id, kind, days from retention_setting where days is not null order by workspace_id, kind`);
}

export async function saveSetting(tx: WorkspaceTx, setting: Setting, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into retention_setting (workspace_id, kind, days, updated_at)
    values (${tx.workspaceId}, ${setting.kind}, ${setting.days}, ${now})
    on conflict (workspace_id, kind) do update set days = excluded.days, updated_at = excluded.updated_at`);
}

/** Tables of a kind with an age, that this database has. */
export async function listAgedTables(db: WorkspaceDb, kind: RetentionKind): Promise<string[]> {
  const names = Object.entries(personalData).flatMap(([name, rule]) =>
    rule.retention === kind && rule.age ? [name] : [],
  );
  const rows = await db.rows(sql<{ name: string }>`
    select name from unnest(${names}::text[]) as t(name) where to_regclass(name) is not null`);
  return rows.map((row) => row.name);
}

/** Old rows of a table; names and conditions are those of our own list. */
function old(db: WorkspaceDb, table: string, before: Date): RawBuilder<unknown> {
  const { age = '', only } = personalData[table] ?? {};
  const more = only === undefined ? sql`` : sql`and ${sql.raw(only)}`;
  return sql`t.workspace_id = ${db.workspaceId} and t.${sql.ref(age)} < ${before} ${more}`;
}

export async function countOld(db: WorkspaceDb, table: string, before: Date, most: number): Promise<number> {
  const { count } = await db.row(sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from ${sql.table(table)} t where ${old(db, table, before)} limit ${most}) found`);
  return count;
}

/** Deletes some old rows, or takes what they say and leaves them as numbers. */
export function sweepOld(tx: WorkspaceTx, table: string, before: Date, limit: number): Promise<number> {
  const clear = personalData[table]?.clearOld;
  const some = sql`t.ctid = any(array(
    select t.ctid from ${sql.table(table)} t where ${old(tx, table, before)} limit ${limit}))`;
  if (!clear) return tx.execute(sql`delete from ${sql.table(table)} t where ${some}`);
  const columns = sql.join(clear.map((name) => sql`${sql.ref(name)} = default`));
  return tx.execute(sql`update ${sql.table(table)} t set ${columns} where ${some}`);
}

export interface OldMessage {
  readonly id: string;
  readonly conversation_id: string;
}

export function listOldMessages(db: WorkspaceDb, before: Date, limit: number): Promise<OldMessage[]> {
  return db.rows(sql<OldMessage>`
    select id, conversation_id from message
    where workspace_id = ${db.workspaceId} and at < ${before} and state not in ('queued', 'sending', 'uncertain')
    order by at limit ${limit}`);
}

/** Files of these messages. */
export function listFilesOfMessages(
  db: WorkspaceDb,
  messageIds: readonly string[],
): Promise<{ id: string; blob_key: string | null }[]> {
  return db.rows(sql`
    select id, blob_key from media
    where workspace_id = ${db.workspaceId} and message_id = any(${[...messageIds]}::text[])`);
}

/** Deletes messages with all that hangs on them; the list shows nothing of them any more. */
export async function deleteMessages(
  tx: WorkspaceTx,
  messages: readonly OldMessage[],
  before: Date,
): Promise<void> {
  const ids = messages.map((message) => message.id);
  const { mentions } = await tx.row(sql<{ mentions: boolean }>`
    select to_regclass('mention') is not null as mentions`);
  for (const table of ['media', 'message_search', 'attempt', ...(mentions ? ['mention'] : [])]) {
    await tx.execute(sql`
      delete from ${sql.table(table)} where workspace_id = ${tx.workspaceId} and message_id = any(${ids}::text[])`);
  }
  await tx.execute(sql`
    delete from message where workspace_id = ${tx.workspaceId} and id = any(${ids}::text[])`);
  await tx.execute(sql`
    update conversation set last_preview = ''
    where workspace_id = ${tx.workspaceId} and last_at < ${before} and last_preview <> ''
      and id = any(${[...new Set(messages.map((message) => message.conversation_id))]}::text[])`);
}

export function listOldFiles(
  db: WorkspaceDb,
  before: Date,
  limit: number,
): Promise<{ id: string; blob_key: string }[]> {
  return db.rows(sql`
    select id, blob_key from media
    where workspace_id = ${db.workspaceId} and created_at < ${before} and blob_key is not null
    order by created_at limit ${limit}`);
}

/** The thread says that there was a file, and that it is gone. */
export async function markFilesGone(tx: WorkspaceDb, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update media set state = 'failed', failure = 'Deleted, as files of this age are.', blob_key = null, x_url = null,
      alt_text = null, fetch_due_at = null
    where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::text[])`);
}
