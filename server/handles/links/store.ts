import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

/** A link that opens a message to a handle. */
export interface LinkRecord {
  readonly id: string;
  readonly handleId: string;
  readonly name: string;
  readonly firstWords: string;
  readonly welcomeMessageId: string | null;
  readonly createdAt: Date;
}

interface LinkRow {
  id: string;
  handle_id: string;
  name: string;
  first_words: string;
  welcome_message_id: string | null;
  created_at: Date;
}

/** Links of one handle: more than anybody prints. */
export const MOST_LINKS = 200;
const columns = sql`l.id, l.handle_id, l.name, l.first_words, l.welcome_message_id, l.created_at`;

/** Writes a link; false when the handle has one of that name. */
export async function insertLink(tx: WorkspaceTx, link: LinkRecord): Promise<boolean> {
  const inserted = await tx.execute(sql`
    insert into compose_link (workspace_id, id, handle_id, name, first_words, welcome_message_id, created_at)
    values (${tx.workspaceId}, ${link.id}, ${link.handleId}, ${link.name}, ${link.firstWords},
      ${link.welcomeMessageId}::bigint, ${link.createdAt})
    on conflict do nothing`);
  return inserted > 0;
}

/** By name, each with how many conversations began by it. */
export async function listLinks(
  db: WorkspaceDb,
  handleId: string,
): Promise<(LinkRecord & { readonly conversations: number })[]> {
  const rows = await db.rows(sql<LinkRow & { conversations: number }>`
    select ${columns}, (
      select count(*)::int from conversation_source s
      where s.workspace_id = l.workspace_id and s.link_id = l.id) as conversations
    from compose_link l
    where l.workspace_id = ${db.workspaceId} and l.handle_id = ${handleId}
    order by lower(l.name) limit ${MOST_LINKS}`);
  return rows.map((row) => ({ ...toRecord(row), conversations: row.conversations }));
}

/** The link that somebody seems to have come by: X names its welcome message, or their words are those of the link. */
export async function findLinkOf(
  db: WorkspaceDb,
  handleId: string,
  came: { readonly welcomeMessageId: string | null; readonly text: string | null },
): Promise<LinkRecord | undefined> {
  const row = await db.findRow(sql<LinkRow>`
    select ${columns} from compose_link l
    where l.workspace_id = ${db.workspaceId} and l.handle_id = ${handleId}
      and (l.welcome_message_id = ${came.welcomeMessageId}::bigint
        or (l.first_words <> '' and l.first_words = ${came.text}))
    order by (l.welcome_message_id = ${came.welcomeMessageId}::bigint) desc nulls last, l.created_at limit 1`);
  return row && toRecord(row);
}

export async function deleteLink(tx: WorkspaceTx, handleId: string, id: string): Promise<boolean> {
  const deleted = await tx.execute(sql`
    delete from compose_link where workspace_id = ${tx.workspaceId} and handle_id = ${handleId} and id = ${id}`);
  return deleted > 0;
}

function toRecord(row: LinkRow): LinkRecord {
  return {
    id: row.id,
    handleId: row.handle_id,
    name: row.name,
    firstWords: row.first_words,
    welcomeMessageId: row.welcome_message_id,
    createdAt: row.created_at,
  };
}
