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
}

/** Who of the agents has refused these items, and how often. */
export function listRefusals(db: WorkspaceDb, workItemIds: readonly string[]): Promise<Refusal[]> {
  return db.rows(sql<Refusal>`
    select work_item_id as "workItemId", agent_id as "agentId", count(*)::int as times from session
    where workspace_id = ${db.workspaceId} and work_item_id = any(${[...workItemIds]}::text[]) and ${REFUSED}
    group by 1, 2`);
}
