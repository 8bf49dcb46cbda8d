import { type Queries, sql, type WorkspaceDb, type WorkspaceId } from '../../base/index.ts';

export interface WorkspaceRecord {
  readonly id: WorkspaceId;
  readonly name: string;
}

export async function insertWorkspace(db: WorkspaceDb, name: string, at: Date): Promise<void> {
  await db.execute(sql`
    insert into workspace (id, name, created_at) values (${db.workspaceId}, ${name}, ${at})`);
}

export async function getWorkspace(db: WorkspaceDb): Promise<WorkspaceRecord> {
  return db.row(sql<WorkspaceRecord>`select id, name from workspace where id = ${db.workspaceId}`);
}

/** Of several who try at the same moment, one gets true; the others wait for its commit first. */
export async function claimSetup(db: WorkspaceDb, at: Date): Promise<boolean> {
  const inserted = await db.execute(sql`
    insert into setup (workspace_id, done_at) values (${db.workspaceId}, ${at}) on conflict do nothing`);
  return inserted === 1;
}

/** The workspace that was set up first, if any was. */
export async function findFirstWorkspaceId(db: Queries): Promise<WorkspaceId | undefined> {
  const row = await db.findRow(sql<{ workspace_id: WorkspaceId }>`select workspace_id from setup`);
  return row?.workspace_id;
}
