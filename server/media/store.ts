import type { Media } from '../../contract/api/index.ts';
import { type Db, newId, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../base/index.ts';
import { presentMedia } from './present.ts';
import type { MediaFile, MediaId } from './types.ts';

interface MediaRow {
  workspace_id: string;
  id: string;
  message_id: string | null;
  conversation_id: string | null;
  account_id: string | null;
  kind: string;
  state: string;
  failure: string | null;
  x_media_key: string | null;
  x_url: string | null;
  blob_key: string | null;
  content_type: string | null;
  byte_size: string | null;
  width: number | null;
  height: number | null;
  duration_ms: number | null;
  alt_text: string | null;
  fetch_tries: number;
  uploaded_by: string | null;
  x_upload_id: string | null;
  x_upload_expires_at: Date | null;
  created_at: Date;
}

const columns = sql`workspace_id, id, message_id, conversation_id, account_id, kind, state, failure, x_media_key, x_url,
  blob_key, content_type, byte_size, width, height, duration_ms, alt_text, fetch_tries, uploaded_by, x_upload_id,
  x_upload_expires_at, created_at`;

function toFile(row: MediaRow): MediaFile {
  return {
    // The column holds nothing but ids made by newId; kind and state are checked by the table.
    id: row.id as MediaId,
    messageId: row.message_id,
    conversationId: row.conversation_id,
    accountId: row.account_id,
    kind: row.kind as MediaFile['kind'],
    state: row.state as MediaFile['state'],
    failure: row.failure,
    xMediaKey: row.x_media_key,
    xUrl: row.x_url,
    blobKey: row.blob_key,
    contentType: row.content_type,
    byteSize: row.byte_size === null ? null : Number(row.byte_size),
    width: row.width,
    height: row.height,
    durationMs: row.duration_ms,
    altText: row.alt_text,
    fetchTries: row.fetch_tries,
    uploadedBy: row.uploaded_by,
    xUploadId: row.x_upload_id,
    xUploadExpiresAt: row.x_upload_expires_at,
    createdAt: row.created_at,
  };
}

/** A file that a message of X refers to, still to be fetched. */
export interface RemoteFile {
  readonly messageId: string;
  readonly conversationId: string;
  readonly accountId: string;
  readonly kind: MediaFile['kind'];
  readonly xMediaKey: string | null;
  /** Null when X names the file but not its place: shown as not available. */
  readonly xUrl: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
  readonly altText: string | null;
  /** Why it is not fetched by itself, in a sentence; null: it is fetched. */
  readonly refusal: string | null;
}

/** Records files to fetch; a worker takes them from here, also after a crash. */
export async function insertRemoteFiles(
  tx: WorkspaceTx,
  files: readonly RemoteFile[],
  now: Date,
): Promise<void> {
  if (files.length === 0) return;
  await tx.execute(sql`
    insert into media (workspace_id, id, message_id, conversation_id, account_id, kind, state, failure, x_media_key,
      x_url, width, height, duration_ms, alt_text, fetch_due_at, created_at)
    select ${tx.workspaceId}, t.id, t.message_id, t.conversation_id, t.account_id, t.kind,
      case when t.failure is null then 'pending' else 'failed' end, t.failure,
      t.x_media_key, t.x_url, t.width, t.height, t.duration_ms, t.alt_text,
      case when t.failure is null then ${now}::timestamptz end, ${now}
    from unnest(
      ${files.map(() => newId())}::text[],
      ${files.map((file) => file.messageId)}::text[],
      ${files.map((file) => file.conversationId)}::text[],
      ${files.map((file) => file.accountId)}::text[],
      ${files.map((file) => file.kind)}::text[],
      ${files.map((file) => file.xMediaKey)}::text[],
      ${files.map((file) => file.xUrl)}::text[],
      ${files.map((file) => file.width)}::int[],
      ${files.map((file) => file.height)}::int[],
      ${files.map((file) => file.durationMs)}::int[],
      ${files.map((file) => file.altText)}::text[],
      ${files.map((file) => file.refusal ?? (file.xUrl === null ? 'X did not say where the file is.' : null))}::text[]
    ) as t(id, message_id, conversation_id, account_id, kind, x_media_key, x_url, width, height, duration_ms, alt_text,
      failure)`);
}

export interface UploadedFile {
  readonly id: MediaId;
  readonly kind: MediaFile['kind'];
  readonly blobKey: string;
  readonly contentType: string;
  readonly byteSize: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly uploadedBy: string | null;
}

/** Records a file whose bytes are stored already. */
export async function insertUpload(db: WorkspaceDb, file: UploadedFile, now: Date): Promise<void> {
  await db.execute(sql`
    insert into media (workspace_id, id, kind, state, blob_key, content_type, byte_size, width, height, uploaded_by, created_at)
    values (${db.workspaceId}, ${file.id}, ${file.kind}, 'stored', ${file.blobKey}, ${file.contentType}, ${file.byteSize},
      ${file.width}, ${file.height}, ${file.uploadedBy}, ${now})`);
}

/** Records a program's file, which stays until it is deleted. */
export async function insertKept(db: WorkspaceDb, file: UploadedFile, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await insertUpload(tx, file, now);
    await tx.execute(
      sql`update media set kept = true where workspace_id = ${tx.workspaceId} and id = ${file.id}`,
    );
  });
}

