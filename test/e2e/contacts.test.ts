import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Contact } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type Office, openOffice, shown } from './browser.ts';

let office: Office;
let page: Page;
let anaId: string;

beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  const { admin } = product;
  await product.x.user('bakery', { name: 'Bakery' });
  await product.connect('bakery');
  await product.x.user('ana', { name: 'Ana Ruiz' });
  await product.x.write('ana', 'bakery', 'My cup broke');
  await until(async () => (await customers()).length === 1);
  const [customer] = await customers();
  await admin.ask('POST', '/api/attributes', {
    recordKind: 'contact',
    key: 'tier',
    label: 'Tier',
    type: 'choice',
    choices: ['gold', 'silver'],
  });
  await admin.ask('POST', '/api/attributes', {
    recordKind: 'contact',
    key: 'size',
    label: 'Shoe size',
    type: 'number',
  });
  await admin.ask('POST', '/api/companies', { name: 'Harbour Tea', number: 'K-17', city: 'Malmö' });
  const ana = await admin.ask<Contact>('POST', '/api/contacts', {
    name: 'Ana Ruiz',
    email: 'ana@harbour.example',
    company: 'Harbour Tea',
    customerId: customer?.customer.id,
  });
  anaId = ana.id;
  await admin.ask('POST', '/api/contacts', {
    name: 'Ana R.',
    phone: '+46 70 1',
    email: 'old@harbour.example',
  });
  await admin.ask('POST', '/api/contacts', { name: 'Bo Lindqvist' });
  ({ page } = await office.seat(admin, '/contacts'));
}, 240_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const customers = async () =>
  (await office.product.admin.ask<{ rows: { customer: { id: string } }[] }>('GET', '/api/inbox?view=all'))
    .rows;
const dialog = (name?: string | RegExp) => page.getByRole('dialog', name === undefined ? {} : { name });
const readAna = () => office.product.admin.ask<Contact>('GET', `/api/contacts/${anaId}`);
const clean = async (within?: string) => {
  const builder = new AxeBuilder({ page });
  const { violations } = await (within ? builder.include(within) : builder).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
};

it('lists contacts, finds them by words, and says when nobody fits', async () => {
  await page.getByRole('button', { name: 'Bo Lindqvist' }).waitFor();
  expect(await page.title()).toBe('Contacts · Rookery');
  await clean();
  const search = page.getByRole('searchbox', { name: /^Search by name/ });
  await search.fill('harbour t');
  await page.getByRole('button', { name: 'Bo Lindqvist' }).waitFor({ state: 'detached' });
  await page.waitForURL(/q=harbour/);
  await search.fill('nobody like that');
  await page.getByText('Nothing fits “nobody like that”.').waitFor();
  await page.reload();
  expect(await search.inputValue()).toBe('nobody like that');
  await search.fill('');
  expect(await shown(page.getByRole('button', { name: 'Bo Lindqvist' }))).toBe(true);
});

it('#70 shows who a contact is: on X, company, conversations, and own attributes that are set in place', async () => {
  await page.getByRole('button', { name: 'Ana Ruiz' }).click();
  const drawer = dialog('Ana Ruiz');
  await drawer.getByText('@ana').waitFor();
  await drawer.getByRole('link', { name: 'Harbour Tea' }).waitFor();
  await drawer.getByRole('link', { name: 'Open the conversation' }).waitFor();
  await clean('[role="dialog"]');
  await drawer.getByRole('combobox', { name: 'Tier' }).selectOption('gold');
  await until(async () => (await readAna()).attributes['tier'] === 'gold');
  const size = drawer.getByRole('textbox', { name: 'Shoe size' });
  await size.fill('many');
  await size.press('Enter');
  await drawer.getByText('Shoe size: write a number.').waitFor();
  await size.fill('38');
  await size.press('Enter');
  await until(async () => (await readAna()).attributes['size'] === 38);
  expect(await drawer.getByText('write a number').count()).toBe(0);
});

