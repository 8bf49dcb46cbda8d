import type { AppEvent } from '../../contract/events/index.ts';
import type { WorkspaceTx } from '../base/index.ts';
import { insertCustomers, listCustomersByXUserId, updateProfiles } from './customer-store.ts';
import type { Customer, XPerson } from './types.ts';

const PROFILE_FRESH_MS = 24 * 3600_000;
/** A snapshot that says nothing new of the name is written again at most this often: counters change all the time. */
const REWRITE_MS = 3600_000;

export interface EnsuredCustomers {
  readonly byXUserId: ReadonlyMap<string, Customer>;
  readonly created: ReadonlySet<string>;
  readonly events: readonly AppEvent[];
}

/**
 * The customers of these X users, made where they are new. Their ids never change; what X says of them is taken over.
 * `created` holds the X user ids of new ones.
 */
export async function ensureCustomers(
  tx: WorkspaceTx,
  people: readonly XPerson[],
  now: Date,
): Promise<EnsuredCustomers> {
  const wanted = new Map<string, XPerson>();
  for (const person of people) wanted.set(person.xUserId, { ...wanted.get(person.xUserId), ...person });
  // Always in the same order, so that two transactions cannot wait for each other.
  const ids = [...wanted.keys()].toSorted();
  const known = byXUserId(await listCustomersByXUserId(tx, ids));
  const created = ids.filter((id) => !known.has(id));
  const inserted = byXUserId(await insertCustomers(tx, created, now));
  // Made by somebody else meanwhile.
  const others = await listCustomersByXUserId(
    tx,
    created.filter((id) => !inserted.has(id)),
  );

  const news = ids
    .flatMap((id) => wanted.get(id) ?? [])
    .filter((person) => isNews(known.get(person.xUserId), person, now));
  const updated = await updateProfiles(tx, news, now, new Date(now.getTime() + PROFILE_FRESH_MS));
  const customers = new Map([...known, ...inserted, ...byXUserId(others), ...byXUserId(updated)]);
  const events = news.flatMap((person): AppEvent[] => {
    const customer = customers.get(person.xUserId);
    if (!customer || created.includes(person.xUserId)) return [];
    return [{ kind: 'customer.changed', key: customer.id, body: { customerId: customer.id } }];
  });
  return { byXUserId: customers, created: new Set(created), events };
}

/** The customer of one X user. */
export async function ensureCustomer(
  tx: WorkspaceTx,
  person: XPerson,
  now: Date,
): Promise<{ customer: Customer; created: boolean; events: readonly AppEvent[] }> {
  const ensured = await ensureCustomers(tx, [person], now);
  const customer = ensured.byXUserId.get(person.xUserId);
  if (!customer) throw new Error('the customer that was just made is not there');
  return { customer, created: ensured.created.has(person.xUserId), events: ensured.events };
}

function byXUserId(customers: readonly Customer[]): Map<string, Customer> {
  return new Map(customers.map((customer) => [customer.xUserId, customer]));
}

function isNews(known: Customer | undefined, person: XPerson, now: Date): boolean {
  if (person.username === undefined && person.name === undefined) return false;
  if (!known?.profileAt) return true;
  if (now.getTime() - known.profileAt.getTime() > REWRITE_MS) return true;
  return (
    (person.username ?? known.username) !== known.username ||
    (person.name ?? known.name) !== known.name ||
    (person.avatarUrl ?? known.avatarUrl) !== known.avatarUrl
  );
}
