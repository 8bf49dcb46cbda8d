import type { AttributeValues } from '../../../contract/api/attributes.ts';
import type { CaseStatus } from '../../../contract/api/cases.ts';
import type { Priority } from '../../../contract/api/conversations.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { PlaceInTime } from '../page.ts';

export interface CaseRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly status: CaseStatus;
  readonly priority: Priority;
  readonly product: string | null;
  readonly ownerId: string | null;
  readonly contactId: string | null;
  readonly contactName: string | null;
  readonly companyId: string | null;
  readonly companyName: string | null;
  readonly description: string;
  readonly attributes: AttributeValues;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly resolvedAt: Date | null;
}

const columns = sql`c.id, c.number, c.title, c.status, c.priority, c.product, c.owner_id as "ownerId",
  c.contact_id as "contactId",
  (select p.name from contact p where p.workspace_id = c.workspace_id and p.id = c.contact_id) as "contactName",
  c.company_id as "companyId",
  (select f.name from company f where f.workspace_id = c.workspace_id and f.id = c.company_id) as "companyName",
  c.description, c.attributes, c.created_at as "createdAt", c.updated_at as "updatedAt", c.resolved_at as "resolvedAt"`;

export type IndexedCase = CaseRow & { readonly words: readonly string[] };

/** The next number; its row stays locked until the commit. */
export async function takeCaseNumber(tx: WorkspaceTx): Promise<string> {
  const row = await tx.row(sql<{ last: string }>`
    insert into case_number (workspace_id, last) values (${tx.workspaceId}, 1001)
    on conflict (workspace_id) do update set last = case_number.last + 1 returning last`);
  return row.last;
}

export async function insertCase(tx: WorkspaceTx, row: IndexedCase, by: string | null): Promise<void> {
  await tx.execute(sql`
    insert into case_record (workspace_id, id, number, title, status, priority, product, owner_id, contact_id, company_id,
      description, attributes, words, created_at, created_by, updated_at, resolved_at)
    values (${tx.workspaceId}, ${row.id}, ${row.number}, ${row.title}, ${row.status}, ${row.priority}, ${row.product},
      ${row.ownerId}, ${row.contactId}, ${row.companyId}, ${row.description}, ${JSON.stringify(row.attributes)}::jsonb,
      array_to_tsvector(${[...row.words]}::text[]), ${row.createdAt}, ${by}, ${row.updatedAt}, ${row.resolvedAt})`);
}

export async function updateCase(tx: WorkspaceTx, row: IndexedCase): Promise<void> {
  await tx.execute(sql`
    update case_record set title = ${row.title}, status = ${row.status}, priority = ${row.priority},
      product = ${row.product}, owner_id = ${row.ownerId}, contact_id = ${row.contactId}, company_id = ${row.companyId},
      description = ${row.description}, attributes = ${JSON.stringify(row.attributes)}::jsonb,
      words = array_to_tsvector(${[...row.words]}::text[]), updated_at = ${row.updatedAt}, resolved_at = ${row.resolvedAt}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`);
}

export async function deleteCase(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`delete from case_record where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

export function findCase(db: WorkspaceDb, id: string): Promise<CaseRow | undefined> {
  return db.findRow(sql<CaseRow>`
    select ${columns} from case_record c where c.workspace_id = ${db.workspaceId} and c.id = ${id}`);
}

export interface CaseQuery {
  /** A tsquery. */
  readonly words?: string;
  readonly status?: CaseStatus;
  readonly ownerId?: string;
  readonly contactId?: string;
  readonly companyId?: string;
  readonly before?: PlaceInTime;
  readonly limit: number;
}

const MOST_FOUND = 5_000;

/** Cases, last changed first. */
export function listCases(db: WorkspaceDb, query: CaseQuery): Promise<CaseRow[]> {
  const { words, status, ownerId, contactId, companyId, before } = query;
  const own = sql`c.workspace_id = ${db.workspaceId}
    ${status === undefined ? sql`` : sql`and c.status = ${status}`}
    ${ownerId === undefined ? sql`` : sql`and c.owner_id = ${ownerId}`}
    ${contactId === undefined ? sql`` : sql`and c.contact_id = ${contactId}`}
    ${companyId === undefined ? sql`` : sql`and c.company_id = ${companyId}`}`;
  const from =
    words === undefined
      ? sql`case_record c`
      : sql`(select * from case_record c where ${own} and c.words @@ ${words}::tsquery limit ${MOST_FOUND}) c`;
  return db.rows(sql<CaseRow>`
    select ${columns} from ${from} where ${own}
      ${before === undefined ? sql`` : sql`and (c.updated_at, c.id) < (${before.at}, ${before.id})`}
    order by c.updated_at desc, c.id desc limit ${query.limit}`);
}

/** Active cases of a contact, or of a company; no more than `limit`. */
export function listActiveCases(
  db: WorkspaceDb,
  of: { readonly contactId: string } | { readonly companyId: string },
  limit: number,
): Promise<CaseRow[]> {
  return listCases(db, { ...of, status: 'active', limit });
}

/** Gives a contact's cases to another. Answers which. */
export async function moveCases(tx: WorkspaceTx, from: string, to: string): Promise<string[]> {
  const rows = await tx.rows(sql<{ id: string }>`
    update case_record set contact_id = ${to} where workspace_id = ${tx.workspaceId} and contact_id = ${from}
    returning id`);
  return rows.map((row) => row.id);
}

/** How many cases name a record. */
export async function countCases(
  db: WorkspaceDb,
  of: { readonly contactId: string } | { readonly companyId: string },
): Promise<number> {
  const whose = 'contactId' in of ? sql`contact_id = ${of.contactId}` : sql`company_id = ${of.companyId}`;
  const row = await db.row(sql<{ count: string }>`
    select count(*) from case_record where workspace_id = ${db.workspaceId} and ${whose}`);
  return Number(row.count);
}

/** Gives these cases back to a contact, those that are still the other's. */
export async function returnCases(
  tx: WorkspaceTx,
  ids: readonly string[],
  from: string,
  to: string,
): Promise<void> {
  await tx.execute(sql`
    update case_record set contact_id = ${to}
    where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::text[]) and contact_id = ${from}`);
}