it('#79 writes a note on a contact, opens a case of it, and edits what is known', async () => {
  const drawer = dialog('Ana Ruiz');
  await drawer.getByRole('textbox', { name: 'Write a note' }).fill('Prefers to be called in the morning');
  await drawer.getByRole('button', { name: 'Add the note' }).click();
  await drawer.getByRole('region', { name: 'Timeline' }).getByText('Prefers to be called').waitFor();
  await drawer.getByRole('button', { name: 'New case' }).click();
  const form = dialog('New case');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Say what it is about.').waitFor();
  await form.getByRole('textbox', { name: 'Title' }).fill('A cup in pieces');
  await form.getByRole('button', { name: 'Save' }).click();
  await drawer
    .getByRole('link', { name: /A cup in pieces/ })
    .first()
    .waitFor();
  await drawer.getByRole('button', { name: 'Edit', exact: true }).click();
  const edit = dialog('Edit Ana Ruiz');
  await edit.getByRole('textbox', { name: 'E-mail' }).fill('not an address');
  await edit.getByRole('button', { name: 'Save' }).click();
  await edit.getByText('Write an e-mail address').waitFor();
  await edit.getByRole('textbox', { name: 'E-mail' }).fill('ana.ruiz@harbour.example');
  await edit.getByRole('textbox', { name: 'Job title' }).fill('Buyer');
  await edit.getByRole('button', { name: 'Save' }).click();
  await drawer.getByText('Buyer').waitFor();
  const { companyId, company } = await readAna();
  expect([companyId !== null, company]).toEqual([true, 'Harbour Tea']);
});

it('#49 merges two contacts after showing what comes of it, and takes it back', async () => {
  const drawer = dialog('Ana Ruiz');
  await drawer.getByRole('button', { name: 'Merge' }).click();
  const merge = dialog(/^Merge another contact/);
  await merge.getByRole('button', { name: 'Merge' }).click();
  await merge.getByRole('alert').or(merge.locator('[aria-invalid="true"]')).first().waitFor();
  await merge.getByRole('textbox', { name: 'Which contact is the same person?' }).fill('Ana R.');
  await page.getByRole('option', { name: /Ana R\./ }).click();
  const result = merge.getByRole('region', { name: 'What it will be' });
  await result.getByText('+46 70 1').waitFor();
  await merge.getByRole('group', { name: 'E-mail' }).getByText('old@harbour.example').click();
  await result.getByText('old@harbour.example').waitFor();
  await clean();
  await merge.getByRole('button', { name: 'Merge' }).click();
  const merged = drawer.getByRole('region', { name: 'Merged into it' });
  await merged.getByText('“Ana R.” was merged into it.').waitFor();
  expect(await readAna()).toMatchObject({ email: 'old@harbour.example', phone: '+46 70 1' });
  await merged.getByRole('button', { name: 'Take back' }).click();
  await merged.waitFor({ state: 'detached' });
  expect(await readAna()).toMatchObject({ email: 'ana.ruiz@harbour.example', phone: null });
});

it('refuses to delete what is linked, and says by what; leads to the export and the erasure', async () => {
  const drawer = dialog('Ana Ruiz');
  await drawer.getByRole('button', { name: 'Delete' }).click();
  const guard = dialog(/^Delete “Ana Ruiz”/);
  await guard.getByRole('button', { name: 'Delete' }).click();
  await guard.getByText(/1 customer, 1 case/).waitFor();
  await guard.getByRole('button', { name: 'Cancel' }).click();
  await drawer.getByRole('link', { name: /^Export or erase/ }).click();
  await page.getByText('What is held of Ana Ruiz').waitFor();
  await page.goBack();
  expect(await shown(dialog('Ana Ruiz'))).toBe(true);
});

it('shows a company with its people, and a case that is resolved and reopened', async () => {
  await dialog('Ana Ruiz').getByRole('link', { name: 'Harbour Tea' }).click();
  const company = dialog('Harbour Tea');
  await company.getByRole('link', { name: 'Ana Ruiz' }).waitFor();
  await company.getByRole('button', { name: 'Edit', exact: true }).click();
  const edit = dialog('Edit Harbour Tea');
  await edit.getByRole('textbox', { name: 'Main contact' }).fill('ana ruiz');
  await page.getByRole('option', { name: /Ana Ruiz/ }).click();
  await edit.getByRole('button', { name: 'Save' }).click();
  await company.getByRole('term').filter({ hasText: 'Main contact' }).waitFor();
  await clean('[role="dialog"]');
  await company.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: 'Cases' }).click();
  await page.getByRole('button', { name: /A cup in pieces/ }).click();
  const one = dialog(/A cup in pieces/);
  await one.getByRole('button', { name: 'Resolve' }).click();
  await one.getByRole('button', { name: 'Reopen' }).waitFor();
  await clean('[role="dialog"]');
  await one.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Active');
  await page.getByText('None of these.').waitFor();
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Resolved');
  expect(await shown(page.getByRole('button', { name: /A cup in pieces/ }))).toBe(true);
});

