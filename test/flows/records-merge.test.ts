import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRecordsHouse, type RecordsHouse } from './records-house.ts';
import type { ApiUser } from '../product.ts';

let house: RecordsHouse;
let sue: ApiUser;

beforeAll(async () => {
  house = await openRecordsHouse();
  sue = await house.product.invite('Sue Supervisor', 'supervisor');
});
afterAll(() => house?.product.close());

const contact = (body: object) => sue.ask<{ id: string }>('POST', '/api/contacts', body);

/** Two contacts of one person, the second with a customer, a case, a company and a note. */
async function pair(name: string, username: string) {
  const kept = await contact({ name, email: `${username}@one.example`, city: 'Oslo' });
  const gone = await contact({ name: `${name} (old)`, email: `${username}@two.example`, phone: '+47 1' });
  const { customerId } = await house.write(username, name);
  await sue.ask('PUT', `/api/customers/${customerId}/contact`, { contactId: gone.id });
  const opened = await sue.ask<{ id: string }>('POST', '/api/cases', { title: 'Cup', contactId: gone.id });
  const company = await sue.ask<{ id: string }>('POST', '/api/companies', {
    name: `${name} Ltd`,
    primaryContactId: gone.id,
  });
  await sue.ask('POST', `/api/timeline/contact/${gone.id}/notes`, { text: 'Likes tea' });
  const input = { keptId: kept.id, goneId: gone.id, values: { email: 'gone' } };
  const contactOf = async (path: string, field: string) =>
    (await sue.ask<Record<string, unknown>>('GET', path))[field];
  const links = async () => ({
    customer: (await house.customer(customerId)).contact?.id,
    case: await contactOf(`/api/cases/${opened.id}`, 'contactId'),
    company: await contactOf(`/api/companies/${company.id}`, 'primaryContactId'),
  });
  return { kept, gone, input, links, customerId };
}

it('shows before what it leaves and moves, and does nothing', async () => {
  const { input, links, gone } = await pair('Preview', 'preview');
  expect(await sue.ask('POST', '/api/contacts/merge/preview', input)).toMatchObject({
    contact: { name: 'Preview', email: 'preview@two.example', city: 'Oslo', phone: '+47 1' },
    moves: { customers: 1, cases: 1, companies: 1, notes: 1 },
  });
  expect(await links()).toMatchObject({ customer: gone.id, case: gone.id });
});

it('moves every link at once, and the other contact is gone', async () => {
  const { kept, gone, input, links } = await pair('Merged', 'merged');
  await sue.ask('POST', '/api/contacts/merge', input);
  expect(await links()).toEqual({ customer: kept.id, case: kept.id, company: kept.id });
  expect((await sue.call('GET', `/api/contacts/${gone.id}`)).status).toBe(404);
  expect((await sue.call('POST', '/api/contacts/merge', input)).status).toBe(404);
  const { entries } = await sue.ask<{ entries: object[] }>(
    'GET',
    `/api/timeline/contact/${kept.id}?only=note`,
  );
  expect(entries).toMatchObject([{ text: 'Likes tea' }]);
});

it('is taken back: links return, values changed since stay', async () => {
  const { kept, gone, input, links } = await pair('Undone', 'undone');
  const { merge } = await sue.ask<{ merge: { id: string } }>('POST', '/api/contacts/merge', input);
  const { merges } = await sue.ask<{ merges: object[] }>('GET', `/api/contacts/${kept.id}/merges`);
  expect(merges).toMatchObject([{ id: merge.id, goneName: 'Undone (old)' }]);
  await sue.ask('PATCH', `/api/contacts/${kept.id}`, { city: 'Bergen' });
  const back = await sue.ask('POST', `/api/contact-merges/${merge.id}/undo`);
  expect(back).toMatchObject({ email: 'undone@one.example', phone: null, city: 'Bergen' });
  expect(await links()).toEqual({ customer: gone.id, case: gone.id, company: gone.id });
  expect(await sue.ask('GET', `/api/contacts/${gone.id}`)).toMatchObject({
    name: 'Undone (old)',
    phone: '+47 1',
  });
  const twice = await sue.call('POST', `/api/contact-merges/${merge.id}/undo`);
  expect(twice.status).toBe(404);
});

it('says honestly when it cannot be taken back', async () => {
  const { kept, input } = await pair('Final', 'final');
  const { merge } = await sue.ask<{ merge: { id: string } }>('POST', '/api/contacts/merge', input);
  const third = await contact({ name: 'Third' });
  await sue.ask('POST', '/api/contacts/merge', { keptId: third.id, goneId: kept.id });
  const refused = await sue.call('POST', `/api/contact-merges/${merge.id}/undo`);
  expect(refused.body['error']?.['message']).toBe(
    'This merge cannot be taken back: the contact was deleted or merged again since.',
  );
});

it('is for who may merge, and wants two', async () => {
  const one = await contact({ name: 'Alone' });
  const itself = { keptId: one.id, goneId: one.id };
  expect((await sue.call('POST', '/api/contacts/merge', itself)).body['error']?.['code']).toBe(
    'merge_with_itself',
  );
  expect((await house.ben.call('POST', '/api/contacts/merge', itself)).status).toBe(403);
});

it('takes contacts from a file: what is wrong is named by row, the rest comes in', async () => {
  await house.product.admin.ask('POST', '/api/attributes', {
    recordKind: 'contact',
    key: 'orders',
    label: 'Orders',
    type: 'number',
  });
  await contact({ name: 'Known Kim', email: 'kim@file.example' });
  const csv = [
    'Full name;E-mail;Company;Orders;Shoe size',
    'Ida Fileson;ida@file.example;Harbour Tea;3;40',
    ';nobody@file.example;;;',
    'Bad Mail;not-an-address;;;',
    'Kim Renamed;KIM@file.example;;7;',
    'Ida Twice;ida@file.example;;;',
    'Olav Number;olav@file.example;;many;',
  ].join('\r\n');
  const preview = await sue.ask('POST', '/api/contacts/import/preview', { csv, known: 'update' });
  expect(preview).toMatchObject({
    columns: ['name', 'email', 'company', 'attributes.orders', null],
    rows: 6,
    create: 1,
    update: 1,
    wrong: 4,
  });
  const done = await sue.ask<{ problems: { row: number; message: string }[] }>(
    'POST',
    '/api/contacts/import',
    {
      csv,
      known: 'update',
    },
  );
  expect(done).toMatchObject({ created: 1, updated: 1, skipped: 0 });
  expect(done.problems.map((problem) => problem.row)).toEqual([3, 4, 6, 7]);
  expect(done.problems[3]?.message).toBe('Orders: write a number.');
  const { contacts } = await sue.ask<{ contacts: object[] }>('GET', '/api/contacts?q=file.example');
  expect(contacts).toMatchObject([
    { name: 'Ida Fileson', attributes: { orders: 3 } },
    { name: 'Kim Renamed', attributes: { orders: 7 } },
  ]);
  const refused = await sue.call('POST', '/api/contacts/import', { csv: 'name\n"open', known: 'skip' });
  expect(refused.body['error']?.['message']).toBe(
    'The file cannot be read: a quote is opened and never closed.',
  );
});
