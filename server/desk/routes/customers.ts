import { type CustomerDetail, customerRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError, route, type WorkspaceDb } from '../../base/index.ts';
import {
  changeAttributes,
  findCompany,
  findContact,
  getCompany,
  getContact,
  listDefinitions,
} from '../../contacts/index.ts';
import {
  type Customer,
  findCustomer,
  listCustomersLinkedTo,
  lockCustomer,
  presentCustomer,
  setCustomerAttributes,
} from '../../conversations/index.ts';
import { mask, readMaskingRules } from '../../masking/index.ts';
import { presentCustomerDetail } from '../customer-present.ts';
import { listCustomerConversations } from '../customer-store.ts';
import { workspaceOf } from '../parts.ts';
import { linkByPerson } from '../records/link.ts';
import { namesOf, type RecordParts } from '../records/parts.ts';
import { suggestLinks } from '../records/suggest.ts';
import { actorOf } from '../../people/index.ts';
import { onlySeen, type Viewer } from '../visibility/visibility.ts';

/** Reads a customer's profile from X now. @throws AppError when the limits or the account do not allow it. */
export type RefreshProfile = (db: WorkspaceDb, customerId: string) => Promise<void>;

const LINKED = 100;

/** The customer panel: profile, contact or company, other conversations. */
export function addCustomerRoutes(parts: RecordParts & { readonly refreshProfile: RefreshProfile }): void {
  const { http, log, refreshProfile } = parts;

  route(http, customerRoutes.get, ({ params, caller }) =>
    customerDetail(workspaceOf(parts, caller), params.id, caller),
  );

  route(http, customerRoutes.refresh, async ({ params, caller }) => {
    const db = workspaceOf(parts, caller);
    await getCustomer(db, params.id);
    await refreshProfile(db, params.id);
    return customerDetail(db, params.id, caller);
  });

  route(http, customerRoutes.linkContact, async ({ params, body, caller }) => {
    const db = workspaceOf(parts, caller);
    await db.transaction(async (tx) => {
      await getCustomer(tx, params.id);
      const contact = body.contactId ? await getContact(tx, body.contactId) : undefined;
      // One of the two: a contact has a company of its own.
      const company = !contact && body.companyId ? await getCompany(tx, body.companyId) : undefined;
      const link = { contactId: contact?.id ?? null, companyId: company?.id ?? null };
      await linkByPerson(parts, tx, caller, params.id, link);
    });
    return customerDetail(db, params.id, caller);
  });

  route(http, customerRoutes.ofContact, async ({ params, caller }) => {
    const db = workspaceOf(parts, caller);
    const { id: contactId } = await getContact(db, params.id);
    const found = await listCustomersLinkedTo(db, { contactId }, LINKED);
    return { customers: found.map(presentCustomer) };
  });

  route(http, customerRoutes.ofCompany, async ({ params, caller }) => {
    const db = workspaceOf(parts, caller);
    const { id: companyId } = await getCompany(db, params.id);
    const found = await listCustomersLinkedTo(db, { companyId }, LINKED);
    return { customers: found.map(presentCustomer) };
  });

  route(http, customerRoutes.update, async ({ params, body, caller }) => {
    const db = workspaceOf(parts, caller);
    await db.transaction(async (tx) => {
      const customer = (await lockCustomer(tx, params.id)) ?? missing();
      const definitions = await listDefinitions(tx, 'customer');
      await setCustomerAttributes(
        tx,
        params.id,
        changeAttributes(definitions, customer.attributes, body.attributes),
      );
      await parts.audit(tx, {
        actor: actorOf(caller),
        action: 'customer.changed',
        subjectKind: 'customer',
        subjectId: params.id,
        facts: namesOf(body.attributes),
      });
      log.append(tx, [{ kind: 'customer.changed', key: params.id, body: { customerId: params.id } }]);
    });
    return customerDetail(db, params.id, caller);
  });
}

async function getCustomer(db: WorkspaceDb, id: string): Promise<Customer> {
  return (await findCustomer(db, id)) ?? missing();
}

function missing(): never {
  throw new AppError(baseErrors.not_found, { values: { what: 'customer' } });
}

async function customerDetail(db: WorkspaceDb, id: string, viewer: Viewer): Promise<CustomerDetail> {
  const customer = await getCustomer(db, id);
  const contact = customer.contactId ? await findContact(db, customer.contactId) : undefined;
  const company = customer.companyId ? await findCompany(db, customer.companyId) : undefined;
  const suggestions = contact || company ? [] : await suggestLinks(db, customer);
  const all = await listCustomerConversations(db, id);
  const seen = await onlySeen(
    db,
    viewer,
    all.map((conversation) => conversation.id),
  );
  const conversations = all.filter((conversation) => seen.has(conversation.id));
  const detail = presentCustomerDetail({ customer, contact, company, suggestions, conversations });
  const { description } = detail;
  return { ...detail, description: description && mask(await readMaskingRules(db), description) };
}
