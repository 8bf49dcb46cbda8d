import { sql, type WorkspaceDb } from '../base/index.ts';

export interface ReadMarkRow {
  readonly position: string;
  readonly marked_unread: boolean;
}

export function findReadMark(
  db: WorkspaceDb,
  memberId: string,
  conversationId: string,
): Promise<ReadMarkRow | undefined> {
  return db.findRow(sql<ReadMarkRow>`
    select position, marked_unread from read_mark
    where workspace_id = ${db.workspaceId} and member_id = ${memberId} and conversation_id = ${conversationId}`);
}

/** Moves a read mark forward, never back, and says whether anything changed. */
export async function moveReadMark(
  db: WorkspaceDb,
  mark: {
    readonly memberId: string;
    readonly conversationId: string;
    readonly position: string;
    readonly unread: boolean;
  },
): Promise<boolean> {
  const changed = await db.execute(sql`
    insert into read_mark (workspace_id, member_id, conversation_id, position, marked_unread)
    values (${db.workspaceId}, ${mark.memberId}, ${mark.conversationId}, ${mark.position}, ${mark.unread})
    on conflict (workspace_id, member_id, conversation_id) do update
      set position = greatest(read_mark.position, excluded.position), marked_unread = excluded.marked_unread
      where read_mark.position < excluded.position or read_mark.marked_unread <> excluded.marked_unread`);
  return changed > 0;
}

export type Doing = 'viewing' | 'replying' | 'noting';

export interface PresentRow {
  readonly member_id: string;
  readonly doing: Doing;
}

/** Who has this conversation open. */
export function listPresent(db: WorkspaceDb, conversationId: string, now: Date): Promise<PresentRow[]> {
  return db.rows(sql<PresentRow>`
    select member_id, doing from conversation_presence
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and until > ${now}
    order by member_id limit 50`);
}

export async function savePresent(
  db: WorkspaceDb,
  present: {
    readonly conversationId: string;
    readonly memberId: string;
    readonly doing: Doing;
    readonly until: Date;
  },
): Promise<void> {
  await db.execute(sql`
    insert into conversation_presence (workspace_id, conversation_id, member_id, doing, until)
    values (${db.workspaceId}, ${present.conversationId}, ${present.memberId}, ${present.doing}, ${present.until})
    on conflict (workspace_id, conversation_id, member_id)
      do update set doing = excluded.doing, until = excluded.until`);
}

export async function removePresent(
  db: WorkspaceDb,
  conversationId: string,
  memberId: string,
): Promise<void> {
  await db.execute(sql`
    delete from conversation_presence
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and member_id = ${memberId}`);
}

/** Forgets who left without saying so. */
export async function removeStalePresent(db: WorkspaceDb, now: Date): Promise<void> {
  await db.execute(sql`
    delete from conversation_presence where workspace_id = ${db.workspaceId} and until < ${now}`);
}
