import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

export type NotedKind = 'contact' | 'company' | 'case';

export interface RecordNoteRow {
  readonly id: string;
  readonly recordKind: NotedKind;
  readonly recordId: string;
  readonly text: string;
  readonly authorId: string | null;
  readonly at: Date;
}

const columns = sql`id, record_kind as "recordKind", record_id as "recordId", text, author_id as "authorId", at`;

export async function insertRecordNote(tx: WorkspaceTx, note: RecordNoteRow): Promise<void> {
  await tx.execute(sql`
    insert into record_note (workspace_id, id, record_kind, record_id, text, author_id, at)
    values (${tx.workspaceId}, ${note.id}, ${note.recordKind}, ${note.recordId}, ${note.text}, ${note.authorId},
      ${note.at})`);
}

export function findRecordNote(db: WorkspaceDb, id: string): Promise<RecordNoteRow | undefined> {
  return db.findRow(sql<RecordNoteRow>`
    select ${columns} from record_note where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function deleteRecordNote(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`delete from record_note where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** Notes of a record, newest first. */
export function listRecordNotes(
  db: WorkspaceDb,
  kind: NotedKind,
  recordId: string,
  before: Date | undefined,
  limit: number,
): Promise<RecordNoteRow[]> {
  return db.rows(sql<RecordNoteRow>`
    select ${columns} from record_note
    where workspace_id = ${db.workspaceId} and record_kind = ${kind} and record_id = ${recordId}
      ${before === undefined ? sql`` : sql`and at < ${before}`}
    order by at desc, id desc limit ${limit}`);
}

/** Gives a contact's notes to another. Answers which. */
export async function moveContactNotes(tx: WorkspaceTx, from: string, to: string): Promise<string[]> {
  const rows = await tx.rows(sql<{ id: string }>`
    update record_note set record_id = ${to}
    where workspace_id = ${tx.workspaceId} and record_kind = 'contact' and record_id = ${from} returning id`);
  return rows.map((row) => row.id);
}

/** Gives these notes back to a contact, those that are still the other's. */
export async function returnContactNotes(
  tx: WorkspaceTx,
  ids: readonly string[],
  from: string,
  to: string,
): Promise<void> {
  await tx.execute(sql`
    update record_note set record_id = ${to}
    where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::text[])
      and record_kind = 'contact' and record_id = ${from}`);
}

export async function countContactNotes(db: WorkspaceDb, contactId: string): Promise<number> {
  const row = await db.row(sql<{ count: string }>`
    select count(*) from record_note
    where workspace_id = ${db.workspaceId} and record_kind = 'contact' and record_id = ${contactId}`);
  return Number(row.count);
}

/** A record is gone, and its notes with it. */
export async function deleteNotesOf(tx: WorkspaceTx, kind: NotedKind, recordId: string): Promise<void> {
  await tx.execute(sql`
    delete from record_note
    where workspace_id = ${tx.workspaceId} and record_kind = ${kind} and record_id = ${recordId}`);
}
