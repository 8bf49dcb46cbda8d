import type { CustomerDetail, LinkSuggestion } from '../../contract/api/index.ts';
import type { CompanyRow, ContactRow } from '../contacts/index.ts';
import type { Customer } from '../conversations/index.ts';
import { presentCustomer } from '../conversations/index.ts';
import type { CustomerConversationRow } from './customer-store.ts';
import { presentCompany, presentContact } from './records/present.ts';

interface CustomerParts {
  readonly customer: Customer;
  readonly contact: ContactRow | undefined;
  readonly company: CompanyRow | undefined;
  readonly suggestions: readonly LinkSuggestion[];
  readonly conversations: readonly CustomerConversationRow[];
}

/** Everything the customer panel shows. */
export function presentCustomerDetail({
  customer,
  contact,
  company,
  suggestions,
  conversations,
}: CustomerParts): CustomerDetail {
  const { profile } = customer;
  return {
    ...presentCustomer(customer),
    followers: profile.followers ?? null,
    following: profile.following ?? null,
    posts: profile.posts ?? null,
    description: profile.description ?? null,
    location: profile.location ?? null,
    url: profile.url ?? null,
    joinedXAt: timeOrNull(profile.joinedXAt),
    profileAt: customer.profileAt?.toISOString() ?? null,
    firstSeenAt: customer.createdAt.toISOString(),
    contact: contact ? presentContact(contact) : null,
    company: company ? presentCompany(company) : null,
    contactLinkedBy: contact || company ? (customer.contactLinkedBy === 'rule' ? 'rule' : 'person') : null,
    suggestions: [...suggestions],
    attributes: customer.attributes,
    conversations: conversations.map((row) => ({
      id: row.id,
      handleName: row.handle_name,
      handleUsername: row.handle_username,
      lastAt: row.last_at.toISOString(),
      open: row.open,
    })),
  };
}

/** X's times come in more than one form. */
function timeOrNull(text: string | undefined): string | null {
  if (text === undefined) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
