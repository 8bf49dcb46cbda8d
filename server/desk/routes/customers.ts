import { contactRoutes, type CustomerDetail, customerRoutes } from '../../../contract/api/index.ts';
import type { AppEvent } from '../../../contract/events/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError, route, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import {
  changeContact,
  createContact,
  findContact,
  getContact,
  listContactsNamed,
  searchContacts,
} from '../../contacts/index.ts';
import { findCustomer, linkContact } from '../../conversations/index.ts';
import { mask, readMaskingRules } from '../../masking/index.ts';
import { presentContact, presentCustomerDetail } from '../customer-present.ts';
import { listCustomerConversations } from '../customer-store.ts';
import { type DeskParts, workspaceOf } from '../parts.ts';
import { onlySeen, type Viewer } from '../visibility/visibility.ts';

/** Reads a customer's profile from X now. @throws AppError when the limits or the account do not allow it. */
export type RefreshProfile = (db: WorkspaceDb, customerId: string) => Promise<void>;

/** The customer panel: profile, contact, other conversations. */
export function addCustomerRoutes(parts: DeskParts & { readonly refreshProfile: RefreshProfile }): void {
  const { http, clock, log, refreshProfile } = parts;

  route(http, customerRoutes.get, ({ params, caller }) =>
    customerDetail(workspaceOf(parts, caller), params.id, caller),
  );

  route(http, customerRoutes.refresh, async ({ params, caller }) => {
    const db = workspaceOf(parts, caller);
    await customerDetail(db, params.id);
    await refreshProfile(db, params.id);
    return customerDetail(db, params.id, caller);
  });

  const link = async (tx: WorkspaceTx, customerId: string, contactId: string | null) => {
    await linkContact(tx, customerId, contactId, 'person');
    const event: AppEvent = { kind: 'customer.changed', key: customerId, body: { customerId } };
    log.append(tx, [event]);
  };

  route(http, customerRoutes.linkContact, async ({ params, body, caller }) => {
    const db = workspaceOf(parts, caller);
    await db.transaction(async (tx) => {
      await customerDetail(tx, params.id);
      if (body.contactId) await getContact(tx, body.contactId);
      await link(tx, params.id, body.contactId);
    });
    return customerDetail(db, params.id, caller);
  });

  route(http, contactRoutes.search, async ({ query, caller }) => {
    const found = await searchContacts(workspaceOf(parts, caller), query.q.trim());
    return { contacts: found.map(presentContact) };
  });

  route(http, contactRoutes.create, ({ body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const { customerId, ...input } = body;
      if (customerId) await customerDetail(tx, customerId);
      const contact = await createContact(tx, clock, input);
      if (customerId) await link(tx, customerId, contact.id);
      return presentContact(contact);
    }),
  );

  route(http, contactRoutes.update, async ({ params, body, caller }) =>
    presentContact(await changeContact(workspaceOf(parts, caller), clock, params.id, body)),
  );
}

async function customerDetail(db: WorkspaceDb, id: string, viewer?: Viewer): Promise<CustomerDetail> {
  const customer = await findCustomer(db, id);
  if (!customer) throw new AppError(baseErrors.not_found, { values: { what: 'customer' } });
  const contact = customer.contactId ? await findContact(db, customer.contactId) : undefined;
  const suggestions = contact || !customer.name ? [] : await listContactsNamed(db, customer.name);
  const all = await listCustomerConversations(db, id);
  const ids = all.map((conversation) => conversation.id);
  const seen = viewer ? await onlySeen(db, viewer, ids) : new Set(ids);
  const conversations = all.filter((conversation) => seen.has(conversation.id));
  const detail = presentCustomerDetail({ customer, contact, suggestions, conversations });
  const { description } = detail;
  return { ...detail, description: description && mask(await readMaskingRules(db), description) };
}
