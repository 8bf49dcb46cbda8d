import { sql, type WorkspaceDb } from '../../base/index.ts';

/** Whose data it is: every id under which it may lie. */
export interface Subject {
  readonly customerId: string;
  readonly xUserId: string;
  readonly conversationIds: readonly string[];
  /** Only where the contact is asked for too. */
  readonly contactId: string | null;
}

interface PersonRow {
  id: string;
  x_user_id: string;
  username: string | null;
  name: string | null;
  contact_id: string | null;
  contact_name: string | null;
}

/** A person who wrote to us, by @name, X id or customer id. Names change hands: the newest customer of a name is meant. */
export function findPerson(db: WorkspaceDb, who: string): Promise<PersonRow | undefined> {
  const wanted = who.trim();
  const name = wanted.replace(/^@/, '').toLowerCase();
  const condition = /^[0-9a-f]{24}$/.test(wanted)
    ? sql`c.id = ${wanted}`
    : /^\d{1,19}$/.test(wanted)
      ? sql`(c.x_user_id = ${wanted} or lower(c.username) = ${name})`
      : sql`lower(c.username) = ${name}`;
  return db.findRow(sql<PersonRow>`
    select c.id, c.x_user_id, c.username, c.name, c.contact_id, k.name as contact_name
    from customer c
    left join contact k on k.workspace_id = ${db.workspaceId} and k.id = c.contact_id
    where c.workspace_id = ${db.workspaceId} and c.x_user_id > 0 and ${condition}
    order by c.id desc limit 1`);
}

/** The threads that are this person's alone. */
export async function listOwnConversations(db: WorkspaceDb, customerId: string): Promise<string[]> {
  const rows = await db.rows(sql<{ id: string }>`
    select id from conversation where workspace_id = ${db.workspaceId} and customer_id = ${customerId} order by id`);
  return rows.map((row) => row.id);
}
