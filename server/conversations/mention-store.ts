import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { Message } from './types.ts';

/** Somebody who is meant by a note. */
export interface Mentioned {
  readonly memberId: string;
  readonly teamId: string | null;
}

export interface Mention extends Mentioned {
  readonly messageId: string;
  readonly conversationId: string;
  readonly position: string;
  readonly byMemberId: string;
  readonly whispered: boolean;
  readonly at: Date;
  readonly readAt: Date | null;
}

/** Members who can be meant, of those named and of the teams; whoever is named is not meant by a team as well. */
export async function listMeant(
  db: WorkspaceDb,
  named: { readonly memberIds: readonly string[]; readonly teamIds: readonly string[] },
  except: string,
): Promise<Mentioned[]> {
  const rows = await db.rows(sql<{ member_id: string; team_id: string | null }>`
    select distinct on (w.member_id) w.member_id, w.team_id
    from (
      select id as member_id, null as team_id from unnest(${[...named.memberIds]}::text[]) as t(id)
      union all
      select member_id, team_id from team_member
      where workspace_id = ${db.workspaceId} and team_id = any(${[...named.teamIds]}::text[])) w
    join member m on m.workspace_id = ${db.workspaceId} and m.id = w.member_id and m.active
    where w.member_id <> ${except}
    order by w.member_id, w.team_id nulls first limit 1000`);
  return rows.map((row) => ({ memberId: row.member_id, teamId: row.team_id }));
}

export async function insertMentions(
  tx: WorkspaceTx,
  message: Pick<Message, 'id' | 'conversationId' | 'position' | 'at'>,
  mentioned: readonly Mentioned[],
  by: { readonly memberId: string; readonly whispered: boolean },
): Promise<void> {
  await tx.execute(sql`
    insert into mention
      (workspace_id, member_id, message_id, conversation_id, position, by_member_id, team_id, whispered, at)
    select ${tx.workspaceId}, t.member_id, ${message.id}, ${message.conversationId}, ${message.position},
      ${by.memberId}, t.team_id, ${by.whispered}, ${message.at}
    from unnest(
      ${mentioned.map((one) => one.memberId)}::text[], ${mentioned.map((one) => one.teamId)}::text[]) as t(member_id, team_id)
    on conflict do nothing`);
}

interface MentionRow {
  member_id: string;
  message_id: string;
  conversation_id: string;
  position: string;
  by_member_id: string;
  team_id: string | null;
  whispered: boolean;
  at: Date;
  read_at: Date | null;
}

/** A member's mentions, newest first. */
export async function listMentions(
  db: WorkspaceDb,
  memberId: string,
  page: {
    readonly unread: boolean;
    readonly after?: { readonly at: Date; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<Mention[]> {
  const rows = await db.rows(sql<MentionRow>`
    select member_id, message_id, conversation_id, position, by_member_id, team_id, whispered, at, read_at
    from mention
    where workspace_id = ${db.workspaceId} and member_id = ${memberId}
      ${page.unread ? sql`and read_at is null` : sql``}
      ${page.after ? sql`and (at, message_id) < (${page.after.at}, ${page.after.id})` : sql``}
    order by at desc, message_id desc limit ${page.limit}`);
  return rows.map((row) => ({
    memberId: row.member_id,
    messageId: row.message_id,
    conversationId: row.conversation_id,
    position: row.position,
    byMemberId: row.by_member_id,
    teamId: row.team_id,
    whispered: row.whispered,
    at: row.at,
    readAt: row.read_at,
  }));
}

/** Teams that a note can name. */
export function listTeamNames(db: WorkspaceDb): Promise<{ id: string; name: string }[]> {
  return db.rows(sql<{ id: string; name: string }>`
    select id, name from team where workspace_id = ${db.workspaceId} order by lower(name) limit 500`);
}

/** How many a member has not read; counted to 100. */
export async function countUnreadMentions(db: WorkspaceDb, memberId: string): Promise<number> {
  const row = await db.row(sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from mention
      where workspace_id = ${db.workspaceId} and member_id = ${memberId} and read_at is null limit 100) counted`);
  return row.count;
}

/** Marks a member's mentions as read: of one conversation up to a position, or all. Says whether any was not. */
export async function markMentionsRead(
  db: WorkspaceDb,
  memberId: string,
  which: { readonly conversationId: string; readonly position: string } | 'all',
  now: Date,
): Promise<boolean> {
  const changed = await db.execute(sql`
    update mention set read_at = ${now}
    where workspace_id = ${db.workspaceId} and member_id = ${memberId} and read_at is null
      ${which === 'all' ? sql`` : sql`and conversation_id = ${which.conversationId} and position <= ${which.position}`}`);
  return changed > 0;
}
