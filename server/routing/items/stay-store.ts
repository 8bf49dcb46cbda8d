import { newId, sql, type WorkspaceTx } from '../../base/index.ts';

export type StayOutcome = 'accepted' | 'transferred' | 'overflowed' | 'closed' | 'moved';

export interface StayEnd {
  readonly workItemId: string;
  readonly outcome: StayOutcome;
}

/** Ends the running stay of these items in their queue. */
export async function endStays(tx: WorkspaceTx, ends: readonly StayEnd[], at: Date): Promise<void> {
  if (ends.length === 0) return;
  await tx.execute(sql`
    update queue_stay s set left_at = ${at}, outcome = t.outcome
    from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) as t("workItemId" text, outcome text)
    where s.workspace_id = ${tx.workspaceId} and s.work_item_id = t."workItemId" and s.left_at is null`);
}

export interface StayBegin {
  readonly workItemId: string;
  readonly queueId: string;
}

export async function beginStays(tx: WorkspaceTx, begins: readonly StayBegin[], at: Date): Promise<void> {
  if (begins.length === 0) return;
  const rows = begins.map((begin) => ({ id: newId(), ...begin }));
  await tx.execute(sql`
    insert into queue_stay (workspace_id, id, work_item_id, queue_id, entered_at)
    select ${tx.workspaceId}, t.*, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id text, "workItemId" text, "queueId" text)`);
}

/** An agent was given something of a queue: round robin goes by it. */
export async function noteTurns(
  tx: WorkspaceTx,
  turns: readonly { readonly queueId: string; readonly memberId: string }[],
  at: Date,
): Promise<void> {
  if (turns.length === 0) return;
  await tx.execute(sql`
    insert into queue_turn (workspace_id, queue_id, member_id, assigned_at)
    select distinct ${tx.workspaceId}, "queueId", "memberId", ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(turns)}::jsonb) as t("queueId" text, "memberId" text)
    order by 2, 3
    on conflict (workspace_id, queue_id, member_id) do update set assigned_at = excluded.assigned_at`);
}
