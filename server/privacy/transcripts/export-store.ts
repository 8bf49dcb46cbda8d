import type { TranscriptExport, TranscriptFilter } from '../../../contract/api/index.ts';
import { type Db, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

export interface ExportRecord {
  readonly id: string;
  readonly state: TranscriptExport['state'];
  readonly format: TranscriptExport['format'];
  readonly withFiles: boolean;
  readonly withNotes: boolean;
  readonly filter: TranscriptFilter;
  readonly seesAll: boolean;
  readonly pastRestriction: boolean;
  readonly done: number;
  readonly total: number;
  readonly failure: string | null;
  readonly blobKey: string | null;
  readonly byteSize: number | null;
  readonly requestedBy: string | null;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
}

interface Row {
  id: string;
  state: ExportRecord['state'];
  format: ExportRecord['format'];
  with_files: boolean;
  with_notes: boolean;
  filter: TranscriptFilter;
  sees_all: boolean;
  past_restriction: boolean;
  done: number;
  total: number;
  failure: string | null;
  blob_key: string | null;
  byte_size: string | null;
  requested_by: string | null;
  requested_at: Date;
  finished_at: Date | null;
  expires_at: Date | null;
}

const columns = sql`id, state, format, with_files, with_notes, filter, sees_all, past_restriction, done, total, failure,
  blob_key, byte_size, requested_by, requested_at, finished_at, expires_at`;

const toRecord = (row: Row): ExportRecord => ({
  id: row.id,
  state: row.state,
  format: row.format,
  withFiles: row.with_files,
  withNotes: row.with_notes,
  filter: row.filter,
  seesAll: row.sees_all,
  pastRestriction: row.past_restriction,
  done: row.done,
  total: row.total,
  failure: row.failure,
  blobKey: row.blob_key,
  byteSize: row.byte_size === null ? null : Number(row.byte_size),
  requestedBy: row.requested_by,
  requestedAt: row.requested_at,
  finishedAt: row.finished_at,
  expiresAt: row.expires_at,
});

export type NewExport = Pick<
  ExportRecord,
  | 'id'
  | 'format'
  | 'withFiles'
  | 'withNotes'
  | 'filter'
  | 'seesAll'
  | 'pastRestriction'
  | 'total'
  | 'requestedBy'
  | 'requestedAt'
>;

export async function insertExport(tx: WorkspaceTx, made: NewExport): Promise<ExportRecord> {
  const row = await tx.row(sql<Row>`
    insert into transcript_export (workspace_id, id, state, format, with_files, with_notes, filter, sees_all,
      past_restriction, total, requested_by, requested_at)
    values (${tx.workspaceId}, ${made.id}, 'waiting', ${made.format}, ${made.withFiles}, ${made.withNotes},
      ${JSON.stringify(made.filter)}, ${made.seesAll}, ${made.pastRestriction}, ${made.total}, ${made.requestedBy},
      ${made.requestedAt})
    returning ${columns}`);
  return toRecord(row);
}

export async function findExport(db: WorkspaceDb, id: string): Promise<ExportRecord | undefined> {
  const row = await db.findRow(sql<Row>`
    select ${columns} from transcript_export where workspace_id = ${db.workspaceId} and id = ${id}`);
  return row && toRecord(row);
}

/** One's own, newest first; of everybody for null. */
export async function listExports(
  db: WorkspaceDb,
  memberId: string | null,
  before: { readonly at: Date; readonly id: string } | undefined,
  limit: number,
): Promise<ExportRecord[]> {
  const mine = memberId === null ? sql`` : sql`and requested_by = ${memberId}`;
  const older = before ? sql`and (requested_at, id) < (${before.at}, ${before.id})` : sql``;
  const rows = await db.rows(sql<Row>`
    select ${columns} from transcript_export where workspace_id = ${db.workspaceId} ${mine} ${older}
    order by requested_at desc, id desc limit ${limit}`);
  return rows.map(toRecord);
}

export interface ExportChange {
  readonly state?: ExportRecord['state'];
  readonly done?: number;
  readonly failure?: string | null;
  readonly blobKey?: string | null;
  readonly byteSize?: number;
  readonly finishedAt?: Date;
  readonly expiresAt?: Date;
}

export async function updateExport(db: WorkspaceDb, id: string, change: ExportChange): Promise<void> {
  const sets = [
    change.state === undefined ? undefined : sql`state = ${change.state}`,
    change.done === undefined ? undefined : sql`done = ${change.done}`,
    change.failure === undefined ? undefined : sql`failure = ${change.failure}`,
    change.blobKey === undefined ? undefined : sql`blob_key = ${change.blobKey}`,
    change.byteSize === undefined ? undefined : sql`byte_size = ${change.byteSize}`,
    change.finishedAt === undefined ? undefined : sql`finished_at = ${change.finishedAt}`,
    change.expiresAt === undefined ? undefined : sql`expires_at = ${change.expiresAt}`,
  ].filter((set) => set !== undefined);
  if (sets.length === 0) return;
  await db.execute(sql`
    update transcript_export set ${sql.join(sets)} where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Remembers whose words an export holds. */
export async function noteContent(
  db: WorkspaceDb,
  exportId: string,
  conversationIds: readonly string[],
): Promise<void> {
  await db.execute(sql`
    insert into transcript_content (workspace_id, export_id, conversation_id)
    select ${db.workspaceId}, ${exportId}, unnest(${[...conversationIds]}::text[]) on conflict do nothing`);
}

/** Exports that hold some of these conversations and still have a file, or are being made. */
export async function listExportsOf(
  db: WorkspaceDb,
  conversationIds: readonly string[],
): Promise<ExportRecord[]> {
  const rows = await db.rows(sql<Row>`
    select ${columns} from transcript_export
    where workspace_id = ${db.workspaceId} and (blob_key is not null or state in ('waiting', 'running')) and id in (
      select export_id from transcript_content
      where workspace_id = ${db.workspaceId} and conversation_id = any(${[...conversationIds]}::text[]))`);
  return rows.map(toRecord);
}

export async function forgetContent(db: WorkspaceDb, exportId: string): Promise<void> {
  await db.execute(sql`
    delete from transcript_content where workspace_id = ${db.workspaceId} and export_id = ${exportId}`);
}

export function listExpiredExports(
  db: Db,
  now: Date,
): Promise<{ workspace_id: string; id: string; blob_key: string }[]> {
  return db.rows(sql`
    select workspace_id, id, blob_key from transcript_export
    where blob_key is not null and expires_at <= ${now} order by expires_at limit 100`);
}

export function listUnfinishedExports(db: Db): Promise<{ workspace_id: string; id: string }[]> {
  return db.rows(sql`
    select workspace_id, id from transcript_export where state in ('waiting', 'running')
    order by requested_at limit 100`);
}
