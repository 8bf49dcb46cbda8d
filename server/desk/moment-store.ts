import { sql, type WorkspaceDb } from '../base/index.ts';

/** What of a work item is running just now. */
export interface Moment {
  readonly offerExpiresAt: Date | null;
  /** The capacity that its wrap-up takes, and until when. */
  readonly wrapUp: { readonly units: number; readonly until: string | null } | null;
}

/** An offer that stands and a wrap-up that blocks: a look at each index. */
export async function findMoment(db: WorkspaceDb, workItemId: string): Promise<Moment> {
  const row = await db.row(sql<{ expires_at: Date | null; units: number | null; until_at: Date | null }>`
    select o.expires_at, h.units, h.until_at from (select 1) one
    left join lateral (
      select s.expires_at from session s
      where s.workspace_id = ${db.workspaceId} and s.work_item_id = ${workItemId} and s.state = 'offered'
        and s.participation = 'primary' limit 1) o on true
    left join lateral (
      select h.units, h.until_at from hold h
      where h.workspace_id = ${db.workspaceId} and h.work_item_id = ${workItemId} and h.state = 'wrap_up' limit 1) h on true`);
  return {
    offerExpiresAt: row.expires_at,
    wrapUp: row.units === null ? null : { units: row.units, until: row.until_at?.toISOString() ?? null },
  };
}
