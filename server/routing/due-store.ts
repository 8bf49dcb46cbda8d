import { asId, type Queries, sql, type WorkspaceId } from '../base/index.ts';

export interface DueSnooze {
  readonly workspaceId: WorkspaceId;
  readonly conversationId: string;
}

/** Snoozed items whose time has come, of all workspaces, longest overdue first. */
export async function listDueSnoozes(db: Queries, now: Date, limit: number): Promise<DueSnooze[]> {
  const rows = await db.rows(sql<{ workspace_id: string; conversation_id: string }>`
    select workspace_id, conversation_id from work_item
    where snoozed_until <= ${now} and state <> 'closed' order by snoozed_until limit ${limit}`);
  return rows.map((row) => ({
    workspaceId: asId<'workspace'>(row.workspace_id),
    conversationId: row.conversation_id,
  }));
}