it('makes contacts of a file: names what is wrong by row, and the columns that it could not tell', async () => {
  await page.getByRole('link', { name: 'Import' }).click();
  const choose = (name: string, csv: string | Buffer) =>
    page
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await choose('photo.csv', Buffer.from([0xff, 0xd8, 0xff, 0x00]));
  await page.getByText('This is not a text file.').waitFor();
  await choose(
    'people.csv',
    'Name;Mail;Tier;Shoes\r\nCy Young;cy@x.example;gold;44\r\nDee;no address;gold;\r\nEd;ed@x.example;bronze;41\r\nAna;ANA.RUIZ@harbour.example;;\r\n',
  );
  await page.getByRole('heading', { name: 'people.csv: 4 rows' }).waitFor();
  await page.getByRole('button', { name: 'Import 1 contact' }).waitFor();
  await clean();
  await page.getByRole('combobox', { name: 'Shoes goes into' }).selectOption({ label: 'Shoe size' });
  await page
    .getByRole('combobox', { name: 'When a contact has' })
    .selectOption({ label: 'Change the contact' });
  const problems = page.getByRole('region', { name: 'What is wrong' });
  await problems.getByRole('row', { name: /^3 / }).waitFor();
  await problems.getByRole('row', { name: /^4 .*choose one of gold, silver/ }).waitFor();
  await page.getByRole('button', { name: 'Import 2 contacts' }).click();
  await page.getByText('1 made, 1 changed, 0 left out because known, 2 with a problem.').waitFor();
  const download = page.waitForEvent('download');
  await problems.getByRole('button', { name: 'Save this list as CSV' }).click();
  expect((await download).suggestedFilename()).toBe('import-problems.csv');
  await page.getByRole('link', { name: 'To the contacts' }).click();
  await page.getByRole('button', { name: 'Cy Young' }).click();
  const size = dialog('Cy Young').getByRole('textbox', { name: 'Shoe size' });
  await size.waitFor();
  expect(await size.inputValue()).toBe('44');
});

it('is one of the places of the rail and of the palette, on a phone as well', async () => {
  const { page: phone } = await office.seat(office.product.admin, '/inbox/all', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await phone.getByRole('navigation').getByRole('link', { name: 'Contacts' }).tap();
  await phone.getByRole('button', { name: 'Cy Young' }).tap();
  await phone.getByRole('dialog', { name: 'Cy Young' }).waitFor();
  expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await dialog('Cy Young').getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'What do you want to do?' }).fill('Companies');
  await page.keyboard.press('Enter');
  expect(await shown(page.getByRole('button', { name: 'Harbour Tea' }))).toBe(true);
});

it('shows how far a long import is, stops, and goes on after the page was closed', async () => {
  const lines = Array.from({ length: 600 }, (_, index) => `Person ${index};p${index}@many.example`);
  const file = {
    name: 'many.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Name;Mail', ...lines].join('\n')),
  };
  const choose = async () => {
    await page.goto(`${office.product.url}/contacts/import`);
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.getByRole('heading', { name: 'many.csv: 600 rows' }).waitFor();
  };
  await choose();
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let parts = 0;
  await page.route('**/api/contacts/import', async (route) => {
    parts += 1;
    if (parts === 2) await held;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Import 600 contacts' }).click();
  await page.getByText('250 of 600 rows are in').waitFor();
  await clean();
  await page.getByRole('button', { name: 'Stop' }).click();
  letGo();
  await page.getByText('Stopped: 500 of 600 rows are done').waitFor();
  await page.getByText('500 made, 0 changed').waitFor();
  expect(parts).toBe(2);
  await choose();
  await page.getByText('This file was begun before: 500 of its rows are done.').waitFor();
  await page.getByRole('button', { name: 'Go on from row 502' }).click();
  await page.getByText('100 made, 0 changed').waitFor();
  await page.unroute('**/api/contacts/import');
  await choose();
  await page.getByRole('button', { name: 'There is nothing to import' }).waitFor();
});
