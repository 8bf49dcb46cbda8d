import type { DefinitionRow } from '../attributes/store.ts';

/** Fields that a file can fill, with the names that heads give them. */
const NAMES = {
  name: ['name', 'full name', 'fullname', 'contact'],
  firstName: ['first name', 'firstname', 'given name'],
  lastName: ['last name', 'lastname', 'surname', 'family name'],
  jobTitle: ['job title', 'jobtitle', 'title', 'position'],
  email: ['e-mail', 'email', 'email address', 'e-mail address', 'mail'],
  phone: ['phone', 'mobile', 'telephone', 'mobile phone', 'phone number'],
  company: ['company', 'account', 'organisation', 'organization', 'company name'],
  city: ['city', 'town', 'place'],
  country: ['country'],
  language: ['language'],
  relationship: ['relationship', 'relation', 'category'],
  note: ['note', 'notes', 'comment', 'description'],
} as const;

export type ImportField = keyof typeof NAMES;
// Object.keys forgets the literal keys.
export const importFields = Object.keys(NAMES) as ImportField[];

const ATTRIBUTE = 'attributes.';

/** What each column goes into, by its head; null: nothing. No field is filled twice. */
export function guessColumns(
  head: readonly string[],
  definitions: readonly Pick<DefinitionRow, 'key' | 'label'>[],
): (string | null)[] {
  const taken = new Set<string>();
  return head.map((cell) => {
    const name = cell.trim().toLowerCase();
    const field = importFields.find(
      (each) => each.toLowerCase() === name || NAMES[each].some((one) => one === name),
    );
    const attribute = definitions.find(({ key, label }) =>
      [key, label.toLowerCase(), ATTRIBUTE + key].includes(name),
    );
    const target = field ?? (attribute && ATTRIBUTE + attribute.key);
    if (target === undefined || taken.has(target)) return null;
    taken.add(target);
    return target;
  });
}

/** The key of an attribute's column. */
export function attributeOf(column: string): string | undefined {
  return column.startsWith(ATTRIBUTE) ? column.slice(ATTRIBUTE.length) : undefined;
}

export function isImportField(column: string): column is ImportField {
  return importFields.some((field) => field === column);
}
