import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';

/** By what a customer came to write: a link of ours, our public answer, another post, or a welcome message. */
export interface ConversationSource {
  readonly kind: 'link' | 'answer' | 'post' | 'welcome';
  readonly linkId: string | null;
  readonly linkName: string | null;
  readonly xPostId: string | null;
  readonly publicPostId: string | null;
  readonly welcomeMessageId: string | null;
}

/** Records it once: what came first counts. */
export async function insertSource(
  tx: WorkspaceTx,
  conversationId: string,
  source: ConversationSource,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into conversation_source (workspace_id, conversation_id, kind, link_id, link_name, x_post_id,
      public_post_id, welcome_message_id, at)
    values (${tx.workspaceId}, ${conversationId}, ${source.kind}, ${source.linkId}, ${source.linkName},
      ${source.xPostId}::bigint, ${source.publicPostId}, ${source.welcomeMessageId}::bigint, ${now})
    on conflict (workspace_id, conversation_id) do nothing`);
}

export async function findSource(
  db: WorkspaceDb,
  conversationId: string,
): Promise<ConversationSource | undefined> {
  return (await listSources(db, [conversationId])).get(conversationId);
}

/** Of these conversations, by conversation; those of which nothing is known are left out. */
export async function listSources(
  db: WorkspaceDb,
  conversationIds: readonly string[],
): Promise<Map<string, ConversationSource>> {
  const rows = await db.rows(sql<{
    conversation_id: string;
    kind: ConversationSource['kind'];
    link_id: string | null;
    link_name: string | null;
    x_post_id: string | null;
    public_post_id: string | null;
    welcome_message_id: string | null;
  }>`
    select conversation_id, kind, link_id, link_name, x_post_id, public_post_id, welcome_message_id
    from conversation_source
    where workspace_id = ${db.workspaceId} and conversation_id = any(${[...conversationIds]}::text[])`);
  return new Map(
    rows.map((row) => [
      row.conversation_id,
      {
        kind: row.kind,
        linkId: row.link_id,
        linkName: row.link_name,
        xPostId: row.x_post_id,
        publicPostId: row.public_post_id,
        welcomeMessageId: row.welcome_message_id,
      },
    ]),
  );
}
