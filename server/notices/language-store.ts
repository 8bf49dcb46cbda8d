import { sql, type WorkspaceDb } from '../base/index.ts';

/** The language of a handle. */
export async function findLanguage(db: WorkspaceDb, handleId: string): Promise<string> {
  const row = await db.findRow(sql<{ language: string }>`
    select language from handle where workspace_id = ${db.workspaceId} and id = ${handleId}`);
  return row?.language ?? 'en';
}
