import { type Queries, sql, type WorkspaceDb, type WorkspaceId } from '../base/index.ts';

export type DoorKind = 'api_key' | 'invitation';

export interface Door {
  readonly workspaceId: WorkspaceId;
  readonly subjectId: string;
}

/** Where a presented secret leads. */
export async function findDoor(db: Queries, kind: DoorKind, tokenHash: Buffer): Promise<Door | undefined> {
  const row = await db.findRow(sql<{ workspace_id: WorkspaceId; subject_id: string }>`
    select workspace_id, subject_id from token_door where token_hash = ${tokenHash} and kind = ${kind}`);
  return row && { workspaceId: row.workspace_id, subjectId: row.subject_id };
}

export async function insertDoor(
  db: WorkspaceDb,
  kind: DoorKind,
  tokenHash: Buffer,
  subjectId: string,
): Promise<void> {
  await db.execute(sql`
    insert into token_door (token_hash, kind, workspace_id, subject_id)
    values (${tokenHash}, ${kind}, ${db.workspaceId}, ${subjectId})`);
}

export async function deleteDoors(db: WorkspaceDb, subjectId: string): Promise<void> {
  await db.execute(sql`
    delete from token_door where workspace_id = ${db.workspaceId} and subject_id = ${subjectId}`);
}
