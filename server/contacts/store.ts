import { sql, type WorkspaceDb } from '../base/index.ts';

export interface ContactRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly company: string | null;
  readonly note: string | null;
}

const columns = sql`id, name, email, phone, company, note`;

export async function insertContact(db: WorkspaceDb, contact: ContactRow, at: Date): Promise<void> {
  await db.execute(sql`
    insert into contact (workspace_id, id, name, email, phone, company, note, created_at, updated_at)
    values (${db.workspaceId}, ${contact.id}, ${contact.name}, ${contact.email}, ${contact.phone},
      ${contact.company}, ${contact.note}, ${at}, ${at})`);
}

export async function updateContact(db: WorkspaceDb, contact: ContactRow, at: Date): Promise<void> {
  await db.execute(sql`
    update contact set name = ${contact.name}, email = ${contact.email}, phone = ${contact.phone},
      company = ${contact.company}, note = ${contact.note}, updated_at = ${at}
    where workspace_id = ${db.workspaceId} and id = ${contact.id}`);
}

export function findContact(db: WorkspaceDb, id: string): Promise<ContactRow | undefined> {
  return db.findRow(sql<ContactRow>`
    select ${columns} from contact where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Contacts whose name, e-mail or company begins with the text; at most 20. */
export function searchContacts(db: WorkspaceDb, begin: string): Promise<ContactRow[]> {
  const pattern = `${begin.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return db.rows(sql<ContactRow>`
    select ${columns} from contact
    where workspace_id = ${db.workspaceId}
      and (lower(name) like ${pattern} or lower(email) like ${pattern} or lower(company) like ${pattern})
    order by lower(name), id limit 20`);
}

/** Contacts with exactly this name, whatever its case; at most 5. */
export function listContactsNamed(db: WorkspaceDb, name: string): Promise<ContactRow[]> {
  return db.rows(sql<ContactRow>`
    select ${columns} from contact
    where workspace_id = ${db.workspaceId} and lower(name) = ${name.toLowerCase()}
    order by id limit 5`);
}
