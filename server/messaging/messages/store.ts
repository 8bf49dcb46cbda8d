import type { ProgramNote, RichContent } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { MetadataValues } from '../users/user.ts';

/** Something said in a conversation that only programs know. */
export interface KeptMessage {
  readonly id: string;
  readonly conversationId: string;
  /** `userId`: a user said it; else the business did. */
  readonly author: { readonly userId: string | null; readonly note: ProgramNote };
  readonly content: RichContent;
  readonly metadata: MetadataValues | null;
  readonly receivedAt: Date;
}

interface Row {
  id: string;
  conversation_id: string;
  author: KeptMessage['author'];
  content: RichContent;
  metadata: MetadataValues | null;
  received_at: Date;
}

const columns = sql`id, conversation_id, author, content, metadata, received_at`;

function toMessage(row: Row): KeptMessage {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    author: row.author,
    content: row.content,
    metadata: row.metadata,
    receivedAt: row.received_at,
  };
}

export async function insertKeptMessage(tx: WorkspaceTx, message: KeptMessage): Promise<void> {
  await tx.execute(sql`
    insert into messaging_message (workspace_id, conversation_id, id, author, content, metadata, received_at)
    values (${tx.workspaceId}, ${message.conversationId}, ${message.id}, ${JSON.stringify(message.author)}::jsonb,
      ${JSON.stringify(message.content)}::jsonb, ${JSON.stringify(message.metadata)}::jsonb, ${message.receivedAt})`);
}

/** Up to `limit` messages in front of or behind an id, or the newest; in the order of the conversation. */
export async function listKeptMessages(
  db: WorkspaceDb,
  conversationId: string,
  where: { readonly after: string } | { readonly before: string } | { readonly newest: true },
  limit: number,
): Promise<KeptMessage[]> {
  const forward = 'after' in where;
  const bound =
    'after' in where
      ? sql`and id > ${where.after}`
      : 'before' in where
        ? sql`and id < ${where.before}`
        : sql``;
  const rows = await db.rows(sql<Row>`
    select ${columns} from messaging_message
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} ${bound}
    order by id ${forward ? sql`asc` : sql`desc`} limit ${limit}`);
  const messages = rows.map(toMessage);
  return forward ? messages : messages.toReversed();
}

export async function findKeptMessages(
  db: WorkspaceDb,
  ids: readonly { readonly conversationId: string; readonly id: string }[],
): Promise<KeptMessage[]> {
  const rows = await db.rows(sql<Row>`
    select ${columns} from messaging_message
    where workspace_id = ${db.workspaceId} and (conversation_id, id) in (
      select * from unnest(${ids.map((one) => one.conversationId)}::text[], ${ids.map((one) => one.id)}::text[]))`);
  return rows.map(toMessage);
}

export function deleteKeptMessages(
  tx: WorkspaceTx,
  conversationId: string,
  id: string | null,
): Promise<number> {
  const which = id === null ? sql`` : sql`and id = ${id}`;
  return tx.execute(sql`
    delete from messaging_message
    where workspace_id = ${tx.workspaceId} and conversation_id = ${conversationId} ${which}`);
}

/** How many messages a conversation has that only programs know, counted to `most`. */
export async function countKeptMessages(
  db: WorkspaceDb,
  conversationId: string,
  most: number,
): Promise<number> {
  const row = await db.row(sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from messaging_message
      where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} limit ${most}) t`);
  return row.count;
}
