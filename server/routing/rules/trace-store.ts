import type { TraceStep } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';

const MOST_STEPS = 300;

/** The newest steps of the newest work item of a conversation, oldest first; nothing when there is no such conversation. */
export async function listSteps(db: WorkspaceDb, conversationId: string): Promise<TraceStep[] | undefined> {
  const conversation = await db.findRow(sql`
    select id from conversation where workspace_id = ${db.workspaceId} and id = ${conversationId}`);
  if (!conversation) return undefined;
  const rows = await db.rows(sql<{ id: string; at: Date; stage: string; body: unknown }>`
    select t.id, t.at, t.stage, t.body from (
      select id from work_item where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId}
      order by (state <> 'closed') desc, opened_at desc, id desc limit 1) w
    join lateral (
      select id, at, stage, body from routing_trace
      where workspace_id = ${db.workspaceId} and work_item_id = w.id
      order by id desc limit ${MOST_STEPS}) t on true
    order by t.id`);
  return rows.map(({ id, at, stage, body }) => ({ id, at: at.toISOString(), stage, body }));
}

/** Names of what these ids stand for: queues, members, skills, profiles, handles. */
export async function namesOf(db: WorkspaceDb, ids: readonly string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const wanted = [...ids];
  const rows = await db.rows(sql<{ id: string; name: string }>`
    select id, name from queue where workspace_id = ${db.workspaceId} and id = any(${wanted}::text[])
    union all
    select id, name from member where workspace_id = ${db.workspaceId} and id = any(${wanted}::text[])
    union all
    select id, name from skill where workspace_id = ${db.workspaceId} and id = any(${wanted}::text[])
    union all
    select id, name from capacity_profile where workspace_id = ${db.workspaceId} and id = any(${wanted}::text[])
    union all
    select id, name from handle where workspace_id = ${db.workspaceId} and id = any(${wanted}::text[])`);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
