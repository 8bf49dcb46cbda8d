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
});
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
