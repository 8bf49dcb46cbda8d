import { sql, type WorkspaceDb } from '../../base/index.ts';

/** Ends after which an agent is asked last for this item. */
const REFUSED = sql`end_reason in ('agent_reject', 'agent_timeout', 'agent_released', 'agent_transfer_to_queue')`;

/** How many agents have declined an item, or let its offer run out. */
export async function countRefusals(db: WorkspaceDb, workItemId: string): Promise<number> {
  const row = await db.row(sql<{ n: number }>`
    select count(distinct agent_id)::int as n from session
    where workspace_id = ${db.workspaceId} and work_item_id = ${workItemId}
      and end_reason in ('agent_reject', 'agent_timeout')`);
  return row.n;
}

export interface Refusal {
  readonly workItemId: string;
  readonly agentId: string;
  readonly times: number;
  /** The last time. */
  readonly refusedAt: Date;
  /** When they gave it back, or to a queue, the last time. */
  readonly gaveAwayAt: Date | null;
}

/** Who of the agents has refused these items, and how often. */
export function listRefusals(db: WorkspaceDb, workItemIds: readonly string[]): Promise<Refusal[]> {
  return db.rows(sql<Refusal>`
    select work_item_id as "workItemId", agent_id as "agentId", count(*)::int as times,
      max(ended_at) as "refusedAt",
      max(ended_at) filter (where end_reason in ('agent_released', 'agent_transfer_to_queue')) as "gaveAwayAt"
    from session
    where workspace_id = ${db.workspaceId} and work_item_id = any(${[...workItemIds]}::text[]) and ${REFUSED}
    group by 1, 2`);
}
