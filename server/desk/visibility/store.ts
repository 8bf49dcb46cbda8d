import type { RawBuilder } from 'kysely';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { type Consent, isWithheld } from '../../conversations/index.ts';

/**
 * True of a work item `w` that a member without `conversations.see_all` may see: it stands in a queue of theirs, is
 * assigned or offered to them, or they take part in a session on it.
 */
export function seenBy(workspaceId: string, memberId: string | null): RawBuilder<unknown> {
  return sql`(
    w.assignee_id = ${memberId} or w.offered_to = ${memberId}
    or w.queue_id in (
      select queue_id from queue_member where workspace_id = ${workspaceId} and member_id = ${memberId}
      union all
      select id from queue where workspace_id = ${workspaceId} and open_to_all and ${memberId}::text is not null)
    or exists (
      select 1 from session s
      where s.workspace_id = ${workspaceId} and s.work_item_id = w.id and s.agent_id = ${memberId}
        and s.ended_at is null))`;
}

/** Those of these conversations that the member may see, by their open work item, else the newest. */
export async function listSeen(
  db: WorkspaceDb,
  memberId: string | null,
  conversationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.rows(sql<{ id: string }>`
    select wanted.id from unnest(${[...conversationIds]}::text[]) as wanted (id)
    join lateral (
      select * from work_item w
      where w.workspace_id = ${db.workspaceId} and w.conversation_id = wanted.id
      order by (w.state <> 'closed') desc, w.opened_at desc limit 1) w on true
    where ${seenBy(db.workspaceId, memberId)}`);
  return new Set(rows.map((row) => row.id));
}

/** The conversation in which a file is, if it is in one. */
export async function findConversationOfMedia(db: WorkspaceDb, mediaId: string): Promise<string | undefined> {
  const row = await db.findRow(sql<{ conversation_id: string | null }>`
    select conversation_id from media where workspace_id = ${db.workspaceId} and id = ${mediaId}`);
  return row?.conversation_id ?? undefined;
}

/** True for a file of a customer who has not agreed to be read: nobody sees it before. */
export async function isFileWithheld(db: WorkspaceDb, mediaId: string): Promise<boolean> {
  const row = await db.findRow(sql<{ consent: Consent }>`
    select c.consent from media f
    join message m on m.workspace_id = f.workspace_id and m.id = f.message_id and m.direction = 'in'
    join conversation c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
    where f.workspace_id = ${db.workspaceId} and f.id = ${mediaId}`);
  return row !== undefined && isWithheld(row.consent);
}

/** True when the member may see a conversation of this customer. */
export async function isCustomerSeen(
  db: WorkspaceDb,
  memberId: string | null,
  customerId: string,
): Promise<boolean> {
  const rows = await db.rows(sql<{ id: string }>`
    select id from conversation where workspace_id = ${db.workspaceId} and (customer_id = ${customerId} or id in (
      select conversation_id from participant
      where workspace_id = ${db.workspaceId} and customer_id = ${customerId}))
    order by last_at desc limit 50`);
  const ids = rows.map((row) => row.id);
  return (await listSeen(db, memberId, ids)).size > 0;
}
