import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';

/** Puts a message's words into the index, in place of what stood there. */
export async function indexMessage(
  tx: WorkspaceTx,
  entry: {
    readonly messageId: string;
    readonly conversationId: string;
    readonly position: string;
    readonly words: readonly string[];
  },
): Promise<void> {
  await tx.execute(sql`
    insert into message_search (workspace_id, message_id, conversation_id, position, words)
    values (${tx.workspaceId}, ${entry.messageId}, ${entry.conversationId}, ${entry.position},
      array_to_tsvector(${[...entry.words]}::text[]))
    on conflict (workspace_id, message_id) do update set words = excluded.words, position = excluded.position`);
}

/** Takes a message out of the index. */
export async function removeFromIndex(tx: WorkspaceTx, messageId: string): Promise<void> {
  await tx.execute(sql`
    delete from message_search where workspace_id = ${tx.workspaceId} and message_id = ${messageId}`);
}

export interface HitRow {
  readonly conversation_id: string;
  readonly message_id: string;
  readonly position: string;
  readonly customer_name: string | null;
  readonly customer_username: string | null;
  readonly kind: 'message' | 'note' | 'system' | 'encrypted';
  readonly text: string;
  readonly at: Date;
}

/** Messages that match, newest first, older than `before` (a position) when given. */
export function searchMessages(
  db: WorkspaceDb,
  search: { readonly query: string; readonly before?: string; readonly limit: number },
): Promise<HitRow[]> {
  const older = search.before ? sql`and s.position < ${search.before}` : sql``;
  return db.rows(sql<HitRow>`
    select hit.conversation_id, hit.message_id, m.position, cu.name as customer_name, cu.username as customer_username,
      m.kind, m.text, m.at
    from (
      select s.conversation_id, s.message_id, s.position from message_search s
      where s.workspace_id = ${db.workspaceId} and s.words @@ ${search.query}::tsquery ${older}
      order by s.position desc limit ${search.limit}) hit
    join message m on m.workspace_id = ${db.workspaceId} and m.conversation_id = hit.conversation_id and m.id = hit.message_id
    join conversation c on c.workspace_id = ${db.workspaceId} and c.id = hit.conversation_id
    join customer cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    order by hit.position desc`);
}
