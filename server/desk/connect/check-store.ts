import { asId, type Db, sql, type WorkspaceDb, type WorkspaceId } from '../../base/index.ts';

export interface DueApp {
  readonly workspaceId: WorkspaceId;
  readonly appId: string;
}

/** Apps of all workspaces that are to be looked at, the most overdue first. */
export async function listDueApps(db: Db, now: Date, limit: number): Promise<DueApp[]> {
  const rows = await db.rows(sql<{ workspace_id: string; id: string }>`
    select workspace_id, id from x_app
    where check_due_at <= ${now} and deleted_at is null and (check_lease_until is null or check_lease_until <= ${now})
    order by check_due_at limit ${limit}`);
  return rows.map((row) => ({ workspaceId: asId<'workspace'>(row.workspace_id), appId: row.id }));
}

/** One at a time works on an app: two would register two webhooks. @returns false when somebody else does. */
export async function leaseApp(db: WorkspaceDb, appId: string, now: Date, until: Date): Promise<boolean> {
  const taken = await db.execute(sql`
    update x_app set check_lease_until = ${until}, check_due_at = ${until}
    where workspace_id = ${db.workspaceId} and id = ${appId} and deleted_at is null
      and (check_lease_until is null or check_lease_until <= ${now})`);
  return taken === 1;
}

/** Gives the lease back. `dueAt` null: nothing is to be looked at until something changes. */
export async function releaseApp(
  db: WorkspaceDb,
  appId: string,
  leasedUntil: Date,
  dueAt: Date | null,
): Promise<void> {
  // What became due meanwhile (somebody signed in) stays due.
  await db.execute(sql`
    update x_app set check_lease_until = null,
      check_due_at = case when check_due_at < ${leasedUntil} then check_due_at else ${dueAt}::timestamptz end
    where workspace_id = ${db.workspaceId} and id = ${appId} and check_lease_until = ${leasedUntil}`);
}

/** The app is looked at as soon as possible. */
export async function makeDue(db: WorkspaceDb, appId: string, at: Date): Promise<void> {
  await db.execute(sql`
    update x_app set check_due_at = ${at} where workspace_id = ${db.workspaceId} and id = ${appId} and deleted_at is null`);
}
