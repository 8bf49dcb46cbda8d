import { sql, type WorkspaceDb } from '../base/index.ts';

export interface CustomerConversationRow {
  readonly id: string;
  readonly handle_name: string;
  readonly handle_username: string | null;
  readonly last_at: Date;
  readonly open: boolean;
}

/** The customer's threads with our handles; there are as many as handles, at most 50 are shown. */
export function listCustomerConversations(
  db: WorkspaceDb,
  customerId: string,
): Promise<CustomerConversationRow[]> {
  return db.rows(sql<CustomerConversationRow>`
    select c.id, h.name as handle_name, a.username as handle_username, c.last_at,
      exists (select 1 from work_item w
        where w.workspace_id = ${db.workspaceId} and w.conversation_id = c.id and w.state <> 'closed') as open
    from conversation c
    join handle h on h.workspace_id = ${db.workspaceId} and h.id = c.handle_id
    join account a on a.workspace_id = ${db.workspaceId} and a.id = h.account_id
    where c.workspace_id = ${db.workspaceId} and c.customer_id = ${customerId}
    order by c.last_at desc limit 50`);
}

export interface CustomerHitRow {
  readonly customer_id: string;
  readonly conversation_id: string | null;
  readonly name: string | null;
  readonly username: string | null;
  readonly avatar_url: string | null;
}

/** Words of a name, without marks. The same words as the index `customer_name_words`. */
const NAME_WORDS = sql`to_tsvector('simple',
  regexp_replace(lower(normalize(coalesce(name, ''), NFKD)), '[\u0300-\u036f]', '', 'g'))`;

/**
 * Customers whose name or user name begins so, or who have these words in their name (`words`, a tsquery), with their
 * newest conversation; at most 8.
 */
export function searchCustomers(
  db: WorkspaceDb,
  begin: string,
  words: string | undefined,
): Promise<CustomerHitRow[]> {
  const inName = words === undefined ? sql`` : sql`or ${NAME_WORDS} @@ to_tsquery('simple', ${words})`;
  const pattern = `${begin.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return db.rows(sql<CustomerHitRow>`
    select found.id as customer_id, found.name, found.username, found.avatar_url, c.id as conversation_id
    from (
      select id, name, username, avatar_url from customer
      where workspace_id = ${db.workspaceId} and (
        lower(username) like ${pattern} or lower(name) like ${pattern} ${inName})
      order by id desc limit 8) found
    left join lateral (
      select id from conversation c
      where c.workspace_id = ${db.workspaceId} and c.customer_id = found.id order by c.last_at desc limit 1) c on true`);
}

/** What the customer wrote last, in any thread: newest first. */
export async function listCustomerWords(
  db: WorkspaceDb,
  customerId: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.rows(sql<{ text: string }>`
    select m.text from conversation c, lateral (
      select text, at, direction from message m
      where m.workspace_id = ${db.workspaceId} and m.conversation_id = c.id
      order by m.position desc limit ${limit}) m
    where c.workspace_id = ${db.workspaceId} and c.customer_id = ${customerId} and m.direction = 'in' and m.text like '%@%'
    order by m.at desc limit ${limit}`);
  return rows.map((row) => row.text);
}
