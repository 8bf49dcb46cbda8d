import type { Numbers } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { type Columns, groupKey, MOST_GROUPS, type Scope, tagJoin, within } from './scope.ts';

export const openedColumns: Columns = {
  at: sql`w.opened_at`,
  handle: sql`w.handle_id`,
  queue: sql`w.queue_id`,
  agent: sql`w.assignee_id`,
  workStream: sql`w.work_stream_id`,
  tags: sql`w.tags`,
  priority: sql`w.priority`,
};

/** Conversations that began, by group. */
export async function openedNumbers(db: WorkspaceDb, scope: Scope): Promise<Map<string, Numbers>> {
  const rows = await db.rows(sql<{ key: string; opened: string }>`
    select ${groupKey(scope, openedColumns)} as key, count(*) as opened
    from work_item w ${tagJoin(scope, openedColumns)}
    where ${within(scope, openedColumns, sql`w.workspace_id = ${db.workspaceId}`)}
    group by 1 order by 2 desc, 1 limit ${MOST_GROUPS + 1}`);
  return new Map(rows.map((row) => [row.key, { opened: Number(row.opened) }]));
}
