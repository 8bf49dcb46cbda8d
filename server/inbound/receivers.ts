import { sql, type WorkspaceDb } from '../base/index.ts';

/** A connected user for whom X tells us things. */
export interface Receiver {
  readonly appId: string;
  readonly xUserId: string;
  readonly accountId: string;
  readonly handleId: string;
  readonly filesFromCustomers: boolean;
  /** Hears of posts that name it in public. */
  readonly publicMentions: boolean;
}

/** The connected handles of these X users, by app. Removed ones are not among them. */
export async function listReceivers(
  db: WorkspaceDb,
  appIds: readonly string[],
  xUserIds: readonly string[],
): Promise<Receiver[]> {
  const rows = await db.rows(sql<{
    app_id: string;
    x_user_id: string;
    account_id: string;
    handle_id: string;
    files_from_customers: boolean;
    public_mentions: boolean;
  }>`
    select a.app_id, a.x_user_id, a.id as account_id, h.id as handle_id, h.files_from_customers, h.public_mentions
    from account a
    join handle h on h.workspace_id = a.workspace_id and h.account_id = a.id and h.deleted_at is null
    where a.workspace_id = ${db.workspaceId} and a.kind = 'user' and a.status <> 'removed'
      and a.app_id = any(${[...appIds]}::text[]) and a.x_user_id = any(${[...xUserIds]}::bigint[])`);
  return rows.map((row) => ({
    appId: row.app_id,
    xUserId: row.x_user_id,
    accountId: row.account_id,
    handleId: row.handle_id,
    filesFromCustomers: row.files_from_customers,
    publicMentions: row.public_mentions,
  }));
}
