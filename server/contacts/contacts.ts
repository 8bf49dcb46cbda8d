import { baseErrors } from '../../contract/errors/base.ts';
import { AppError, type Clock, newId, type WorkspaceDb } from '../base/index.ts';
import { type ContactRow, findContact, insertContact, updateContact } from './store.ts';

/** The fields that a person fills in; absent ones stay, null ones are emptied. */
export interface ContactInput {
  readonly name?: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly company?: string | null;
  readonly note?: string | null;
}

/** @throws AppError `not_found` */
export async function getContact(db: WorkspaceDb, id: string): Promise<ContactRow> {
  const row = await findContact(db, id);
  if (!row) throw new AppError(baseErrors.not_found, { values: { what: 'contact' } });
  return row;
}

/** Makes a contact from what was filled in; blank fields become null. */
export async function createContact(
  db: WorkspaceDb,
  clock: Clock,
  input: ContactInput & { name: string },
): Promise<ContactRow> {
  const row = merged({ id: newId(), name: '', email: null, phone: null, company: null, note: null }, input);
  await insertContact(db, row, clock.now());
  return row;
}

/** @throws AppError `not_found` */
export async function changeContact(
  db: WorkspaceDb,
  clock: Clock,
  id: string,
  input: ContactInput,
): Promise<ContactRow> {
  const row = merged(await getContact(db, id), input);
  await updateContact(db, row, clock.now());
  return row;
}

function merged(row: ContactRow, input: ContactInput): ContactRow {
  const value = (given: string | null | undefined, kept: string | null) =>
    given === undefined ? kept : given?.trim() || null;
  return {
    id: row.id,
    name: input.name?.trim() || row.name,
    email: value(input.email, row.email),
    phone: value(input.phone, row.phone),
    company: value(input.company, row.company),
    note: value(input.note, row.note),
  };
}
