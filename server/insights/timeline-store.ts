import type { AgentTimeline } from '../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../base/index.ts';

const MOST = 2_000;

interface PresenceRow {
  base: string;
  presence_id: string;
  from_at: Date;
  until_at: Date | null;
}

interface SessionRow {
  id: string;
  conversation_id: string;
  participation: string;
  how: string;
  offered_at: Date | null;
  accepted_at: Date | null;
  ended_at: Date | null;
  end_reason: string | null;
}

/** What an agent was doing in a time: presences and sessions, newest first. */
export async function readTimeline(
  db: WorkspaceDb,
  memberId: string,
  from: Date,
  until: Date,
): Promise<AgentTimeline> {
  const presences = await db.rows(sql<PresenceRow>`
    select base, presence_id, from_at, until_at from presence_log
    where workspace_id = ${db.workspaceId} and member_id = ${memberId} and from_at < ${until}
      and (until_at is null or until_at > ${from})
    order by from_at desc limit ${MOST}`);
  const sessions = await db.rows(sql<SessionRow>`
    select id, conversation_id, participation, how, offered_at, accepted_at, ended_at, end_reason from session
    where workspace_id = ${db.workspaceId} and agent_id = ${memberId} and started_at < ${until}
      and (ended_at is null or ended_at > ${from})
    order by started_at desc limit ${MOST}`);
  return {
    presences: presences.map((row) => ({
      base: row.base,
      presenceId: row.presence_id,
      from: row.from_at.toISOString(),
      until: row.until_at?.toISOString() ?? null,
    })),
    sessions: sessions.map((row) => ({
      sessionId: row.id,
      conversationId: row.conversation_id,
      participation: row.participation,
      how: row.how,
      offeredAt: row.offered_at?.toISOString() ?? null,
      acceptedAt: row.accepted_at?.toISOString() ?? null,
      endedAt: row.ended_at?.toISOString() ?? null,
      endReason: row.end_reason,
    })),
  };
}

/** Whether there is such a member, active or not. */
export async function isMember(db: WorkspaceDb, id: string): Promise<boolean> {
  const { found } = await db.row(sql<{ found: boolean }>`
    select exists (select 1 from member where workspace_id = ${db.workspaceId} and id = ${id}) as found`);
  return found;
}
