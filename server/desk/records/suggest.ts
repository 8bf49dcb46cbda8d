import type { LinkSuggestion } from '../../../contract/api/index.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import {
  type CompanyRow,
  type ContactRow,
  listCompaniesNamed,
  listContactsByEmail,
  listContactsNamedLike,
} from '../../contacts/index.ts';
import type { Customer } from '../../conversations/index.ts';
import { listCustomerWords } from '../customer-store.ts';

const MOST = 5;
const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;

/** Whom a customer may be, best reason first: an address that they wrote, the same name, the same but for its case. */
export async function suggestLinks(db: WorkspaceDb, customer: Customer): Promise<LinkSuggestion[]> {
  const words = await listCustomerWords(db, customer.id, 30);
  const emails = [...new Set(words.flatMap((text) => text.match(EMAIL) ?? []))].slice(0, 10);
  const byEmail = emails.length > 0 ? await listContactsByEmail(db, emails, MOST) : [];
  const byName = customer.name ? await listContactsNamedLike(db, customer.name) : [];
  const companies = customer.name ? await listCompaniesNamed(db, customer.name, MOST) : [];
  const found: LinkSuggestion[] = [
    ...byEmail.filter((contact) => contact.active).map((contact) => ofContact(contact, 'email_written')),
    ...byName.map((contact) =>
      ofContact(contact, contact.name === customer.name ? 'same_name' : 'name_alike'),
    ),
    ...companies.map((company) => ofCompany(company, 'same_name')),
  ];
  const firsts = found.filter((each, at) => found.findIndex((other) => other.id === each.id) === at);
  return firsts.sort((a, b) => RANK[a.reason] - RANK[b.reason]).slice(0, MOST);
}

const RANK = { email_written: 0, same_name: 1, name_alike: 2 } as const;

function ofContact(row: ContactRow, reason: LinkSuggestion['reason']): LinkSuggestion {
  const detail = [row.company, row.email ?? row.phone, row.city].filter(Boolean).join(' · ');
  return { kind: 'contact', id: row.id, name: row.name, detail, reason };
}

function ofCompany(row: CompanyRow, reason: LinkSuggestion['reason']): LinkSuggestion {
  return {
    kind: 'company',
    id: row.id,
    name: row.name,
    detail: [row.number, row.city].filter(Boolean).join(' · '),
    reason,
  };
}
