import type { Numbers } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import type { Picked } from '../sums/picked.ts';
import type { Columns, Scope } from './scope.ts';
import { count, readGroups, type Source } from './source.ts';

export const openedColumns: Columns = {
  at: sql`w.opened_at`,
  handle: sql`w.handle_id`,
  queue: sql`w.queue_id`,
  agent: sql`w.assignee_id`,
  workStream: sql`w.work_stream_id`,
  tags: sql`w.tags`,
  priority: sql`w.priority`,
};

export const openedSource: Source = {
  from: sql`work_item w`,
  workspaceId: sql`w.workspace_id`,
  columns: openedColumns,
  sums: 'sum_opened',
  numbers: { opened: count() },
};

/** Conversations that began, by group. */
export async function openedNumbers(
  db: WorkspaceDb,
  scope: Scope,
  picked: Picked,
): Promise<Map<string, Numbers>> {
  const rows = await readGroups<{ opened: string }>(db, openedSource, scope, picked);
  return new Map(rows.map((row) => [row.key, { opened: Number(row.opened) }]));
}
