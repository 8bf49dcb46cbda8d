import { sql, type WorkspaceDb } from '../base/index.ts';
import { listEntries, type PlaceOfEntries } from './message-store.ts';
import type { Message } from './types.ts';

/** Up to `limit` messages in front of (`before`) or behind (`after`) a position, or the newest; in the order of the thread. */
export function listSaid(
  db: WorkspaceDb,
  conversationId: string,
  where: PlaceOfEntries,
  limit: number,
): Promise<Message[]> {
  return listEntries(db, conversationId, where, limit, sql`and kind = 'message' and state <> 'canceled'`);
}

/** How many messages to the customer they have not read, up to `most`. */
export async function countUnread(db: WorkspaceDb, conversationId: string, most: number): Promise<number> {
  const row = await db.row(sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from message m
      join conversation c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
      where m.workspace_id = ${db.workspaceId} and m.conversation_id = ${conversationId} and m.direction = 'out'
        and m.kind = 'message' and m.state = 'sent' and m.position > c.customer_read_position
      limit ${most}) t`);
  return row.count;
}

/** How many entries a thread has, counted to `most`. */
export async function countEntries(db: WorkspaceDb, conversationId: string, most: number): Promise<number> {
  const row = await db.row(sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from message
      where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} limit ${most}) t`);
  return row.count;
}
