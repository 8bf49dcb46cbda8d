import { type Db, sql, type WorkspaceTx } from '../db/index.ts';

/** How long something deleted can be brought back. */
export const KEPT_MINUTES = 10;

/**
 * Everything of the set-up that this transaction deletes from here on is kept for ten minutes under the thing's id, for
 * the member or key that deletes it. What is older is forgotten.
 */
export async function keepDeleted(
  tx: WorkspaceTx,
  thing: { readonly kind: string; readonly id: string; readonly by: string | null },
  now: Date,
): Promise<void> {
  await forgetDeleted(tx, new Date(now.getTime() - KEPT_MINUTES * 60_000), thing.id);
  await tx.execute(sql`
    insert into deleted_thing (workspace_id, id, kind, deleted_by, deleted_at)
    values (${tx.workspaceId}, ${thing.id}, ${thing.kind}, ${thing.by}, ${now})`);
  await tx.rows(sql`select set_config('rookery.deleting', ${thing.id}, true)`);
}

/** Forgets what was deleted before, and one thing whenever it was. */
export async function forgetDeleted(tx: WorkspaceTx, before: Date, id: string): Promise<void> {
  await tx.execute(sql`
    with gone as (
      delete from deleted_thing
      where workspace_id = ${tx.workspaceId} and (deleted_at < ${before} or id = ${id}) returning id)
    delete from deleted_row r using gone where r.workspace_id = ${tx.workspaceId} and r.thing_id = gone.id`);
}

/** Forgets what nobody can bring back any more, of every workspace. */
export async function forgetOldDeleted(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MINUTES * 60_000);
  await db.execute(sql`
    with gone as (delete from deleted_thing where deleted_at < ${before} returning workspace_id, id)
    delete from deleted_row r using gone where r.workspace_id = gone.workspace_id and r.thing_id = gone.id`);
}
