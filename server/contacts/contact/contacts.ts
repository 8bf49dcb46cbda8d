import type { ContactChange } from '../../../contract/api/contacts.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError, type Clock, newId, searchWords, type WorkspaceDb } from '../../base/index.ts';
import { changeAttributes } from '../attributes/check.ts';
import { type DefinitionRow, listDefinitions } from '../attributes/store.ts';
import { type CompanyRow, findCompany, listCompaniesNamed } from '../company/store.ts';
import { joinName, splitName } from './names.ts';
import { type ContactRow, findContact, type IndexedContact, insertContacts, updateContact } from './store.ts';

/** @throws AppError `not_found` */
export async function getContact(db: WorkspaceDb, id: string): Promise<ContactRow> {
  const row = await findContact(db, id);
  if (!row) throw new AppError(baseErrors.not_found, { values: { what: 'contact' } });
  return row;
}

/** Makes a contact from what was filled in. @throws AppError attribute_unknown, attribute_not_valid, not_found. */
export async function createContact(
  db: WorkspaceDb,
  clock: Clock,
  input: ContactChange,
): Promise<ContactRow> {
  const row = applyChange(blankContact(newId(), clock.now()), input, {
    definitions: await listDefinitions(db, 'contact'),
    company: await companyOf(db, input),
  });
  await insertContacts(db, [indexed(row)]);
  return row;
}

/** Changes what is named. @throws AppError not_found, attribute_unknown, attribute_not_valid. */
export async function changeContact(
  db: WorkspaceDb,
  clock: Clock,
  id: string,
  input: ContactChange,
): Promise<ContactRow> {
  const before = await getContact(db, id);
  const after = applyChange(before, input, {
    definitions: input.attributes ? await listDefinitions(db, 'contact') : [],
    company: await companyOf(db, input),
  });
  const row = { ...after, updatedAt: clock.now() };
  await updateContact(db, indexed(row));
  return row;
}

/** With the words that search finds it by. */
export function indexed(row: ContactRow): IndexedContact {
  const { name, firstName, lastName, email, phone, company, city } = row;
  // A number is found by its digits, however it is written.
  const digits = phone?.replace(/\D/g, '');
  const text = [name, firstName, lastName, email, phone, digits, company, city].filter(Boolean).join(' ');
  return { ...row, words: searchWords(text) };
}

export function blankContact(id: string, at: Date): ContactRow {
  return {
    id,
    name: '',
    firstName: '',
    lastName: '',
    jobTitle: null,
    email: null,
    phone: null,
    companyId: null,
    company: null,
    city: null,
    country: null,
    language: null,
    relationship: null,
    note: null,
    active: true,
    attributes: {},
    createdAt: at,
    updatedAt: at,
  };
}

export interface ChangeContext {
  readonly definitions: readonly DefinitionRow[];
  /** What `companyId` or `company` of the input comes to; undefined when neither is named. */
  readonly company: { readonly id: string | null; readonly name: string | null } | undefined;
}

/** The contact after a change; pure. Blank text empties a field. */
export function applyChange(row: ContactRow, input: ContactChange, context: ChangeContext): ContactRow {
  const value = (given: string | null | undefined, kept: string | null) =>
    given === undefined ? kept : given?.trim() || null;
  return {
    ...row,
    ...namesAfter(row, input),
    jobTitle: value(input.jobTitle, row.jobTitle),
    email: value(input.email, row.email),
    phone: value(input.phone, row.phone),
    companyId: context.company === undefined ? row.companyId : context.company.id,
    company: context.company === undefined ? row.company : context.company.name,
    city: value(input.city, row.city),
    country: value(input.country, row.country),
    language: value(input.language, row.language),
    relationship: value(input.relationship, row.relationship),
    note: value(input.note, row.note),
    active: input.active ?? row.active,
    attributes: changeAttributes(context.definitions, row.attributes, input.attributes),
  };
}

/** The full name decides; where only its parts are given, it is made of them. */
function namesAfter(
  row: ContactRow,
  input: ContactChange,
): Pick<ContactRow, 'name' | 'firstName' | 'lastName'> {
  const first = input.firstName?.trim();
  const last = input.lastName?.trim();
  const full = input.name?.trim();
  if (full) {
    const split = full === row.name ? row : splitName(full);
    return { name: full, firstName: first ?? split.firstName, lastName: last ?? split.lastName };
  }
  if (first === undefined && last === undefined) return row;
  const firstName = first ?? row.firstName;
  const lastName = last ?? row.lastName;
  return { name: joinName(firstName, lastName) || row.name, firstName, lastName };
}

async function companyOf(db: WorkspaceDb, input: ContactChange): Promise<ChangeContext['company']> {
  if (input.companyId) {
    const found = await findCompany(db, input.companyId);
    if (!found) throw new AppError(baseErrors.not_found, { values: { what: 'company' } });
    return found;
  }
  if (input.company)
    return companyNamed(input.company, await listCompaniesNamed(db, input.company.trim(), 2));
  return input.companyId === null || input.company === null || input.company === ''
    ? { id: null, name: null }
    : undefined;
}

/** The one company of that name, else the name as words. */
export function companyNamed(
  name: string,
  found: readonly Pick<CompanyRow, 'id' | 'name'>[],
): { id: string | null; name: string } {
  const [only, other] = found;
  return only && !other ? only : { id: null, name: name.trim() };
}
