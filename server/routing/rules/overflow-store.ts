import type { OverflowRule } from '../../../contract/api/index.ts';
import { type Db, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../../base/index.ts';

/** How many items wait in a queue for somebody to take them, counted to `most`. */
export async function countWaiting(db: WorkspaceDb, queueId: string, most: number): Promise<number> {
  const row = await db.row(sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from work_item where workspace_id = ${db.workspaceId} and queue_id = ${queueId}
        and state = 'open' and assignee_id is null limit ${most}) t`);
  return row.count;
}

export interface WaitRule extends OverflowRule {
  readonly workspaceId: WorkspaceId;
  readonly fromQueueId: string;
}

/** What queues of all workspaces do with those who wait too long, the shortest wait first. */
export async function listWaitRules(db: Db): Promise<WaitRule[]> {
  const rows = await db.rows(sql<{ workspace_id: WorkspaceId; id: string; overflow: OverflowRule[] }>`
    select workspace_id, id, settings->'overflow' as overflow from queue
    where settings @> '{"overflow": [{"condition": "wait_exceeds"}]}' limit 5000`);
  return rows
    .flatMap((row) =>
      row.overflow
        .filter(({ condition }) => condition === 'wait_exceeds')
        .map((rule) => ({ ...rule, workspaceId: row.workspace_id, fromQueueId: row.id })),
    )
    .toSorted((a, b) => a.value - b.value);
}

export interface LateItem {
  readonly workItemId: string;
  readonly conversationId: string;
  readonly queuedAt: Date;
}

/** Who waits longer in the queue than the rule allows and has not been met by it. Its work stream's own queue keeps all. */
export async function listLate(
  db: WorkspaceDb,
  rule: WaitRule,
  now: Date,
  limit: number,
): Promise<LateItem[]> {
  const before = new Date(now.getTime() - rule.value * 60_000);
  const rows = await db.rows(sql<{ id: string; conversation_id: string; queued_at: Date }>`
    select w.id, w.conversation_id, w.queued_at from work_item w
    where w.workspace_id = ${db.workspaceId} and w.queue_id = ${rule.fromQueueId}
      and w.state = 'open' and w.assignee_id is null and w.queued_at <= ${before}
      and not exists (select 1 from work_stream s where s.workspace_id = w.workspace_id
        and s.id = w.work_stream_id and s.queue_id = w.queue_id)
      and not exists (select 1 from overflow_done d where d.workspace_id = w.workspace_id
        and d.work_item_id = w.id and d.queue_id = w.queue_id
        and d.condition = 'wait_exceeds' and d.value = ${rule.value})
    order by w.queued_at limit ${limit}`);
  return rows.map((row) => ({
    workItemId: row.id,
    conversationId: row.conversation_id,
    queuedAt: row.queued_at,
  }));
}

/** Notes that the rule acts on the item; answers false when it has done so already. */
export async function claim(tx: WorkspaceTx, rule: WaitRule, workItemId: string, at: Date): Promise<boolean> {
  const claimed = await tx.execute(sql`
    insert into overflow_done (workspace_id, work_item_id, queue_id, condition, value, at)
    values (${tx.workspaceId}, ${workItemId}, ${rule.fromQueueId}, ${rule.condition}, ${rule.value}, ${at})
    on conflict do nothing`);
  return claimed > 0;
}

export interface Overflowing {
  readonly workspaceId: WorkspaceId;
  readonly conversationId: string;
}

/** Items that overflow closes, of all workspaces. */
export async function listOverflowing(db: Db, limit: number): Promise<Overflowing[]> {
  const rows = await db.rows(sql<{ workspace_id: WorkspaceId; conversation_id: string }>`
    select workspace_id, conversation_id from work_item
    where held_back = 'overflow' and state = 'open' order by workspace_id, id limit ${limit}`);
  return rows.map((row) => ({ workspaceId: row.workspace_id, conversationId: row.conversation_id }));
}

/** What was done long ago is forgotten with its items. */
export async function forgetDone(db: Db, before: Date): Promise<void> {
  await db.execute(sql`delete from overflow_done where at < ${before}`);
}
