import { sql, type WorkspaceDb, type WorkspaceTx } from '../../../base/index.ts';

export interface DeletedThing {
  readonly kind: string;
  readonly deletedAt: Date;
}

/** What this person deleted since then, held until the commit. */
export function lockDeleted(
  tx: WorkspaceTx,
  id: string,
  by: string,
  since: Date,
): Promise<DeletedThing | undefined> {
  return tx.findRow(sql<DeletedThing>`
    select kind, deleted_at as "deletedAt" from deleted_thing
    where workspace_id = ${tx.workspaceId} and id = ${id} and deleted_by = ${by} and deleted_at >= ${since}
    for update`);
}

/** Kinds of what was deleted with the thing or after it, and is named by what it consists of. */
export async function listLacking(db: WorkspaceDb, id: string, deletedAt: Date): Promise<string[]> {
  const rows = await db.rows(sql<{ kind: string }>`
    select distinct d.kind from deleted_thing d
    join deleted_row r on r.workspace_id = d.workspace_id and r.thing_id = ${id}
    where d.workspace_id = ${db.workspaceId} and d.id <> ${id} and d.deleted_at >= ${deletedAt}
      and position(d.id in r.row::text) > 0
    order by d.kind`);
  return rows.map((row) => row.kind);
}

/** Puts the rows back as they were. @throws a unique violation */
export async function putBack(tx: WorkspaceTx, id: string): Promise<void> {
  const tables = await tx.rows(sql<{ name: string }>`
    select distinct table_name as name from deleted_row
    where workspace_id = ${tx.workspaceId} and thing_id = ${id}`);
  for (const { name } of tables) {
    await tx.execute(sql`
      insert into ${sql.table(name)}
      select was.* from deleted_row d, jsonb_populate_record(null::${sql.table(name)}, d.row) was
      where d.workspace_id = ${tx.workspaceId} and d.thing_id = ${id} and d.table_name = ${name}`);
  }
}
