import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type DataProgram, openDataProgram } from '../data-house.ts';
import { faults, openSettled } from './axe.ts';
import { type Office, openOffice, shown } from './browser.ts';

let office: Office;
let page: Page;
let program: DataProgram;
let id: string;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  program = await openDataProgram(product.url, product.admin);
  id = await program.make('Orders', 'Ada,3\nBen,20\n');
  ({ page } = await office.seat(product.admin, '/datasources'));
}, 240_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const open = (tab: string) => openSettled(page, `${office.product.url}/datasources/${id}/details/${tab}`);
const dialog = () => page.getByRole('dialog');
const desk = () => page.setViewportSize({ width: 1440, height: 900 });
const verb = async (of: string, name: string) => {
  await page.getByRole('button', { name: `What can be done with “${of}”` }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
};

it('an alert says what it would have told, tells after an update, and shows what it told', async () => {
  await open('alerts');
  expect(await shown(page.getByText('No alerts yet'))).toBe(true);
  await page.getByRole('button', { name: 'New alert' }).click();
  await dialog().getByRole('button', { name: 'Save' }).click();
  expect(await shown(dialog().getByText('Write a value.'))).toBe(true);
  await dialog().getByLabel('Name', { exact: true }).fill('Large orders');
  await dialog().getByLabel('Column', { exact: true }).selectOption('count');
  await dialog().getByLabel('Is asked').selectOption('is more than');
  await dialog().getByLabel('Value', { exact: true }).fill('ten');
  expect(await shown(dialog().getByText('“ten” is not a number, such as 12.5.'))).toBe(true);
  await dialog().getByLabel('Value', { exact: true }).fill('10');
  expect(await shown(dialog().getByText('1 row fits now.'))).toBe(true);
  expect(await faults(page, '[role="dialog"]')).toEqual([]);
  await desk();
  await dialog().getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('list', { name: 'Alerts' }).getByRole('listitem');
  expect(await shown(row.getByText('A row where “count” is more than 10.'))).toBe(true);
  // By the live stream: nobody asks.
  await program.call('PUT', `/datasets/${id}/data?updateMethod=APPEND`, 'Cy,30\nDee,40\n', 'text/csv');
  expect(await shown(row.getByText('last told'))).toBe(true);
  await row.getByRole('switch', { name: 'Mail me of “Large orders”' }).click({ force: true });
  expect(await shown(page.getByText('E-mail is not set up in this workspace'))).toBe(true);
  expect(await faults(page)).toEqual([]);
  await desk();
  await verb('Large orders', 'What it told');
  expect(await shown(dialog().getByText('2 rows new or changed'))).toBe(true);
  await page.keyboard.press('Escape');
  await verb('Large orders', 'Pause');
  expect(await shown(row.getByText('Paused', { exact: true }))).toBe(true);
  await verb('Large orders', 'Delete');
  await dialog().getByRole('button', { name: 'Delete' }).click();
  expect(await shown(page.getByText('No alerts yet'))).toBe(true);
});

it('a chart is drawn while it is made, kept, put in order, and brought back', async () => {
  await open('overview');
  const make = async (title: string, kind: string) => {
    await page.getByRole('button', { name: 'New chart' }).click();
    await dialog().getByLabel('Title').fill(title);
    await dialog().getByText(kind, { exact: true }).click();
    await dialog().getByLabel('Measure 1').selectOption('Sum of');
    await dialog()
      .getByRole('region', { name: 'As it is drawn now' })
      .getByText('Sum of count')
      .first()
      .waitFor();
    return dialog().getByRole('button', { name: 'Save' }).click();
  };
  await make('Sums', 'Number');
  const cards = page.getByRole('list', { name: 'Charts' }).locator('> li');
  expect(await shown(cards.getByText('93'))).toBe(true);
  await make('By person', 'Bars');
  expect(await shown(page.getByRole('heading', { name: 'By person' }))).toBe(true);
  await cards.getByText('The numbers').click();
  expect(await shown(cards.getByRole('cell', { name: 'Dee' }))).toBe(true);
  expect(await faults(page)).toEqual([]);
  await desk();
  await verb('By person', 'Move up');
  await page.locator('li:first-child > div > h2', { hasText: 'By person' }).waitFor();
  await verb('Sums', 'Delete');
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'Sums', exact: true }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await shown(page.getByRole('heading', { name: 'Sums', exact: true }))).toBe(true);
});
