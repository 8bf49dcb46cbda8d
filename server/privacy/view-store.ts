import { sql, type WorkspaceTx } from '../base/index.ts';

/** True for the first look of somebody at something within this hour. */
export async function isFirstLook(tx: WorkspaceTx, viewer: string, id: string, hour: Date): Promise<boolean> {
  const first = await tx.execute(sql`
    insert into conversation_view (workspace_id, member_id, conversation_id, hour)
    values (${tx.workspaceId}, ${viewer}, ${id}, ${hour})
    on conflict (workspace_id, member_id, conversation_id) do update set hour = excluded.hour
    where conversation_view.hour < excluded.hour`);
  return first === 1;
}
