import { sql, type WorkspaceDb } from '../../base/index.ts';

/** Among so many of an agent's newest sessions the one that was declined is looked for. */
const NEWEST = 20;
const SAME_MS = 2_000;

/** Whether the agent declined an offer at this moment: what set them to Do not disturb. */
export async function declinedAt(db: WorkspaceDb, memberId: string, at: Date): Promise<boolean> {
  const row = await db.findRow(sql`
    select 1 from (
      select end_reason, ended_at from session
      where workspace_id = ${db.workspaceId} and agent_id = ${memberId}
      order by started_at desc limit ${NEWEST}) newest
    where end_reason = 'agent_reject'
      and ended_at between ${new Date(at.getTime() - SAME_MS)} and ${new Date(at.getTime() + SAME_MS)}`);
  return row !== undefined;
}
