import { type Queries, sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { SideTalk, SideText } from './types.ts';

const columns = sql`id, conversation_id as "conversationId", work_item_id as "workItemId", kind,
  by_member_id as "byMemberId", member_id as "memberId", queue_id as "queueId", session_id as "sessionId", state,
  can_answer as "canAnswer", outcome, tried, asked_at as "askedAt", due_at as "dueAt", accepted_at as "acceptedAt",
  ended_at as "endedAt"`;

export async function insertTalk(tx: WorkspaceTx, talk: SideTalk): Promise<void> {
  await tx.execute(sql`
    insert into side_talk (workspace_id, id, conversation_id, work_item_id, kind, by_member_id, member_id, queue_id,
      session_id, state, can_answer, tried, asked_at, due_at, accepted_at)
    values (${tx.workspaceId}, ${talk.id}, ${talk.conversationId}, ${talk.workItemId}, ${talk.kind},
      ${talk.byMemberId}, ${talk.memberId}, ${talk.queueId}, ${talk.sessionId}, ${talk.state}, ${talk.canAnswer},
      ${[...talk.tried]}::text[], ${talk.askedAt}, ${talk.dueAt}, ${talk.acceptedAt})`);
}

/** Writes what can change of a talk whose conversation is locked. */
export async function saveTalk(tx: WorkspaceTx, talk: SideTalk): Promise<void> {
  await tx.execute(sql`
    update side_talk set member_id = ${talk.memberId}, session_id = ${talk.sessionId}, state = ${talk.state},
      can_answer = ${talk.canAnswer}, outcome = ${talk.outcome}, tried = ${[...talk.tried]}::text[],
      accepted_at = ${talk.acceptedAt}, ended_at = ${talk.endedAt}
    where workspace_id = ${tx.workspaceId} and id = ${talk.id}`);
}

export function findTalk(db: WorkspaceDb, id: string): Promise<SideTalk | undefined> {
  return db.findRow(sql<SideTalk>`
    select ${columns} from side_talk where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export function findTalkOfSession(db: WorkspaceDb, sessionId: string): Promise<SideTalk | undefined> {
  return db.findRow(sql<SideTalk>`
    select ${columns} from side_talk where workspace_id = ${db.workspaceId} and session_id = ${sessionId}`);
}

/** Talks of a conversation that are not over, oldest first. */
export function listRunningTalks(db: WorkspaceDb, conversationId: string): Promise<SideTalk[]> {
  return db.rows(sql<SideTalk>`
    select ${columns} from side_talk
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and state <> 'ended'
    order by asked_at, id limit 50`);
}

/** Talks in which somebody of a queue is still looked for, of all workspaces. */
export function listLooking(
  db: Queries,
): Promise<{ workspaceId: string; id: string; conversationId: string }[]> {
  return db.rows(sql<{ workspaceId: string; id: string; conversationId: string }>`
    select workspace_id as "workspaceId", id, conversation_id as "conversationId" from side_talk
    where state = 'asked' and queue_id is not null order by asked_at limit 500`);
}

/** Adds what somebody says; the same key gives what it made then. */
export async function insertText(
  tx: WorkspaceTx,
  talkId: string,
  said: SideText & { readonly idempotencyKey: string },
): Promise<{ said: SideText; created: boolean }> {
  const created = await tx.execute(sql`
    insert into side_message (workspace_id, talk_id, id, conversation_id, author_id, text, at, idempotency_key)
    select t.workspace_id, t.id, ${said.id}, t.conversation_id, ${said.authorId}, ${said.text}, ${said.at}::timestamptz,
      ${said.idempotencyKey}
    from side_talk t where t.workspace_id = ${tx.workspaceId} and t.id = ${talkId}
    on conflict (workspace_id, talk_id, idempotency_key) do nothing`);
  if (created > 0) return { said, created: true };
  const earlier = await tx.row(sql<SideText>`
    select id, author_id as "authorId", text, at from side_message
    where workspace_id = ${tx.workspaceId} and talk_id = ${talkId} and idempotency_key = ${said.idempotencyKey}`);
  return { said: earlier, created: false };
}

/** The newest 500, in order. */
export async function listTexts(db: WorkspaceDb, talkId: string): Promise<SideText[]> {
  const rows = await db.rows(sql<SideText>`
    select id, author_id as "authorId", text, at from side_message
    where workspace_id = ${db.workspaceId} and talk_id = ${talkId} order by id desc limit 500`);
  return rows.toReversed();
}

/** How many conversations wait in each queue; counted to 1,000 each. */
export async function countWaiting(
  db: WorkspaceDb,
  queueIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.rows(sql<{ id: string; waiting: number }>`
    select q.id, (select count(*)::int from (
      select 1 from work_item w
      where w.workspace_id = ${db.workspaceId} and w.queue_id = q.id and w.state = 'open' and w.assignee_id is null
      limit 1000) counted) as waiting
    from unnest(${[...queueIds]}::text[]) as q(id)`);
  return new Map(rows.map((row) => [row.id, row.waiting]));
}

export async function listNames(
  db: WorkspaceDb,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows(sql<{ id: string; name: string }>`
    select id, name from member where workspace_id = ${db.workspaceId} and id = any(${[...memberIds]}::text[])`);
  return new Map(rows.map((row) => [row.id, row.name]));
}