/** A row for a further copy of the bytes, free to go with a message. */
export async function copyRow(
  db: WorkspaceDb,
  fromId: string,
  to: { readonly id: string; readonly blobKey: string },
  now: Date,
): Promise<void> {
  await db.execute(sql`
    insert into media (workspace_id, id, kind, state, blob_key, content_type, byte_size, width, height, uploaded_by, created_at)
    select workspace_id, ${to.id}, kind, 'stored', ${to.blobKey}, content_type, byte_size, width, height, uploaded_by, ${now}
    from media where workspace_id = ${db.workspaceId} and id = ${fromId}`);
}

/** A kept file belongs to this conversation from now on: whoever is erased takes it along. */
export async function placeKept(db: WorkspaceDb, id: string, conversationId: string): Promise<void> {
  await db.execute(sql`
    update media set conversation_id = ${conversationId}
    where workspace_id = ${db.workspaceId} and id = ${id} and kept and conversation_id is null`);
}

/** Gives uploads to a message; answers those that were stored, free and of this workspace. */
export async function attachMedia(
  tx: WorkspaceTx,
  mediaIds: readonly string[],
  to: { readonly messageId: string; readonly conversationId: string },
): Promise<MediaFile[]> {
  if (mediaIds.length === 0) return [];
  const rows = await tx.rows(sql<MediaRow>`
    update media set message_id = ${to.messageId}, conversation_id = ${to.conversationId}
    where workspace_id = ${tx.workspaceId} and id = any(${[...mediaIds]}::text[])
      and message_id is null and state = 'stored'
    returning ${columns}`);
  return rows.map(toFile);
}

/** The files of an entry that turned out to be another one: kept only when that one has none of its own. */
export async function moveMedia(tx: WorkspaceTx, fromMessageId: string, toMessageId: string): Promise<void> {
  await tx.execute(sql`
    update media set message_id = ${toMessageId}
    where workspace_id = ${tx.workspaceId} and message_id = ${fromMessageId}
      and not exists (select 1 from media m where m.workspace_id = ${tx.workspaceId} and m.message_id = ${toMessageId})`);
  await tx.execute(sql`
    update media set message_id = null, fetch_due_at = null, state = 'failed', failure = 'The message was one of ours.'
    where workspace_id = ${tx.workspaceId} and message_id = ${fromMessageId}`);
}

export async function listFilesOf(db: WorkspaceDb, messageIds: readonly string[]): Promise<MediaFile[]> {
  if (messageIds.length === 0) return [];
  const rows = await db.rows(sql<MediaRow>`
    select ${columns} from media
    where workspace_id = ${db.workspaceId} and message_id = any(${[...messageIds]}::text[]) order by id`);
  return rows.map(toFile);
}

/** The files of messages as the browser gets them, by message id. */
export async function listMediaOf(
  db: WorkspaceDb,
  messageIds: readonly string[],
): Promise<Map<string, Media[]>> {
  const byMessage = new Map<string, Media[]>();
  for (const file of await listFilesOf(db, messageIds)) {
    if (file.messageId === null) continue;
    const of = byMessage.get(file.messageId) ?? [];
    of.push(presentMedia(file));
    byMessage.set(file.messageId, of);
  }
  return byMessage;
}

export async function findFile(db: WorkspaceDb, id: string): Promise<MediaFile | undefined> {
  return (await listFiles(db, [id]))[0];
}

/** Files by id, in no order; those that do not exist are left out. */
export async function listFiles(db: WorkspaceDb, ids: readonly string[]): Promise<MediaFile[]> {
  const rows = await db.rows(sql<MediaRow>`
    select ${columns} from media where workspace_id = ${db.workspaceId} and id = any(${[...ids]}::text[])`);
  return rows.map(toFile);
}

