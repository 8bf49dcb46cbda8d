import type { AttributeValues } from '../../../contract/api/attributes.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { PlaceByName } from '../page.ts';

export interface ContactRow {
  readonly id: string;
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly jobTitle: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly companyId: string | null;
  readonly company: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly language: string | null;
  readonly relationship: string | null;
  readonly note: string | null;
  readonly active: boolean;
  readonly attributes: AttributeValues;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = sql`id, name, first_name as "firstName", last_name as "lastName", job_title as "jobTitle", email, phone,
  company_id as "companyId", company, city, country, language, relationship, note, active, attributes,
  created_at as "createdAt", updated_at as "updatedAt"`;

/** A contact with the words that search finds it by. */
export type IndexedContact = ContactRow & { readonly words: readonly string[] };

/** Adds contacts, many in one statement. */
export async function insertContacts(db: WorkspaceDb, contacts: readonly IndexedContact[]): Promise<void> {
  const column = (value: (contact: IndexedContact) => string | null) => sql`${contacts.map(value)}::text[]`;
  await db.execute(sql`
    insert into contact (workspace_id, id, name, first_name, last_name, job_title, email, phone, company_id, company, city,
      country, language, relationship, note, active, attributes, words, created_at, updated_at)
    select ${db.workspaceId}, t.id, t.name, t.first_name, t.last_name, t.job_title, t.email, t.phone, t.company_id,
      t.company, t.city, t.country, t.language, t.relationship, t.note, t.active, t.attributes::jsonb,
      array_to_tsvector(array(select jsonb_array_elements_text(t.words::jsonb))), t.created_at, t.updated_at
    from unnest(${column((one) => one.id)}, ${column((one) => one.name)}, ${column((one) => one.firstName)},
      ${column((one) => one.lastName)}, ${column((one) => one.jobTitle)}, ${column((one) => one.email)},
      ${column((one) => one.phone)}, ${column((one) => one.companyId)}, ${column((one) => one.company)},
      ${column((one) => one.city)}, ${column((one) => one.country)}, ${column((one) => one.language)},
      ${column((one) => one.relationship)}, ${column((one) => one.note)},
      ${contacts.map((one) => one.active)}::boolean[], ${column((one) => JSON.stringify(one.attributes))},
      ${column((one) => JSON.stringify(one.words))}, ${contacts.map((one) => one.createdAt)}::timestamptz[],
      ${contacts.map((one) => one.updatedAt)}::timestamptz[])
      as t(id, name, first_name, last_name, job_title, email, phone, company_id, company, city, country, language,
        relationship, note, active, attributes, words, created_at, updated_at)`);
}

export async function updateContact(db: WorkspaceDb, contact: IndexedContact): Promise<void> {
  await db.execute(sql`
    update contact set name = ${contact.name}, first_name = ${contact.firstName}, last_name = ${contact.lastName},
      job_title = ${contact.jobTitle}, email = ${contact.email}, phone = ${contact.phone},
      company_id = ${contact.companyId}, company = ${contact.company}, city = ${contact.city},
      country = ${contact.country}, language = ${contact.language}, relationship = ${contact.relationship},
      note = ${contact.note}, active = ${contact.active}, attributes = ${JSON.stringify(contact.attributes)}::jsonb,
      words = array_to_tsvector(${[...contact.words]}::text[]), updated_at = ${contact.updatedAt}
    where workspace_id = ${db.workspaceId} and id = ${contact.id}`);
}

export async function deleteContact(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`delete from contact where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

export function findContact(db: WorkspaceDb, id: string): Promise<ContactRow | undefined> {
  return db.findRow(sql<ContactRow>`
    select ${columns} from contact where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Locks contacts until the transaction ends, in the order of their ids; those that are not there are left out. */
export function lockContacts(tx: WorkspaceTx, ids: readonly string[]): Promise<ContactRow[]> {
  return tx.rows(sql<ContactRow>`
    select ${columns} from contact where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::text[])
    order by id for update`);
}

export interface ContactQuery {
  /** Begins the name: for one or two letters, where words would be half of all. */
  readonly begin?: string;
  /** A tsquery. */
  readonly words?: string;
  readonly active?: boolean;
  readonly companyId?: string;
  readonly after?: PlaceByName;
  readonly limit: number;
}

/** Of a frequent word so many are looked at; whoever searches writes another letter. */
const MOST_FOUND = 5_000;

/** Contacts by name. */
export function listContacts(db: WorkspaceDb, query: ContactQuery): Promise<ContactRow[]> {
  const { begin, words, active, companyId, after } = query;
  const pattern = begin === undefined ? undefined : `${begin.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const own = sql`workspace_id = ${db.workspaceId}
    ${active === undefined ? sql`` : sql`and active = ${active}`}
    ${companyId === undefined ? sql`` : sql`and company_id = ${companyId}`}`;
  const from =
    words === undefined
      ? sql`contact`
      : sql`(select * from contact where ${own} and words @@ ${words}::tsquery limit ${MOST_FOUND}) contact`;
  return db.rows(sql<ContactRow>`
    select ${columns} from ${from} where ${own}
      ${pattern === undefined ? sql`` : sql`and lower(name) collate "C" like ${pattern}`}
      ${after === undefined ? sql`` : sql`and (lower(name) collate "C", id) > (${after.name}, ${after.id})`}
    order by lower(name) collate "C", id limit ${query.limit}`);
}

/** Active contacts whose full name is exactly this; no more than `limit`. */
export function listContactsNamed(db: WorkspaceDb, name: string, limit: number): Promise<ContactRow[]> {
  return db.rows(sql<ContactRow>`
    select ${columns} from contact where workspace_id = ${db.workspaceId} and name = ${name} and active
    order by id limit ${limit}`);
}

/** Active contacts with this name in any case; at most 5. */
export function listContactsNamedLike(db: WorkspaceDb, name: string): Promise<ContactRow[]> {
  return db.rows(sql<ContactRow>`
    select ${columns} from contact
    where workspace_id = ${db.workspaceId} and lower(name) collate "C" = ${name.toLowerCase()} and active
    order by id limit 5`);
}

/** Contacts with one of these e-mail addresses, in any case; at most `limit`. */
export function listContactsByEmail(
  db: WorkspaceDb,
  emails: readonly string[],
  limit: number,
): Promise<ContactRow[]> {
  return db.rows(sql<ContactRow>`
    select ${columns} from contact
    where workspace_id = ${db.workspaceId} and lower(email) = any(${emails.map((email) => email.toLowerCase())}::text[])
    order by id limit ${limit}`);
}

/** Takes over a company's new name where it is shown. */
export async function renameCompanyOfContacts(
  tx: WorkspaceTx,
  companyId: string,
  name: string,
): Promise<void> {
  await tx.execute(sql`
    update contact set company = ${name} where workspace_id = ${tx.workspaceId} and company_id = ${companyId}`);
}
