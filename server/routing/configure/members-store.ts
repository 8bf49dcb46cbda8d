import { sql, type WorkspaceDb } from '../../base/index.ts';
import { unknownThing } from '../../people/index.ts';

/** @throws AppError setup_unknown when one of them is no member of this workspace. */
export async function checkMembers(db: WorkspaceDb, ids: readonly string[], field: string): Promise<void> {
  await checkThere(db, 'member', ids, 'member', field);
}

type Table =
  | 'member'
  | 'team'
  | 'queue'
  | 'skill'
  | 'rating_model'
  | 'capacity_profile'
  | 'presence_option'
  | 'operating_hours'
  | 'notification_template';

/** @throws AppError setup_unknown at `field` when an id is not in that table. */
export async function checkThere(
  db: WorkspaceDb,
  table: Table,
  ids: readonly (string | null)[],
  what: string,
  field: string,
): Promise<void> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return;
  const { there } = await db.row(sql<{ there: number }>`
    select count(*)::int as there from ${sql.table(table)}
    where workspace_id = ${db.workspaceId} and id = any(${wanted}::text[])`);
  if (there < wanted.length) throw unknownThing(what, field);
}
