import type { Numbers } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { ratio } from './conversation-numbers.ts';
import { type Columns, groupKey, MOST_GROUPS, type Scope, tagJoin, within } from './scope.ts';

const columns: Columns = {
  at: sql`q.left_at`,
  handle: sql`w.handle_id`,
  queue: sql`q.queue_id`,
  agent: sql`null`,
  workStream: sql`w.work_stream_id`,
  tags: sql`w.tags`,
  priority: sql`w.priority`,
};

/** How long conversations stayed in queues, by group. A stay has no agent: by agents there is nothing to show. */
export async function stayNumbers(db: WorkspaceDb, scope: Scope): Promise<Map<string, Numbers>> {
  if (scope.groupBy === 'agent' || scope.agentId) return new Map();
  const rows = await db.rows(sql<{ key: string; stays: string; stay_ms: string }>`
    select ${groupKey(scope, columns)} as key, count(*) as stays,
      sum((extract(epoch from q.left_at - q.entered_at) * 1000)::bigint) as stay_ms
    from queue_stay q
    join work_item w on w.workspace_id = q.workspace_id and w.id = q.work_item_id
    ${tagJoin(scope, columns)}
    where ${within(scope, columns, sql`q.workspace_id = ${db.workspaceId}`)}
    group by 1 order by 2 desc, 1 limit ${MOST_GROUPS + 1}`);
  return new Map(rows.map((row) => [row.key, { queue_wait_avg: ratio(row.stay_ms, row.stays) }]));
}
