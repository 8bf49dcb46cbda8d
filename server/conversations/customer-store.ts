import type { AttributeValues } from '../../contract/api/index.ts';
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
  company_id: string | null;
  contact_linked_by: string | null;
  refused_ids: string[];
  attributes: AttributeValues;
  created_at: Date;
}

const columns = sql`id, x_user_id, username, name, avatar_url, profile, profile_at, contact_id, company_id, contact_linked_by,
  refused_ids, attributes, created_at`;

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
    companyId: row.company_id,
    contactLinkedBy: row.contact_linked_by,
    refusedIds: row.refused_ids,
    attributes: row.attributes,
    createdAt: row.created_at,
  };
}

/** Adds those that are not there yet, and answers them; their profile is due at once. */
export async function insertCustomers(
  tx: WorkspaceTx,
  xUserIds: readonly string[],
  now: Date,
): Promise<Customer[]> {
  if (xUserIds.length === 0) return [];
  const rows = await tx.rows(sql<CustomerRow>`
    insert into customer (workspace_id, id, x_user_id, profile_due_at, created_at)
    select ${tx.workspaceId}, t.id, t.x_user_id, ${now}, ${now}
    from unnest(${xUserIds.map(() => newId())}::text[], ${[...xUserIds]}::bigint[]) as t(id, x_user_id)
    on conflict (workspace_id, x_user_id) do nothing
    returning ${columns}`);
  return rows.map(toCustomer);
}

export async function listCustomersByXUserId(
  db: WorkspaceDb,
  xUserIds: readonly string[],
): Promise<Customer[]> {
  if (xUserIds.length === 0) return [];
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

/** Takes over what X says now, and answers what is known then; what it does not say stays. */
export async function updateProfiles(
  tx: WorkspaceTx,
  people: readonly XPerson[],
  now: Date,
  dueAt: Date,
): Promise<Customer[]> {
  if (people.length === 0) return [];
  const rows = await tx.rows(sql<CustomerRow>`
    update customer c set
      username = coalesce(t.new_username, c.username),
      name = coalesce(t.new_name, c.name),
      avatar_url = coalesce(t.new_avatar_url, c.avatar_url),
      profile = c.profile || t.new_profile::jsonb,
      profile_at = ${now},
      profile_due_at = ${dueAt}
    from unnest(
      ${people.map((person) => person.xUserId)}::bigint[],
      ${people.map((person) => person.username ?? null)}::text[],
      ${people.map((person) => person.name ?? null)}::text[],
      ${people.map((person) => person.avatarUrl ?? null)}::text[],
      ${people.map((person) => JSON.stringify(person.profile ?? {}))}::text[]
    ) as t(of_x_user_id, new_username, new_name, new_avatar_url, new_profile)
    where c.workspace_id = ${tx.workspaceId} and c.x_user_id = t.of_x_user_id
    returning ${columns}`);
  return rows.map(toCustomer);
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

/** Forgets what X said of somebody, and does not ask again by itself; who they are on X stays. */
export async function forgetProfile(tx: WorkspaceTx, customerId: string): Promise<void> {
  await tx.execute(sql`
    update customer set username = null, name = null, avatar_url = null, profile = '{}', profile_at = null,
      profile_due_at = null
    where workspace_id = ${tx.workspaceId} and id = ${customerId}`);
}

export interface CustomerLink {
  readonly contactId: string | null;
  readonly companyId: string | null;
}

/** Which of these customers are linked to a contact or a company. */
export async function listLinked(db: WorkspaceDb, ids: readonly string[]): Promise<string[]> {
  const rows = await db.rows(sql<{ id: string }>`
    select id from customer where workspace_id = ${db.workspaceId} and id = any(${[...ids]}::text[])
      and (contact_id is not null or company_id is not null)`);
  return rows.map((row) => row.id);
}

/**
 * Links a contact or a company, or nobody. What a person takes off is remembered, so that no rule puts it back; what
 * they put on is no longer refused.
 */
export async function linkCustomer(
  tx: WorkspaceTx,
  customerId: string,
  link: CustomerLink,
  by: 'person' | 'rule',
): Promise<void> {
  const linked = link.contactId ?? link.companyId;
  const refused =
    by === 'rule'
      ? sql`refused_ids`
      : sql`array_remove(array(
          select distinct id from unnest(refused_ids || array[contact_id, company_id]) as t(id)
          where id is not null and id is distinct from ${linked} limit 50), null)`;
  await tx.execute(sql`
    update customer set contact_id = ${link.contactId}, company_id = ${link.companyId},
      contact_linked_by = ${linked === null ? null : by}, refused_ids = ${refused}
    where workspace_id = ${tx.workspaceId} and id = ${customerId}`);
}

/** Locks the customer's row until the transaction ends. */
export async function lockCustomer(tx: WorkspaceTx, id: string): Promise<Customer | undefined> {
  const row = await tx.findRow(sql<CustomerRow>`
    select ${columns} from customer where workspace_id = ${tx.workspaceId} and id = ${id} for update`);
  return row && toCustomer(row);
}

export async function setCustomerAttributes(
  tx: WorkspaceTx,
  id: string,
  attributes: AttributeValues,
): Promise<void> {
  await tx.execute(sql`
    update customer set attributes = ${JSON.stringify(attributes)}::jsonb
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** Customers linked to a contact or company, at most `limit`. */
export async function listCustomersLinkedTo(
  db: WorkspaceDb,
  of: { readonly contactId: string } | { readonly companyId: string },
  limit: number,
): Promise<Customer[]> {
  const whose = 'contactId' in of ? sql`contact_id = ${of.contactId}` : sql`company_id = ${of.companyId}`;
  const rows = await db.rows(sql<CustomerRow>`
    select ${columns} from customer where workspace_id = ${db.workspaceId} and ${whose} order by id limit ${limit}`);
  return rows.map(toCustomer);
}

/** Moves customers from one contact to another; all, or of the given ones those that are still there. Answers which. */
export async function moveCustomers(
  tx: WorkspaceTx,
  from: string,
  to: string,
  only?: readonly string[],
): Promise<string[]> {
  const these = only === undefined ? sql`` : sql`and id = any(${[...only]}::text[])`;
  const rows = await tx.rows(sql<{ id: string }>`
    update customer set contact_id = ${to}
    where workspace_id = ${tx.workspaceId} and contact_id = ${from} ${these} returning id`);
  return rows.map((row) => row.id);
}
