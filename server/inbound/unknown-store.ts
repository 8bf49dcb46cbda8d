import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';

export interface UnknownSighting {
  readonly appId: string;
  readonly kind: string;
  readonly deliveryId: string;
}

/** Counts kinds of events that nothing is done with; the bodies stay in the deliveries. */
export async function countUnknown(
  tx: WorkspaceTx,
  seen: readonly UnknownSighting[],
  now: Date,
): Promise<void> {
  const totals = new Map<string, UnknownSighting & { count: number }>();
  for (const one of seen) {
    const key = `${one.appId}/${one.kind}`;
    totals.set(key, { ...one, count: (totals.get(key)?.count ?? 0) + 1 });
  }
  const rows = [...totals.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into unknown_kind (workspace_id, app_id, kind, count, last_at, last_delivery_id)
    select ${tx.workspaceId}, t.app_id, t.kind, t.count, ${now}, t.delivery_id
    from unnest(
      ${rows.map((row) => row.appId)}::text[],
      ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => row.count)}::bigint[],
      ${rows.map((row) => row.deliveryId)}::text[]) as t(app_id, kind, count, delivery_id)
    on conflict (workspace_id, app_id, kind) do update set
      count = unknown_kind.count + excluded.count, last_at = excluded.last_at, last_delivery_id = excluded.last_delivery_id`);
}

export interface UnknownKind {
  readonly kind: string;
  readonly count: number;
  readonly lastAt: Date;
}

/** Kinds that were counted, latest first. */
export async function listUnknownKinds(db: WorkspaceDb): Promise<UnknownKind[]> {
  const rows = await db.rows(sql<{ kind: string; count: string; last_at: Date }>`
    select kind, sum(count)::bigint as count, max(last_at) as last_at from unknown_kind
    where workspace_id = ${db.workspaceId} group by kind order by max(last_at) desc limit 500`);
  return rows.map((row) => ({ kind: row.kind, count: Number(row.count), lastAt: row.last_at }));
}
