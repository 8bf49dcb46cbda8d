import { sql, type WorkspaceDb } from '../base/index.ts';
import { type MessageRow, messageColumns, toMessage } from './message-store.ts';
import type { Message } from './types.ts';

const said = sql`kind = 'message' and state <> 'canceled'`;

/** Up to `limit` messages in front of (`before`) or behind (`after`) a position, or the newest; in the order of the thread. */
export async function listSaid(
  db: WorkspaceDb,
  conversationId: string,
  where: { readonly after: string } | { readonly before: string } | { readonly newest: true },
  limit: number,
): Promise<Message[]> {
  const forward = 'after' in where;
  const bound =
    'after' in where
      ? sql`and position > ${where.after}`
      : 'before' in where
        ? sql`and position < ${where.before}`
        : sql``;
  const rows = await db.rows(sql<MessageRow>`
    select ${messageColumns} from message
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and ${said} ${bound}
    order by position ${forward ? sql`asc` : sql`desc`} limit ${limit}`);
  const messages = rows.map(toMessage);
  return forward ? messages : messages.toReversed();
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
