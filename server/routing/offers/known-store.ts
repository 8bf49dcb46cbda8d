import { sql, type WorkspaceDb } from '../../base/index.ts';

/** Which of these customers are linked to a contact. */
export async function listKnownCustomers(db: WorkspaceDb, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.rows(sql<{ id: string }>`
    select id from customer
    where workspace_id = ${db.workspaceId} and id = any(${[...ids]}::text[]) and contact_id is not null`);
  return new Set(rows.map((row) => row.id));
}
