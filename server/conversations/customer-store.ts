import { type Db, newId, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../base/index.ts';
import type { Customer, CustomerId, SocialProfile, XPerson } from './types.ts';

interface CustomerRow {
  id: string;
  x_user_id: string;
  username: string | null;
  name: string | null;
  avatar_url: string | null;
  profile: SocialProfile;
  profile_at: Date | null;
  contact_id: string | null;
  contact_linked_by: string | null;
  created_at: Date;
}

const columns = sql`id, x_user_id, username, name, avatar_url, profile, profile_at, contact_id, contact_linked_by, created_at`;

function toCustomer(row: CustomerRow): Customer {
  return {
    // The column holds nothing but ids made by newId.
    id: row.id as CustomerId,
    xUserId: row.x_user_id,
    username: row.username,
    name: row.name,
    avatarUrl: row.avatar_url,
    profile: row.profile,
    profileAt: row.profile_at,
    contactId: row.contact_id,
    contactLinkedBy: row.contact_linked_by,
    createdAt: row.created_at,
  };
}

/** Adds those that are not there yet; their profile is due at once. */
export async function insertCustomers(
  tx: WorkspaceTx,
  xUserIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into customer (workspace_id, id, x_user_id, profile_due_at, created_at)
    select ${tx.workspaceId}, t.id, t.x_user_id, ${now}, ${now}
    from unnest(${xUserIds.map(() => newId())}::text[], ${[...xUserIds]}::bigint[]) as t(id, x_user_id)
    on conflict (workspace_id, x_user_id) do nothing`);
}

export async function listCustomersByXUserId(
  db: WorkspaceDb,
  xUserIds: readonly string[],
): Promise<Customer[]> {
  const rows = await db.rows(sql<CustomerRow>`
    select ${columns} from customer
    where workspace_id = ${db.workspaceId} and x_user_id = any(${[...xUserIds]}::bigint[])`);
  return rows.map(toCustomer);
}

/** Customers by id; those that do not exist are left out. */
export async function listCustomers(db: WorkspaceDb, ids: readonly string[]): Promise<Customer[]> {
  const rows = await db.rows(sql<CustomerRow>`
    select ${columns} from customer where workspace_id = ${db.workspaceId} and id = any(${[...ids]}::text[])`);
  return rows.map(toCustomer);
}

/** The customer, or nothing. */
export async function findCustomer(db: WorkspaceDb, id: string): Promise<Customer | undefined> {
  return (await listCustomers(db, [id]))[0];
}

/** Takes over what X says now; what it does not say stays. */
export async function updateProfiles(
  tx: WorkspaceTx,
  people: readonly XPerson[],
  now: Date,
  dueAt: Date,
): Promise<void> {
  await tx.execute(sql`
    update customer c set
      username = coalesce(t.username, c.username),
      name = coalesce(t.name, c.name),
      avatar_url = coalesce(t.avatar_url, c.avatar_url),
      profile = c.profile || t.profile::jsonb,
      profile_at = ${now},
      profile_due_at = ${dueAt}
    from unnest(
      ${people.map((person) => person.xUserId)}::bigint[],
      ${people.map((person) => person.username ?? null)}::text[],
      ${people.map((person) => person.name ?? null)}::text[],
      ${people.map((person) => person.avatarUrl ?? null)}::text[],
      ${people.map((person) => JSON.stringify(person.profile ?? {}))}::text[]
    ) as t(x_user_id, username, name, avatar_url, profile)
    where c.workspace_id = ${tx.workspaceId} and c.x_user_id = t.x_user_id`);
}

export interface DueCustomer {
  readonly workspaceId: WorkspaceId;
  readonly customerId: string;
  readonly xUserId: string;
  /** Whose credentials can ask; null when they have been silent since `silentBefore`. */
  readonly accountId: string | null;
}

/** Customers of all workspaces whose profile is to be read again, longest overdue first. */
export async function listDueCustomers(
  db: Db,
  now: Date,
  silentBefore: Date,
  limit: number,
): Promise<DueCustomer[]> {
  const rows = await db.rows(sql<{
    workspace_id: string;
    id: string;
    x_user_id: string;
    account_id: string | null;
  }>`
    select u.workspace_id, u.id, u.x_user_id, (
      select c.account_id from conversation c
      where c.workspace_id = u.workspace_id and c.customer_id = u.id and c.last_at > ${silentBefore}
      order by c.last_at desc limit 1) as account_id
    from customer u
    where u.profile_due_at <= ${now}
    order by u.profile_due_at limit ${limit}`);
  return rows.map((row) => ({
    // The column holds nothing but ids made by newId.
    workspaceId: row.workspace_id as WorkspaceId,
    customerId: row.id,
    xUserId: row.x_user_id,
    accountId: row.account_id,
  }));
}

/** Looks at these profiles again at another time (they are gone at X, or X cannot be asked now); null: not by itself. */
export async function postponeProfiles(
  db: WorkspaceDb,
  xUserIds: readonly string[],
  dueAt: Date | null,
): Promise<void> {
  await db.execute(sql`
    update customer set profile_due_at = ${dueAt}
    where workspace_id = ${db.workspaceId} and x_user_id = any(${[...xUserIds]}::bigint[])`);
}

/** Links a contact, or unlinks with null. */
export async function linkContact(
  db: WorkspaceDb,
  customerId: string,
  contactId: string | null,
  by: 'person' | 'rule',
): Promise<void> {
  await db.execute(sql`
    update customer set contact_id = ${contactId}, contact_linked_by = ${contactId === null ? null : by}
    where workspace_id = ${db.workspaceId} and id = ${customerId}`);
}
