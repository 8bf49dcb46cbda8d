import { sql, type WorkspaceDb } from '../base/index.ts';

/** The language in which a thread is answered: what a rule set for its open work item, else its handle's. */
export async function findLanguage(db: WorkspaceDb, conversationId: string): Promise<string> {
  const row = await db.findRow(sql<{ language: string }>`
    select coalesce(w.language, h.language) as language from conversation c
    join handle h on h.workspace_id = c.workspace_id and h.id = c.handle_id
    left join work_item w on w.workspace_id = c.workspace_id and w.conversation_id = c.id and w.state <> 'closed'
    where c.workspace_id = ${db.workspaceId} and c.id = ${conversationId}`);
  return row?.language ?? 'en';
}
