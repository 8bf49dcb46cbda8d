import { sql, type WorkspaceDb } from '../base/index.ts';

/** How a session came to its agent: automatic, transferred, … */
export async function findHow(db: WorkspaceDb, sessionId: string): Promise<string | undefined> {
  const row = await db.findRow(sql<{ how: string }>`
    select how from session where workspace_id = ${db.workspaceId} and id = ${sessionId}`);
  return row?.how;
}
