import { contactRoutes } from '../../../../contract/api/index.ts';
import { contactErrors } from '../../../../contract/errors/contacts.ts';
import { AppError, route, type WorkspaceTx } from '../../../base/index.ts';
import {
  changeContact,
  countCases,
  countPrimaryOf,
  createContact,
  deleteContact,
  deleteNotesOf,
  getContact,
  listContacts,
  nameCursor,
  readNameCursor,
} from '../../../contacts/index.ts';
import { listCustomersLinkedTo } from '../../../conversations/index.ts';
import { workspaceOf } from '../../parts.ts';
import { countWord, describeLinks } from '../in-use.ts';
import { linkByPerson } from '../link.ts';
import { namesOf, noteRecord, type RecordParts } from '../parts.ts';
import { presentContact } from '../present.ts';
import { nameSearch } from '../search.ts';

const STANDARD = 50;

/** Contacts: list, search, make, change, delete. */
export function addContactRoutes(parts: RecordParts): void {
  const { http, clock } = parts;

  route(http, contactRoutes.list, async ({ query, caller }) => {
    const limit = query.limit ?? STANDARD;
    const { q, cursor, active, companyId } = query;
    const found = await listContacts(workspaceOf(parts, caller), {
      ...nameSearch(q),
      active,
      companyId,
      after: readNameCursor(cursor),
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      contacts: page.map(presentContact),
      next: found.length > limit && last ? nameCursor(last) : null,
    };
  });

  route(http, contactRoutes.get, async ({ params, caller }) =>
    presentContact(await getContact(workspaceOf(parts, caller), params.id)),
  );

  route(http, contactRoutes.create, ({ body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const { customerId, ...input } = body;
      const contact = await createContact(tx, clock, input);
      await noteRecord(parts, tx, caller, { kind: 'contact', id: contact.id, what: 'created' });
      if (customerId) {
        await linkByPerson(parts, tx, caller, customerId, { contactId: contact.id, companyId: null });
      }
      return presentContact(contact);
    }),
  );

  route(http, contactRoutes.update, ({ params, body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const contact = await changeContact(tx, clock, params.id, body);
      await noteRecord(parts, tx, caller, {
        kind: 'contact',
        id: contact.id,
        what: 'changed',
        facts: namesOf(body),
      });
      return presentContact(contact);
    }),
  );

  route(http, contactRoutes.remove, ({ params, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      await getContact(tx, params.id);
      await needUnlinked(tx, params.id);
      await deleteContact(tx, params.id);
      await deleteNotesOf(tx, 'contact', params.id);
      await noteRecord(parts, tx, caller, { kind: 'contact', id: params.id, what: 'removed' });
    }),
  );
}

/** @throws AppError record_in_use, with what is linked. */
async function needUnlinked(tx: WorkspaceTx, contactId: string): Promise<void> {
  const links = describeLinks([
    countWord((await listCustomersLinkedTo(tx, { contactId }, 100)).length, 'customer'),
    countWord(await countCases(tx, { contactId }), 'case'),
    countWord(await countPrimaryOf(tx, contactId), 'company', 'companies'),
  ]);
  if (links !== undefined) {
    throw new AppError(contactErrors.record_in_use, { values: { what: 'contact', links } });
  }
}
