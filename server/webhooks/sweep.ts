import { type Db, sql } from '../base/index.ts';

const KEPT_MS = 7 * 24 * 3_600_000;
const BATCH = 2_000;

/** Forgets the log after 7 days, and what is left of endpoints that were deleted. Answers whether there is more. */
export async function sweepDeliveries(db: Db, now: Date): Promise<boolean> {
  const before = new Date(now.getTime() - KEPT_MS);
  const old = await db.execute(sql`
    delete from webhook_delivery where ctid = any(array(
      select ctid from webhook_delivery where finished_at < ${before} limit ${BATCH}))`);
  const orphans = await deleteOrphans(db);
  // What waited all the time, since somebody paused it and forgot.
  const late = await db.execute(sql`
    update webhook_delivery d set state = 'dead', finished_at = ${now}, due_at = null
    from (
      select o.workspace_id, o.endpoint_id, o.seq from webhook_endpoint e, lateral (
        select workspace_id, endpoint_id, seq, queued_at from webhook_delivery w
        where w.workspace_id = e.workspace_id and w.endpoint_id = e.id and w.state = 'waiting'
        order by w.seq limit ${BATCH}) o
      where o.queued_at < ${before}) t
    where d.workspace_id = t.workspace_id and d.endpoint_id = t.endpoint_id and d.seq = t.seq and d.state = 'waiting'`);
  await db.execute(sql`delete from webhook_hour where hour < ${before}`);
  return old === BATCH || orphans || late >= BATCH;
}

/** The head row of a deleted endpoint stands until its deliveries are gone. */
async function deleteOrphans(db: Db): Promise<boolean> {
  const [orphan] = await db.rows(sql<{ workspace_id: string; endpoint_id: string }>`
    select h.workspace_id, h.endpoint_id from webhook_head h
    where not exists (
      select 1 from webhook_endpoint e where e.workspace_id = h.workspace_id and e.id = h.endpoint_id)
    limit 1`);
  if (!orphan) return false;
  const { workspace_id: workspaceId, endpoint_id: endpointId } = orphan;
  const deleted = await db.execute(sql`
    delete from webhook_delivery where ctid = any(array(
      select ctid from webhook_delivery
      where workspace_id = ${workspaceId} and endpoint_id = ${endpointId} limit ${BATCH}))`);
  if (deleted === 0) {
    for (const table of ['webhook_hour', 'webhook_head'])
      await db.execute(sql`
        delete from ${sql.table(table)} where workspace_id = ${workspaceId} and endpoint_id = ${endpointId}`);
  }
  return true;
}
