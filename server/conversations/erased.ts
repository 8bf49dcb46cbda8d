import { randomBytes } from 'node:crypto';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';

const hashed = (workspaceId: string, xUserId: ReturnType<typeof sql>) => sql`
  sha256((select salt from privacy_salt where workspace_id = ${workspaceId}) || convert_to(${xUserId}::text, 'UTF8'))`;

/**
 * Remembers that a person was erased, by a hash of their X user id that means nothing outside the workspace. Answers
 * the hash. What they wrote until then is never taken in again.
 */
export async function rememberErased(tx: WorkspaceTx, xUserId: string, now: Date): Promise<Buffer> {
  await tx.execute(sql`
    insert into privacy_salt (workspace_id, salt) values (${tx.workspaceId}, ${randomBytes(32)})
    on conflict (workspace_id) do nothing`);
  const { hash } = await tx.row(sql<{ hash: Buffer }>`
    insert into erased_person (workspace_id, hash, erased_at)
    values (${tx.workspaceId}, ${hashed(tx.workspaceId, sql`${xUserId}`)}, ${now})
    on conflict (workspace_id, hash) do update set erased_at = greatest(erased_person.erased_at, excluded.erased_at)
    returning hash`);
  return hash;
}

/** Whether anybody was erased since then. */
export async function wasAnybodyErased(db: WorkspaceDb, since: Date): Promise<boolean> {
  const row = await db.findRow(sql`
    select 1 from erased_person where workspace_id = ${db.workspaceId} and erased_at >= ${since} limit 1`);
  return row !== undefined;
}

/** Those of the X users who were erased, with until when. */
export async function listErased(db: WorkspaceDb, xUserIds: readonly string[]): Promise<Map<string, Date>> {
  if (xUserIds.length === 0) return new Map();
  const rows = await db.rows(sql<{ x_user_id: string; erased_at: Date }>`
    select u.x_user_id, e.erased_at from unnest(${[...new Set(xUserIds)]}::text[]) as u(x_user_id)
    join erased_person e on e.workspace_id = ${db.workspaceId}
      and e.hash = ${hashed(db.workspaceId, sql`u.x_user_id`)}`);
  return new Map(rows.map((row) => [row.x_user_id, row.erased_at]));
}