export interface DueFile extends MediaFile {
  readonly workspaceId: WorkspaceId;
}

/** Takes files whose fetch is due: each comes due again after `leaseUntil`, should this process die meanwhile. */
export async function claimDueFiles(db: Db, now: Date, leaseUntil: Date, limit: number): Promise<DueFile[]> {
  const rows = await db.rows(sql<MediaRow>`
    update media set fetch_due_at = ${leaseUntil}, fetch_tries = fetch_tries + 1
    where (workspace_id, id) in (
      select workspace_id, id from media
      where state = 'pending' and fetch_due_at <= ${now}
      order by fetch_due_at limit ${limit} for update skip locked)
    returning ${columns}`);
  // The column holds nothing but ids made by newId.
  return rows.map((row) => ({ ...toFile(row), workspaceId: row.workspace_id as WorkspaceId }));
}

/** When the next fetch is due, of all workspaces. */
export async function nextFetchDueAt(db: Db): Promise<Date | undefined> {
  const row = await db.findRow(sql<{ due: Date | null }>`
    select min(fetch_due_at) as due from media where state = 'pending' and fetch_due_at is not null`);
  return row?.due ?? undefined;
}

export interface StoredBytes {
  readonly blobKey: string;
  readonly contentType: string;
  readonly byteSize: number;
  readonly kind: MediaFile['kind'];
  readonly width: number | null;
  readonly height: number | null;
}

/** The bytes are here. */
export async function markStored(tx: WorkspaceTx, id: string, bytes: StoredBytes): Promise<boolean> {
  const changed = await tx.execute(sql`
    update media set state = 'stored', failure = null, fetch_due_at = null, blob_key = ${bytes.blobKey},
      content_type = ${bytes.contentType}, byte_size = ${bytes.byteSize}, kind = ${bytes.kind},
      width = coalesce(${bytes.width}, width), height = coalesce(${bytes.height}, height)
    where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'pending'`);
  return changed > 0;
}

/** The fetch is given up, until somebody asks for another try. */
export async function markFailed(tx: WorkspaceTx, id: string, failure: string): Promise<boolean> {
  const changed = await tx.execute(sql`
    update media set state = 'failed', failure = ${failure}, fetch_due_at = null
    where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'pending'`);
  return changed > 0;
}

/** The fetch is tried again later. */
export async function postponeFetch(db: WorkspaceDb, id: string, dueAt: Date): Promise<void> {
  await db.execute(sql`
    update media set fetch_due_at = ${dueAt}
    where workspace_id = ${db.workspaceId} and id = ${id} and state = 'pending'`);
}

/** A failed file is fetched again; false when there is nothing to fetch. */
export async function restartFetch(tx: WorkspaceTx, id: string, now: Date): Promise<boolean> {
  const changed = await tx.execute(sql`
    update media set state = 'pending', failure = null, fetch_tries = 0, fetch_due_at = ${now}
    where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'failed' and x_url is not null`);
  return changed > 0;
}

/** X has the file under this id, usable until then. */
export async function rememberXUpload(
  db: WorkspaceDb,
  id: string,
  upload: { readonly xUploadId: string; readonly expiresAt: Date } | null,
): Promise<void> {
  await db.execute(sql`
    update media set x_upload_id = ${upload?.xUploadId ?? null}, x_upload_expires_at = ${upload?.expiresAt ?? null}
    where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** What a process that is gone was fetching is due at once. */
export async function releaseClaims(db: Db, now: Date): Promise<void> {
  await db.execute(sql`
    update media set fetch_due_at = ${now} where state = 'pending' and fetch_tries > 0 and fetch_due_at > ${now}`);
}

/** Uploads that no message took, made before a time; the caller removes their bytes. */
export async function listAbandonedUploads(db: Db, before: Date, limit: number): Promise<DueFile[]> {
  const rows = await db.rows(sql<MediaRow>`
    select ${columns} from media m
    where message_id is null and state = 'stored' and created_at < ${before} and not kept
      and not exists (select 1 from draft d where d.workspace_id = m.workspace_id and m.id = any(d.media_ids))
    limit ${limit}`);
  // The column holds nothing but ids made by newId.
  return rows.map((row) => ({ ...toFile(row), workspaceId: row.workspace_id as WorkspaceId }));
}

export async function deleteFile(db: WorkspaceDb, id: string): Promise<boolean> {
  const deleted = await db.execute(sql`
    delete from media where workspace_id = ${db.workspaceId} and id = ${id} and message_id is null`);
  return deleted > 0;
}
