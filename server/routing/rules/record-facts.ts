import type { AttributeValues } from '../../../contract/api/index.ts';
import type { Facts } from '../../conditions/index.ts';
import type { DefinitionRow } from '../../contacts/index.ts';
import type { FactsRow } from './facts-store.ts';

/** What the business's own records say: the contact and its company, the case and its company, own attributes of each. */
export function factsOfRecords(row: FactsRow): Facts {
  const { contact, company, case: item, case_company: caseCompany } = row;
  return {
    'contact.known': contact !== null,
    'contact.name': contact?.name,
    'contact.email': contact?.email,
    'contact.phone': contact?.phone,
    'contact.company_name': contact?.company,
    'contact.job_title': contact?.job_title,
    'contact.city': contact?.city,
    'contact.country': contact?.country,
    'contact.language': contact?.language,
    'contact.relationship': contact?.relationship,
    'contact.company.name': company?.name,
    'contact.company.number': company?.number,
    'contact.company.city': company?.city,
    'contact.company.email': company?.email,
    'contact.company.phone': company?.phone,
    'case.known': item !== null,
    'case.number': item?.number,
    'case.title': item?.title,
    'case.priority': item?.priority,
    'case.status': item?.status,
    'case.product': item?.product,
    'case.company.name': caseCompany?.name,
    'case.company.number': caseCompany?.number,
    'case.company.city': caseCompany?.city,
    ...own('customer', row.attributes),
    ...own('contact', contact?.attributes),
    ...own('contact.company', company?.attributes),
    ...own('case', item?.attributes),
    ...own('case.company', caseCompany?.attributes),
    ...own('item', row.item_attributes),
  };
}

/** Where attributes of a kind of record are met: two ways lead to a company. */
export const ATTRIBUTE_PLACES: Readonly<Record<DefinitionRow['recordKind'], readonly string[]>> = {
  customer: ['customer'],
  contact: ['contact'],
  company: ['contact.company', 'case.company'],
  case: ['case'],
  work_item: ['item'],
};

export function attributeField(place: string, key: string): string {
  return `${place}.own.${key}`;
}

function own(place: string, values: AttributeValues | null | undefined): Facts {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([key, value]) => [attributeField(place, key), value]),
  );
}
