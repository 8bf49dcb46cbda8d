import type { MergeField } from '../../../contract/api/contacts.ts';
import type { ContactRow } from './store.ts';

export type MergeSides = Partial<Readonly<Record<MergeField, 'kept' | 'gone'>>>;

/** The columns that a field of a merge stands for. */
const COLUMNS: Readonly<Record<MergeField, readonly (keyof ContactRow)[]>> = {
  name: ['name', 'firstName', 'lastName'],
  jobTitle: ['jobTitle'],
  email: ['email'],
  phone: ['phone'],
  company: ['companyId', 'company'],
  city: ['city'],
  country: ['country'],
  language: ['language'],
  relationship: ['relationship'],
  note: ['note'],
};

const ALL = Object.values(COLUMNS).flat();

/**
 * What a merge leaves: of each field the chosen side's value; unchosen, the kept one's, or the other's where that is
 * empty. Attributes of the gone one fill what the kept one has not.
 */
export function mergeContacts(kept: ContactRow, gone: ContactRow, sides: MergeSides): ContactRow {
  let merged: ContactRow = {
    ...kept,
    attributes: { ...gone.attributes, ...kept.attributes },
    active: kept.active || gone.active,
  };
  // Object.keys forgets the literal keys.
  for (const field of Object.keys(COLUMNS) as MergeField[]) {
    const columns = COLUMNS[field];
    const keptIsEmpty = columns.every((column) => kept[column] === null || kept[column] === '');
    const side = sides[field] ?? (keptIsEmpty ? 'gone' : 'kept');
    if (side === 'gone') merged = { ...merged, ...pick(gone, columns) };
  }
  return merged;
}

/**
 * The kept contact after a merge is taken back: what still is as the merge left it goes back, what was changed since
 * stays.
 */
export function unmergeContact(now: ContactRow, before: ContactRow, after: ContactRow): ContactRow {
  const untouched = ALL.filter((column) => now[column] === after[column]);
  const attributes = { ...now.attributes };
  for (const key of Object.keys(after.attributes)) {
    if (key in before.attributes || attributes[key] !== after.attributes[key]) continue;
    delete attributes[key];
  }
  return {
    ...now,
    ...pick(before, untouched),
    attributes,
    active: now.active === after.active ? before.active : now.active,
  };
}

function pick(row: ContactRow, columns: readonly (keyof ContactRow)[]): Partial<ContactRow> {
  // Object.fromEntries forgets which column has which type; they are the row's own.
  return Object.fromEntries(columns.map((column) => [column, row[column]])) as Partial<ContactRow>;
}
