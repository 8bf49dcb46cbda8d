import { sql, type WorkspaceDb } from '../../base/index.ts';

/** Whose data it is: every id under which it may lie. */
export interface Subject {
  readonly customerId: string;
  readonly xUserId: string;
  /** Threads that are this person's alone: they go whole. */
  readonly conversationIds: readonly string[];
  /** Groups that others are in too: only what this person wrote goes. */
  readonly groupIds: readonly string[];
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

/** The threads that are this person's alone, and the groups that others are or were in as well. */
export async function listThreads(
  db: WorkspaceDb,
  customerId: string,
): Promise<Pick<Subject, 'conversationIds' | 'groupIds'>> {
  const rows = await db.rows(sql<{ id: string; shared: boolean }>`
    select c.id, c.kind = 'group' and exists (
      select 1 from participant p where p.workspace_id = c.workspace_id and p.conversation_id = c.id
        and p.customer_id <> ${customerId}) as shared
    from conversation c
    where c.workspace_id = ${db.workspaceId} and (c.customer_id = ${customerId} or c.id in (
      select conversation_id from participant
      where workspace_id = ${db.workspaceId} and customer_id = ${customerId}))
    order by c.id`);
  const [own, groups] = [rows.filter((row) => !row.shared), rows.filter((row) => row.shared)];
  return { conversationIds: own.map((row) => row.id), groupIds: groups.map((row) => row.id) };
}
