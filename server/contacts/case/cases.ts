import type { CaseChange } from '../../../contract/api/cases.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import {
  AppError,
  type Clock,
  newId,
  searchWords,
  type WorkspaceDb,
  type WorkspaceTx,
} from '../../base/index.ts';
import { changeAttributes } from '../attributes/check.ts';
import { listDefinitions } from '../attributes/store.ts';
import { getCompany } from '../company/companies.ts';
import { getContact } from '../contact/contacts.ts';
import { type CaseRow, findCase, type IndexedCase, insertCase, takeCaseNumber, updateCase } from './store.ts';

/** @throws AppError `not_found` */
export async function getCase(db: WorkspaceDb, id: string): Promise<CaseRow> {
  const row = await findCase(db, id);
  if (!row) throw new AppError(baseErrors.not_found, { values: { what: 'case' } });
  return row;
}

/** Opens a case. @throws AppError not_found, attribute_unknown, attribute_not_valid. */
export async function createCase(
  tx: WorkspaceTx,
  clock: Clock,
  input: CaseChange & { readonly title: string },
  by: string | null,
): Promise<CaseRow> {
  const at = clock.now();
  const blank: CaseRow = {
    id: newId(),
    number: await takeCaseNumber(tx),
    title: '',
    status: 'active',
    priority: 'normal',
    product: null,
    ownerId: by,
    contactId: null,
    contactName: null,
    companyId: null,
    companyName: null,
    description: '',
    attributes: {},
    createdAt: at,
    updatedAt: at,
    resolvedAt: null,
  };
  const row = await changed(tx, blank, input, at);
  await insertCase(tx, indexed(row), by);
  return row;
}

/** Changes what is named. @throws AppError not_found, attribute_unknown, attribute_not_valid. */
export async function changeCase(
  tx: WorkspaceTx,
  clock: Clock,
  id: string,
  input: CaseChange,
): Promise<CaseRow> {
  const at = clock.now();
  const row = { ...(await changed(tx, await getCase(tx, id), input, at)), updatedAt: at };
  await updateCase(tx, indexed(row));
  return row;
}

async function changed(tx: WorkspaceTx, row: CaseRow, input: CaseChange, at: Date): Promise<CaseRow> {
  const contact = input.contactId ? await getContact(tx, input.contactId) : undefined;
  const company = input.companyId ? await getCompany(tx, input.companyId) : undefined;
  const status = input.status ?? row.status;
  const ends = status !== 'active' && row.status === 'active';
  return {
    ...row,
    title: input.title?.trim() || row.title,
    status,
    resolvedAt: status === 'active' ? null : ends ? at : row.resolvedAt,
    priority: input.priority ?? row.priority,
    product: input.product === undefined ? row.product : input.product?.trim() || null,
    ownerId: input.ownerId === undefined ? row.ownerId : input.ownerId,
    ...(input.contactId === undefined
      ? {}
      : { contactId: contact?.id ?? null, contactName: contact?.name ?? null }),
    ...(input.companyId === undefined
      ? {}
      : { companyId: company?.id ?? null, companyName: company?.name ?? null }),
    description: input.description?.trim() ?? row.description,
    attributes: changeAttributes(
      input.attributes ? await listDefinitions(tx, 'case') : [],
      row.attributes,
      input.attributes,
    ),
  };
}

function indexed(row: CaseRow): IndexedCase {
  return { ...row, words: searchWords([row.number, row.title, row.product].filter(Boolean).join(' ')) };
}
