import type { AttributeValues } from '../../../contract/api/attributes.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { PlaceByName } from '../page.ts';

export interface CompanyRow {
  readonly id: string;
  readonly name: string;
  readonly number: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly city: string | null;
  readonly primaryContactId: string | null;
  readonly primaryContactName: string | null;
  readonly note: string | null;
  readonly active: boolean;
  readonly attributes: AttributeValues;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = sql`c.id, c.name, c.number, c.phone, c.email, c.city, c.primary_contact_id as "primaryContactId",
  (select p.name from contact p where p.workspace_id = c.workspace_id and p.id = c.primary_contact_id)
    as "primaryContactName",
  c.note, c.active, c.attributes, c.created_at as "createdAt", c.updated_at as "updatedAt"`;

export type IndexedCompany = CompanyRow & { readonly words: readonly string[] };

export async function insertCompany(db: WorkspaceDb, company: IndexedCompany): Promise<void> {
  await db.execute(sql`
    insert into company (workspace_id, id, name, number, phone, email, city, primary_contact_id, note, active, attributes,
      words, created_at, updated_at)
    values (${db.workspaceId}, ${company.id}, ${company.name}, ${company.number}, ${company.phone}, ${company.email},
      ${company.city}, ${company.primaryContactId}, ${company.note}, ${company.active},
      ${JSON.stringify(company.attributes)}::jsonb, array_to_tsvector(${[...company.words]}::text[]),
      ${company.createdAt}, ${company.updatedAt})`);
}

export async function updateCompany(db: WorkspaceDb, company: IndexedCompany): Promise<void> {
  await db.execute(sql`
    update company set name = ${company.name}, number = ${company.number}, phone = ${company.phone},
      email = ${company.email}, city = ${company.city}, primary_contact_id = ${company.primaryContactId},
      note = ${company.note}, active = ${company.active}, attributes = ${JSON.stringify(company.attributes)}::jsonb,
      words = array_to_tsvector(${[...company.words]}::text[]), updated_at = ${company.updatedAt}
    where workspace_id = ${db.workspaceId} and id = ${company.id}`);
}

export async function deleteCompany(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`delete from company where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

export function findCompany(db: WorkspaceDb, id: string): Promise<CompanyRow | undefined> {
  return db.findRow(sql<CompanyRow>`
    select ${columns} from company c where c.workspace_id = ${db.workspaceId} and c.id = ${id}`);
}

export interface CompanyQuery {
  readonly begin?: string;
  /** A tsquery. */
  readonly words?: string;
  readonly active?: boolean;
  readonly after?: PlaceByName;
  readonly limit: number;
}

const MOST_FOUND = 5_000;

/** Companies by name. */
export function listCompanies(db: WorkspaceDb, query: CompanyQuery): Promise<CompanyRow[]> {
  const { begin, words, active, after } = query;
  const pattern = begin === undefined ? undefined : `${begin.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const own = sql`c.workspace_id = ${db.workspaceId} ${active === undefined ? sql`` : sql`and c.active = ${active}`}`;
  const from =
    words === undefined
      ? sql`company c`
      : sql`(select * from company c where ${own} and c.words @@ ${words}::tsquery limit ${MOST_FOUND}) c`;
  return db.rows(sql<CompanyRow>`
    select ${columns} from ${from} where ${own}
      ${pattern === undefined ? sql`` : sql`and lower(c.name) collate "C" like ${pattern}`}
      ${after === undefined ? sql`` : sql`and (lower(c.name) collate "C", c.id) > (${after.name}, ${after.id})`}
    order by lower(c.name) collate "C", c.id limit ${query.limit}`);
}

/** Active companies whose name is exactly this; no more than `limit`. */
export function listCompaniesNamed(db: WorkspaceDb, name: string, limit: number): Promise<CompanyRow[]> {
  return db.rows(sql<CompanyRow>`
    select ${columns} from company c where c.workspace_id = ${db.workspaceId} and c.name = ${name} and c.active
    order by c.id limit ${limit}`);
}

/** The ids of the companies whose active names are exactly these. */
export function listCompanyIdsByName(
  db: WorkspaceDb,
  names: readonly string[],
): Promise<{ readonly id: string; readonly name: string }[]> {
  return db.rows(sql<{ id: string; name: string }>`
    select id, name from company
    where workspace_id = ${db.workspaceId} and name = any(${[...names]}::text[]) and active order by id limit 20000`);
}

/** Companies that name this contact first get another one. Answers whose. */
export async function movePrimaryContact(
  tx: WorkspaceTx,
  from: string,
  to: string | null,
): Promise<string[]> {
  const rows = await tx.rows(sql<{ id: string }>`
    update company set primary_contact_id = ${to}
    where workspace_id = ${tx.workspaceId} and primary_contact_id = ${from} returning id`);
  return rows.map((row) => row.id);
}

/** Gives these companies their primary contact back, where the other still is it. */
export async function returnPrimaryContact(
  tx: WorkspaceTx,
  ids: readonly string[],
  from: string,
  to: string,
): Promise<void> {
  await tx.execute(sql`
    update company set primary_contact_id = ${to}
    where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::text[]) and primary_contact_id = ${from}`);
}

/** How many contacts a company has, and how many companies name a contact first. */
export async function countContactsOf(db: WorkspaceDb, companyId: string): Promise<number> {
  const row = await db.row(sql<{ count: string }>`
    select count(*) from contact where workspace_id = ${db.workspaceId} and company_id = ${companyId}`);
  return Number(row.count);
}

export async function countPrimaryOf(db: WorkspaceDb, contactId: string): Promise<number> {
  const row = await db.row(sql<{ count: string }>`
    select count(*) from company where workspace_id = ${db.workspaceId} and primary_contact_id = ${contactId}`);
  return Number(row.count);
}
