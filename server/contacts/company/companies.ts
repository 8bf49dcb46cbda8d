import type { CompanyChange } from '../../../contract/api/companies.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import {
  AppError,
  type Clock,
  newId,
  searchWords,
  type WorkspaceTx,
  type WorkspaceDb,
} from '../../base/index.ts';
import { changeAttributes } from '../attributes/check.ts';
import { listDefinitions } from '../attributes/store.ts';
import { getContact } from '../contact/contacts.ts';
import { renameCompanyOfContacts } from '../contact/store.ts';
import { type CompanyRow, findCompany, type IndexedCompany, insertCompany, updateCompany } from './store.ts';

/** @throws AppError `not_found` */
export async function getCompany(db: WorkspaceDb, id: string): Promise<CompanyRow> {
  const row = await findCompany(db, id);
  if (!row) throw new AppError(baseErrors.not_found, { values: { what: 'company' } });
  return row;
}

/** @throws AppError not_found, attribute_unknown, attribute_not_valid. */
export async function createCompany(
  tx: WorkspaceTx,
  clock: Clock,
  input: CompanyChange,
): Promise<CompanyRow> {
  const at = clock.now();
  const blank: CompanyRow = {
    id: newId(),
    name: '',
    number: null,
    phone: null,
    email: null,
    city: null,
    primaryContactId: null,
    primaryContactName: null,
    note: null,
    active: true,
    attributes: {},
    createdAt: at,
    updatedAt: at,
  };
  const row = await changed(tx, blank, input);
  await insertCompany(tx, indexed(row));
  return row;
}

/** Changes what is named; its contacts show the new name. @throws AppError not_found, attribute_unknown, attribute_not_valid. */
export async function changeCompany(
  tx: WorkspaceTx,
  clock: Clock,
  id: string,
  input: CompanyChange,
): Promise<CompanyRow> {
  const before = await getCompany(tx, id);
  const row = { ...(await changed(tx, before, input)), updatedAt: clock.now() };
  await updateCompany(tx, indexed(row));
  if (row.name !== before.name) await renameCompanyOfContacts(tx, id, row.name);
  return row;
}

async function changed(tx: WorkspaceTx, row: CompanyRow, input: CompanyChange): Promise<CompanyRow> {
  const value = (given: string | null | undefined, kept: string | null) =>
    given === undefined ? kept : given?.trim() || null;
  const primary = input.primaryContactId ? await getContact(tx, input.primaryContactId) : undefined;
  const keepsPrimary = input.primaryContactId === undefined;
  return {
    ...row,
    name: input.name?.trim() || row.name,
    number: value(input.number, row.number),
    phone: value(input.phone, row.phone),
    email: value(input.email, row.email),
    city: value(input.city, row.city),
    primaryContactId: keepsPrimary ? row.primaryContactId : (primary?.id ?? null),
    primaryContactName: keepsPrimary ? row.primaryContactName : (primary?.name ?? null),
    note: value(input.note, row.note),
    active: input.active ?? row.active,
    attributes: changeAttributes(
      input.attributes ? await listDefinitions(tx, 'company') : [],
      row.attributes,
      input.attributes,
    ),
  };
}

function indexed(row: CompanyRow): IndexedCompany {
  const digits = row.phone?.replace(/\D/g, '');
  const text = [row.name, row.number, row.email, row.phone, digits, row.city].filter(Boolean).join(' ');
  return { ...row, words: searchWords(text) };
}
