import { sql, type WorkspaceDb } from '../../base/index.ts';

/** One change of a kind of set-up at a time in a workspace, until the commit: names and limits are compared in memory. */
export async function lockKind(db: WorkspaceDb, kind: string): Promise<void> {
  await db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`setup ${db.workspaceId} ${kind}`}, 0))`);
}
