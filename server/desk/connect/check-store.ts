import { asId, type Db, sql, type WorkspaceDb, type WorkspaceId } from '../../base/index.ts';

export interface DueApp {
  readonly workspaceId: WorkspaceId;
  readonly appId: string;
  /** Something has just changed and somebody waits; otherwise it is the regular look. */
  readonly isAsked: boolean;
}

/** Apps of all workspaces that are to be looked at, the most overdue first. */
export async function listDueApps(db: Db, now: Date, limit: number): Promise<DueApp[]> {
  const rows = await db.rows(sql<{ workspace_id: string; id: string; is_asked: boolean }>`
    select workspace_id, id, check_due_at = 'epoch' as is_asked from x_app
    where check_due_at <= ${now} and deleted_at is null and (check_lease_until is null or check_lease_until <= ${now})
    order by check_due_at limit ${limit}`);
  return rows.map((row) => ({
    workspaceId: asId<'workspace'>(row.workspace_id),
    appId: row.id,
    isAsked: row.is_asked,
  }));
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

/** Puts a regular look off. */
export async function postpone(db: WorkspaceDb, appId: string, dueAt: Date): Promise<void> {
  await db.execute(sql`
    update x_app set check_due_at = ${dueAt}
    where workspace_id = ${db.workspaceId} and id = ${appId} and check_due_at > 'epoch'`);
}

/** The app is looked at as soon as possible, before all regular looks: due since the epoch. */
export async function makeDue(db: WorkspaceDb, appId: string): Promise<void> {
  await db.execute(sql`
    update x_app set check_due_at = 'epoch' where workspace_id = ${db.workspaceId} and id = ${appId} and deleted_at is null`);
}
