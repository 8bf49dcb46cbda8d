import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { Session, SessionEnd } from './types.ts';

const columns = sql`id, work_item_id as "workItemId", conversation_id as "conversationId", agent_id as "agentId",
  participation, state, how, queue_id as "queueId", handle_id as "handleId", by_member_id as "byMemberId",
  started_at as "startedAt", offered_at as "offeredAt", expires_at as "expiresAt", accepted_at as "acceptedAt",
  ended_at as "endedAt", end_reason as "endReason"`;

export function findSession(db: WorkspaceDb, id: string): Promise<Session | undefined> {
  return db.findRow(sql<Session>`
    select ${columns} from session where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Running sessions of a work item, of every participation, oldest first. */
export function listRunning(db: WorkspaceDb, workItemId: string): Promise<Session[]> {
  return db.rows(sql<Session>`
    select ${columns} from session
    where workspace_id = ${db.workspaceId} and work_item_id = ${workItemId} and ended_at is null
    order by started_at, id`);
}

/** All sessions of a conversation, newest first, at most 500. */
export function listSessionsOf(db: WorkspaceDb, conversationId: string): Promise<Session[]> {
  return db.rows(sql<Session>`
    select ${columns} from session s
    where workspace_id = ${db.workspaceId} and work_item_id in (
      select id from work_item where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId}
      order by opened_at desc limit 100)
    order by started_at desc, id desc limit 500`);
}

/** An agent's running sessions that were accepted, newest first; at most 500. */
export function listSessionsOfAgent(db: WorkspaceDb, agentId: string): Promise<Session[]> {
  return db.rows(sql<Session>`
    select ${columns} from session
    where workspace_id = ${db.workspaceId} and agent_id = ${agentId} and ended_at is null and state = 'accepted'
    order by started_at desc, id desc limit 500`);
}

export async function insertSessions(tx: WorkspaceTx, sessions: readonly Session[]): Promise<void> {
  if (sessions.length === 0) return;
  await tx.execute(sql`
    insert into session (workspace_id, id, work_item_id, conversation_id, agent_id, participation, state, how, queue_id,
      handle_id, by_member_id, started_at, offered_at, expires_at, accepted_at)
    select ${tx.workspaceId}, t.* from jsonb_to_recordset(${JSON.stringify(sessions)}::jsonb) as t(
      id text, "workItemId" text, "conversationId" text, "agentId" text, participation text, state text, how text,
      "queueId" text, "handleId" text, "byMemberId" text, "startedAt" timestamptz, "offeredAt" timestamptz,
      "expiresAt" timestamptz, "acceptedAt" timestamptz)`);
}

export interface SessionToEnd {
  readonly workItemId: string;
  /** Absent: of every agent. */
  readonly agentId?: string;
  /** Absent: every participation. */
  readonly participation?: Session['participation'];
  readonly reason: SessionEnd;
}

/** Ends running sessions; answers those that ran. */
export function endSessions(tx: WorkspaceTx, ends: readonly SessionToEnd[], at: Date): Promise<Session[]> {
  if (ends.length === 0) return Promise.resolve([]);
  return tx.rows(sql<Session>`
    update session s set state = 'ended', ended_at = ${at}, end_reason = t.reason
    from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) as t(
      "workItemId" text, "agentId" text, participation text, reason text)
    where s.workspace_id = ${tx.workspaceId} and s.work_item_id = t."workItemId" and s.ended_at is null
      and (t."agentId" is null or s.agent_id = t."agentId")
      and (t.participation is null or s.participation = t.participation)
    returning s.id, s.work_item_id as "workItemId", s.conversation_id as "conversationId", s.agent_id as "agentId",
      s.participation, s.state, s.how, s.end_reason as "endReason"`);
}

/** An offer became a session. Answers those that were offered. */
export function acceptSessions(
  tx: WorkspaceTx,
  accepts: readonly { readonly workItemId: string; readonly agentId: string }[],
  at: Date,
): Promise<Session[]> {
  if (accepts.length === 0) return Promise.resolve([]);
  return tx.rows(sql<Session>`
    update session s set state = 'accepted', accepted_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(accepts)}::jsonb) as t("workItemId" text, "agentId" text)
    where s.workspace_id = ${tx.workspaceId} and s.work_item_id = t."workItemId" and s.agent_id = t."agentId"
      and s.participation = 'primary' and s.state = 'offered' and s.ended_at is null
    returning s.id, s.work_item_id as "workItemId", s.conversation_id as "conversationId", s.agent_id as "agentId",
      s.participation, s.state, s.how`);
}

/** One more answer given in the running session of an agent. */
export async function countAnswers(
  tx: WorkspaceTx,
  answers: readonly { readonly workItemId: string; readonly agentId: string }[],
): Promise<void> {
  if (answers.length === 0) return;
  await tx.execute(sql`
    update session s set answers = s.answers + t.n
    from (select "workItemId", "agentId", count(*)::int as n
      from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as t("workItemId" text, "agentId" text)
      group by 1, 2) t
    where s.workspace_id = ${tx.workspaceId} and s.work_item_id = t."workItemId" and s.agent_id = t."agentId"
      and s.participation = 'primary' and s.ended_at is null`);
}

/** Of one beside the main one. */
export async function acceptSession(tx: WorkspaceTx, id: string, at: Date): Promise<void> {
  await tx.execute(sql`
    update session set state = 'accepted', accepted_at = ${at}
    where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'offered'`);
}

/** False when it is over already. */
export async function endSession(
  tx: WorkspaceTx,
  id: string,
  reason: SessionEnd,
  at: Date,
): Promise<boolean> {
  const ended = await tx.execute(sql`
    update session set state = 'ended', ended_at = ${at}, end_reason = ${reason}
    where workspace_id = ${tx.workspaceId} and id = ${id} and ended_at is null`);
  return ended > 0;
}
