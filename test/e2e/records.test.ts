import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { deskOf, type Office, openOffice, shown } from './browser.ts';

let office: Office;
let page: Page;

beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('bakery');
  await product.connect('bakery');
  await product.x.user('ana', { name: 'Ana Ruiz' });
  await product.x.write('ana', 'bakery', 'My cup broke');
  await product.admin.ask('POST', '/api/quick-replies', {
    slug: 'sorry',
    title: 'Sorry',
    scope: 'all',
    tags: ['cup'],
    messages: [{ language: 'en', text: 'Dear {FirstName{Customer}}, we are sorry.' }],
  });
  await product.admin.ask('POST', '/api/articles', {
    title: 'Broken cups',
    body: 'We send a new one.',
    language: 'en',
    state: 'published',
    publicUrl: 'https://help.bakery.example/cups',
  });
  ({ page } = await office.seat(product.admin));
  await deskOf(page).open('Ana Ruiz');
}, 240_000);
afterAll(() => office?.close());

const field = () => deskOf(page).reply;

it('#75 #76 a quick reply is chosen by keys alone, filled in', async () => {
  await field().focus();
  await page.keyboard.type('/q sor');
  await page.getByRole('option', { name: /\/sorry/ }).waitFor();
  expect(await field().getAttribute('aria-activedescendant')).toBeTruthy();
  await page.keyboard.press('Enter');
  await until(async () => (await field().inputValue()) === 'Dear Ana, we are sorry.');
  expect(await page.getByRole('listbox').count()).toBe(0);
});

it('#76 an address that is typed opens nothing, and Escape keeps a slash as text', async () => {
  await field().fill('');
  await page.keyboard.type('See https://x.example/q');
  expect(await page.getByRole('listbox').count()).toBe(0);
  await field().fill('');
  await page.keyboard.type('/');
  await page.getByRole('listbox').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('listbox').waitFor({ state: 'detached' });
  expect(await field().inputValue()).toBe('/');
});

it('#76 #78 /kb finds an article and puts its link in', async () => {
  await field().fill('');
  await page.keyboard.type('/kb cups');
  await page.getByRole('option', { name: /Broken cups/ }).waitFor();
  await page.keyboard.press('Tab');
  await until(async () => !(await field().inputValue()).startsWith('/'));
  expect(await field().inputValue()).toBe('https://help.bakery.example/cups');
});

it('#76 #77 /i turns to a note that is never sent', async () => {
  await field().fill('');
  await page.keyboard.type('/i');
  await page.getByRole('option', { name: /colleagues/ }).waitFor();
  await page.keyboard.press('Enter');
  expect(await shown(deskOf(page).note)).toBe(true);
  await page.keyboard.press('Escape');
});

it('#70 #74 a contact that a program makes and links is on the screen without reload, and is taken off again', async () => {
  const { admin } = office.product;
  const { rows } = await admin.ask<{ rows: { customer: { id: string } }[] }>('GET', '/api/inbox?view=all');
  const customerId = rows[0]?.customer.id;
  await admin.ask('POST', '/api/contacts', { name: 'Ana de la Cruz', company: 'Harbour Tea', customerId });
  const panel = deskOf(page).panel;
  await panel.getByText('Harbour Tea').waitFor();
  await panel.getByRole('button', { name: 'Unlink' }).click();
  await panel.getByText('No contact is linked.').waitFor();
  office.checkPages();
  expect(await panel.getByText('Harbour Tea').count()).toBe(0);
});

it('#78 an article is found in the panel, read there, and put into the answer', async () => {
  const panel = deskOf(page).panel;
  await page.getByRole('tab', { name: 'Reply' }).click();
  await field().fill('');
  await panel.getByRole('button', { name: 'Knowledge', exact: true }).click();
  await panel.getByRole('searchbox', { name: 'Find an article' }).fill('nothing like that');
  await panel.getByText('No article fits.').waitFor();
  await panel.getByRole('searchbox', { name: 'Find an article' }).fill('cups');
  await panel.getByText('Broken cups').click();
  await panel.getByText('We send a new one.').waitFor();
  await panel.getByRole('button', { name: /into the answer$/ }).click();
  await until(async () => (await field().inputValue()) === 'https://help.bakery.example/cups');
  office.checkPages();
  expect(await panel.getByText('No article fits.').count()).toBe(0);
});

it('#80 own attributes of the customer are set in the panel, and a wrong value says what is wrong', async () => {
  const { admin } = office.product;
  await admin.ask('POST', '/api/attributes', {
    recordKind: 'customer',
    key: 'orders',
    label: 'Orders',
    type: 'number',
  });
  const panel = deskOf(page).panel;
  const orders = panel.getByRole('textbox', { name: 'Orders' });
  await orders.fill('lots');
  await orders.press('Enter');
  await panel.getByText('Orders: write a number.').waitFor();
  await orders.fill('12');
  await orders.press('Enter');
  const { rows } = await admin.ask<{ rows: { customer: { id: string } }[] }>('GET', '/api/inbox?view=all');
  const read = () =>
    admin.ask<{ attributes: Record<string, unknown> }>('GET', `/api/customers/${rows[0]?.customer.id}`);
  await until(async () => (await read()).attributes['orders'] === 12);
  const transcript = page.waitForEvent('download');
  await panel.getByRole('link', { name: 'Save the transcript' }).click();
  expect((await transcript).suggestedFilename()).toMatch(/\.html$/);
  await panel.getByRole('link', { name: /^Export or erase/ }).click();
  await page.getByText('What is held of Ana Ruiz').waitFor();
  office.checkPages();
});
