import type { RawBuilder } from 'kysely';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';

export interface IndexEntry {
  readonly messageId: string;
  readonly conversationId: string;
  readonly position: string;
  readonly words: readonly string[];
}

/** Puts messages' words into the index, in place of what stood there. */
export async function indexMessages(tx: WorkspaceTx, entries: readonly IndexEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.execute(sql`
    insert into message_search (workspace_id, message_id, conversation_id, position, words)
    select ${tx.workspaceId}, t."messageId", t."conversationId", t.position, array_to_tsvector(t.words)
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
      as t("messageId" text, "conversationId" text, position bigint, words text[])
    on conflict (workspace_id, message_id) do update set words = excluded.words, position = excluded.position`);
}

/** Takes messages out of the index. */
export async function removeFromIndex(tx: WorkspaceTx, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await tx.execute(sql`
    delete from message_search
    where workspace_id = ${tx.workspaceId} and message_id = any(${[...messageIds]}::text[])`);
}

export interface HitRow {
  readonly conversation_id: string;
  readonly message_id: string;
  readonly position: string;
  readonly customer_name: string | null;
  readonly customer_username: string | null;
  readonly kind: 'message' | 'note' | 'system' | 'encrypted';
  readonly direction: 'in' | 'out' | 'none';
  readonly text: string;
  readonly at: Date;
}

export interface MessageSearch {
  /** A tsquery. */
  readonly query: string;
  /** Only what is older than this position. */
  readonly before?: string;
  readonly limit: number;
}

/**
 * A frequent word fills its page from so many of the newest; one that does not is rare enough for the words' own index.
 * Left to the planner, a frequent word is sorted as a whole (72 ms of 200,000) or a rare one is looked for in every row.
 */
const NEWEST = 2_000;

/** Messages that match, newest first, older than `before` when given. */
export async function searchMessages(db: WorkspaceDb, search: MessageSearch): Promise<HitRow[]> {
  const older = search.before ? sql`and s.position < ${search.before}` : sql``;
  const matches = sql`s.words @@ ${search.query}::tsquery`;
  const near = await showHits(
    db,
    sql`
      select s.* from (
        select s.* from message_search s
        where s.workspace_id = ${db.workspaceId} ${older} order by s.position desc limit ${NEWEST}) s
      where ${matches}`,
    search.limit,
  );
  if (near.length >= search.limit) return near;
  return showHits(
    db,
    sql`select s.* from message_search s where s.workspace_id = ${db.workspaceId} and ${matches} ${older}`,
    search.limit,
  );
}

function showHits(db: WorkspaceDb, hits: RawBuilder<unknown>, limit: number): Promise<HitRow[]> {
  return db.rows(sql<HitRow>`
    with found as materialized (${hits})
    select hit.conversation_id, hit.message_id, m.position, cu.name as customer_name, cu.username as customer_username,
      m.kind, m.direction, m.text, m.at
    from (select conversation_id, message_id, position from found order by position desc limit ${limit}) hit
    join message m on m.workspace_id = ${db.workspaceId} and m.conversation_id = hit.conversation_id and m.id = hit.message_id
    join conversation c on c.workspace_id = ${db.workspaceId} and c.id = hit.conversation_id
      and (c.consent in ('none', 'given') or m.direction <> 'in')
    join customer cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    order by hit.position desc`);
}
