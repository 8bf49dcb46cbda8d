import { sql, type WorkspaceDb } from '../base/index.ts';

/** How a session came to its agent (automatic, transferred, …), and whether the agent ever took it. */
export async function findWay(
  db: WorkspaceDb,
  sessionId: string,
): Promise<{ readonly how: string; readonly wasAccepted: boolean } | undefined> {
  const row = await db.findRow(sql<{ how: string; accepted: boolean }>`
    select how, accepted_at is not null as accepted from session
    where workspace_id = ${db.workspaceId} and id = ${sessionId}`);
  return row && { how: row.how, wasAccepted: row.accepted };
}
