import type { Numbers } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import type { Picked } from '../sums/picked.ts';
import { ratio } from './conversation-numbers.ts';
import type { Columns, Scope } from './scope.ts';
import { count, readGroups, type Source, sum } from './source.ts';

export const stayColumns: Columns = {
  at: sql`q.left_at`,
  handle: sql`w.handle_id`,
  queue: sql`q.queue_id`,
  agent: sql`null`,
  workStream: sql`w.work_stream_id`,
  tags: sql`w.tags`,
  priority: sql`w.priority`,
};

export const staySource: Source = {
  from: sql`queue_stay q join work_item w on w.workspace_id = q.workspace_id and w.id = q.work_item_id`,
  workspaceId: sql`q.workspace_id`,
  columns: stayColumns,
  sums: 'sum_stay',
  numbers: {
    stays: count(),
    stay_ms: sum(sql`(extract(epoch from q.left_at - q.entered_at) * 1000)::bigint`),
  },
};

/** How long conversations stayed in queues, by group. A stay has no agent: by agents there is nothing to show. */
export async function stayNumbers(
  db: WorkspaceDb,
  scope: Scope,
  picked: Picked,
): Promise<Map<string, Numbers>> {
  if (scope.groupBy === 'agent' || scope.agentId) return new Map();
  const rows = await readGroups<{ stays: string; stay_ms: string }>(db, staySource, scope, picked);
  return new Map(rows.map((row) => [row.key, { queue_wait_avg: ratio(row.stay_ms, row.stays) }]));
}
