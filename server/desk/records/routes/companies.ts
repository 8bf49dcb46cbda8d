import { companyRoutes } from '../../../../contract/api/index.ts';
import { contactErrors } from '../../../../contract/errors/contacts.ts';
import { AppError, route, type WorkspaceTx } from '../../../base/index.ts';
import {
  changeCompany,
  countCases,
  countContactsOf,
  createCompany,
  deleteCompany,
  deleteNotesOf,
  getCompany,
  listCompanies,
  nameCursor,
  readNameCursor,
} from '../../../contacts/index.ts';
import { listCustomersLinkedTo } from '../../../conversations/index.ts';
import { workspaceOf } from '../../parts.ts';
import { countWord, describeLinks } from '../in-use.ts';
import { linkByPerson } from '../link.ts';
import { namesOf, noteRecord, type RecordParts } from '../parts.ts';
import { presentCompany } from '../present.ts';
import { nameSearch } from '../search.ts';

const STANDARD = 50;

/** Companies: list, search, make, change, delete. */
export function addCompanyRoutes(parts: RecordParts): void {
  const { http, clock } = parts;

  route(http, companyRoutes.list, async ({ query, caller }) => {
    const limit = query.limit ?? STANDARD;
    const found = await listCompanies(workspaceOf(parts, caller), {
      ...nameSearch(query.q),
      active: query.active,
      after: readNameCursor(query.cursor),
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      companies: page.map(presentCompany),
      next: found.length > limit && last ? nameCursor(last) : null,
    };
  });

  route(http, companyRoutes.get, async ({ params, caller }) =>
    presentCompany(await getCompany(workspaceOf(parts, caller), params.id)),
  );

  route(http, companyRoutes.create, ({ body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const { customerId, ...input } = body;
      const company = await createCompany(tx, clock, input);
      await noteRecord(parts, tx, caller, { kind: 'company', id: company.id, what: 'created' });
      if (customerId) {
        await linkByPerson(parts, tx, caller, customerId, { contactId: null, companyId: company.id });
      }
      return presentCompany(company);
    }),
  );

  route(http, companyRoutes.update, ({ params, body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const company = await changeCompany(tx, clock, params.id, body);
      const facts = namesOf(body);
      await noteRecord(parts, tx, caller, { kind: 'company', id: company.id, what: 'changed', facts });
      return presentCompany(company);
    }),
  );

  route(http, companyRoutes.remove, ({ params, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      await getCompany(tx, params.id);
      await needUnlinked(tx, params.id);
      await deleteCompany(tx, params.id);
      await deleteNotesOf(tx, 'company', params.id);
      await noteRecord(parts, tx, caller, { kind: 'company', id: params.id, what: 'removed' });
    }),
  );
}

/** @throws AppError record_in_use, with what is linked. */
async function needUnlinked(tx: WorkspaceTx, companyId: string): Promise<void> {
  const links = describeLinks([
    countWord(await countContactsOf(tx, companyId), 'contact'),
    countWord((await listCustomersLinkedTo(tx, { companyId }, 100)).length, 'customer'),
    countWord(await countCases(tx, { companyId }), 'case'),
  ]);
  if (links !== undefined) {
    throw new AppError(contactErrors.record_in_use, { values: { what: 'company', links } });
  }
}
