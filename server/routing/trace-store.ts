import { newId, sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';

/** One step of what routing saw and decided. `body` holds ids and small values, never message text. */
export interface TraceStep {
  readonly stage: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Notes a step of an item's way, for "why me?". */
export async function traceStep(
  tx: WorkspaceTx,
  workItemId: string,
  stage: string,
  body: TraceStep['body'],
  now: Date,
): Promise<void> {
  await traceSteps(tx, [{ workItemId, stage, body }], now);
}

export async function traceSteps(
  tx: WorkspaceTx,
  steps: readonly (TraceStep & { readonly workItemId: string })[],
  now: Date,
): Promise<void> {
  if (steps.length === 0) return;
  const rows = steps.map((step) => ({ id: newId(), ...step }));
  await tx.execute(sql`
    insert into routing_trace (workspace_id, work_item_id, id, at, stage, body)
    select ${tx.workspaceId}, "workItemId", id, ${now}, stage, body
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t("workItemId" text, id text, stage text, body jsonb)`);
}

export interface StoredTraceStep extends TraceStep {
  readonly at: Date;
}

/** The steps of an item's way, oldest first; at most 500. */
export function listTrace(db: WorkspaceDb, workItemId: string): Promise<StoredTraceStep[]> {
  return db.rows(sql<StoredTraceStep>`
    select at, stage, body from routing_trace
    where workspace_id = ${db.workspaceId} and work_item_id = ${workItemId} order by id limit 500`);
}
