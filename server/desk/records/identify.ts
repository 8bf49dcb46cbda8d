import { listActiveCases, listCompaniesNamed, listContactsNamed } from '../../contacts/index.ts';
import type { EventLog, WorkspaceTx } from '../../base/index.ts';
import { type Customer, type CustomerLink, linkCustomer, lockCustomer } from '../../conversations/index.ts';
import { type ItemRecord, listOpenRecords, type Setup, setItemFacts } from '../../routing/index.ts';

/**
 * Finds out who a customer is, while work of theirs is open. The X id comes first: a customer who is linked once stays
 * linked. Else, where a work stream says so, the one active contact whose full name is the customer's; a contact beats
 * a company. Then the one active case. Twice changes nothing.
 */
export async function identifyCustomer(
  log: Pick<EventLog, 'append'>,
  tx: WorkspaceTx,
  customerId: string,
): Promise<void> {
  const open = await listOpenRecords(tx, customerId);
  if (open.length === 0) return;
  const customer = await lockCustomer(tx, customerId);
  if (!customer) return;
  const link = linkOf(customer) ?? (await findByName(tx, customer, open));
  if (!link) return;
  if (!linkOf(customer)) {
    await linkCustomer(tx, customer.id, link, 'rule');
    log.append(tx, [{ kind: 'customer.changed', key: customer.id, body: { customerId: customer.id } }]);
  }
  await linkOnlyCase(log, tx, link, open);
}

/** Before the rules look at an item that opens: links whom its work stream lets the rule link. */
export async function identifyBeforeRouting(
  log: Pick<EventLog, 'append'>,
  tx: WorkspaceTx,
  item: { readonly customerId: string; readonly workStreamId: string },
  setup: Setup,
): Promise<void> {
  const settings = setup.workStreams.get(item.workStreamId)?.settings;
  if (!settings?.identifyByName) return;
  const customer = await lockCustomer(tx, item.customerId);
  if (!customer || linkOf(customer)) return;
  const link = await findByName(tx, customer, [{ settings }]);
  if (!link) return;
  await linkCustomer(tx, customer.id, link, 'rule');
  log.append(tx, [{ kind: 'customer.changed', key: customer.id, body: { customerId: customer.id } }]);
}

/** Puts the one active case of a contact or company on the work items that have none, where their work streams say so. */
export async function linkOnlyCase(
  log: Pick<EventLog, 'append'>,
  tx: WorkspaceTx,
  link: CustomerLink,
  open: readonly ItemRecord[],
): Promise<void> {
  const without = open.filter(
    (item) => item.caseId === null && !item.caseRefused && item.settings.linkOnlyCase,
  );
  const of = ownerOf(link);
  if (without.length === 0 || !of) return;
  const [only, other] = await listActiveCases(tx, of, 2);
  if (!only || other) return;
  for (const item of without) await setItemFacts(log, tx, item.conversationId, { caseId: only.id }, null);
}

/** Whose cases count for a link. */
export function ownerOf(link: CustomerLink): { contactId: string } | { companyId: string } | undefined {
  if (link.contactId !== null) return { contactId: link.contactId };
  return link.companyId === null ? undefined : { companyId: link.companyId };
}

function linkOf({ contactId, companyId }: Customer): CustomerLink | undefined {
  return contactId === null && companyId === null ? undefined : { contactId, companyId };
}

/** Exactly one, and not one that a person took off: a namesake is no proof. */
async function findByName(
  tx: WorkspaceTx,
  customer: Customer,
  open: readonly Pick<ItemRecord, 'settings'>[],
): Promise<CustomerLink | undefined> {
  if (!customer.name || !open.some((item) => item.settings.identifyByName)) return undefined;
  const contacts = await listContactsNamed(tx, customer.name, 2);
  const contact = only(contacts, customer);
  if (contact) return { contactId: contact.id, companyId: null };
  if (contacts.length > 0) return undefined;
  const company = only(await listCompaniesNamed(tx, customer.name, 2), customer);
  return company && { contactId: null, companyId: company.id };
}

function only<T extends { readonly id: string }>(found: readonly T[], customer: Customer): T | undefined {
  const [first, second] = found;
  return first && !second && !customer.refusedIds.includes(first.id) ? first : undefined;
}
