import type { BoardFilter } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';

export async function findFilter(db: WorkspaceDb, memberId: string): Promise<BoardFilter | undefined> {
  // Written from the contract's type only.
  const row = await db.findRow(sql<{ filter: BoardFilter }>`
    select filter from board_filter where workspace_id = ${db.workspaceId} and member_id = ${memberId}`);
  return row?.filter;
}

export async function saveFilter(db: WorkspaceDb, memberId: string, filter: BoardFilter): Promise<void> {
  await db.execute(sql`
    insert into board_filter (workspace_id, member_id, filter)
    values (${db.workspaceId}, ${memberId}, ${JSON.stringify(filter)})
    on conflict (workspace_id, member_id) do update set filter = excluded.filter`);
}
