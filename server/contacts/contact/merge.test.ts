import { expect, it } from 'vitest';
import { blankContact } from './contacts.ts';
import { mergeContacts, unmergeContact } from './merge.ts';

const at = new Date('2026-11-30T10:00:00Z');
const kept = {
  ...blankContact('a'.repeat(24), at),
  name: 'Ana Ruiz',
  firstName: 'Ana',
  lastName: 'Ruiz',
  email: 'ana@one.example',
  attributes: { tier: 'gold' },
};
const gone = {
  ...blankContact('b'.repeat(24), at),
  name: 'A. Ruiz',
  firstName: 'A.',
  lastName: 'Ruiz',
  email: 'ruiz@two.example',
  phone: '+34 1',
  companyId: 'c'.repeat(24),
  company: 'Acme',
  attributes: { tier: 'silver', since: '2026-01-01' },
};

it('keeps the chosen values and fills what is empty', () => {
  expect(mergeContacts(kept, gone, { email: 'gone', phone: 'kept' })).toMatchObject({
    id: kept.id,
    name: 'Ana Ruiz',
    email: 'ruiz@two.example',
    phone: null,
    companyId: gone.companyId,
    company: 'Acme',
    attributes: { tier: 'gold', since: '2026-01-01' },
  });
});

it('takes a whole name, not its parts', () => {
  expect(mergeContacts(kept, gone, { name: 'gone' })).toMatchObject({ name: 'A. Ruiz', firstName: 'A.' });
});

it('is taken back but for what was changed since', () => {
  const after = mergeContacts(kept, gone, { email: 'gone' });
  const now = { ...after, phone: '+34 99', attributes: { ...after.attributes, vip: true } };
  expect(unmergeContact(now, kept, after)).toEqual({
    ...kept,
    phone: '+34 99',
    attributes: { tier: 'gold', vip: true },
  });
});
