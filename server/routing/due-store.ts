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

/**
 * Ends the time for which only one agent was asked; answers whose items are for everybody now. Items that somebody is
 * changing are left for the next look.
 */
export async function endFamiliar(db: Queries, now: Date): Promise<WorkspaceId[]> {
  const rows = await db.rows(sql<{ id: WorkspaceId }>`
    update work_item w set affinity_id = null, affinity_until = null
    from (select workspace_id, id from work_item where affinity_until <= ${now} and state = 'open'
      order by affinity_until limit 500 for update skip locked) due
    where w.workspace_id = due.workspace_id and w.id = due.id
    returning w.workspace_id as id`);
  return [...new Set(rows.map((row) => row.id))];
}
