import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type DataProgram, openDataProgram } from '../data-house.ts';
import { faults, openSettled } from './axe.ts';
import { type Office, openOffice, type Seat, shown } from './browser.ts';

let office: Office;
let seat: Seat;
let program: DataProgram;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  program = await openDataProgram(product.url, product.admin);
  seat = await office.seat(product.admin, '/datasources');
}, 240_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

it('says what to do while there is nothing, and shows what comes in by itself', async () => {
  const { page } = seat;
  expect(await shown(page.getByText('No DataSets yet'))).toBe(true);
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await program.make('Orders of 2026', 'Ada,3\n', 'Ben,1\n,2\n');
  await page.getByRole('link', { name: 'Orders of 2026' }).click();
  expect(await shown(page.getByRole('heading', { level: 1, name: 'Orders of 2026' }))).toBe(true);
  expect(await shown(page.getByText('3 rows · 2 columns'))).toBe(true);
  expect(await shown(page.getByRole('cell', { name: 'null' }))).toBe(true);
});

it('sorts by the head and searches in all columns', async () => {
  const { page } = seat;
  const first = page.getByRole('row').nth(1);
  await page.getByRole('button', { name: /^count/ }).click();
  expect(await shown(first.getByRole('cell', { name: 'Ben' }))).toBe(true);
  await page.getByRole('button', { name: /^count/ }).click();
  expect(await shown(first.getByRole('cell', { name: 'Ada' }))).toBe(true);
  await page.getByRole('textbox', { name: 'Search in all columns' }).fill('BEN');
  expect(await shown(first.getByRole('cell', { name: 'Ben' }))).toBe(true);
  await page.getByRole('textbox', { name: 'Search in all columns' }).fill('nobody');
  expect(await shown(page.getByText('No row holds this text'))).toBe(true);
});

it('looks at an earlier state and brings it back', async () => {
  const { page } = seat;
  await page.getByRole('link', { name: 'History' }).click();
  const item = page.getByRole('listitem').filter({ hasText: 'Version 1 ' });
  await item.getByRole('link', { name: 'Look at it' }).click();
  expect(await shown(page.getByText('This is version 1, an earlier state.'))).toBe(true);
  expect(await page.getByRole('cell', { name: 'Ben' }).count()).toBe(0);
  await page.getByRole('link', { name: 'History' }).click();
  await item.getByRole('button', { name: 'Revert to this point' }).click();
  const dialog = page.getByRole('dialog');
  expect(await shown(dialog.getByText('Revert to version 1?'))).toBe(true);
  await dialog.getByRole('button', { name: 'Revert to this point' }).click();
  expect(await shown(page.getByText('Brought an earlier state back'))).toBe(true);
  expect(await shown(page.getByText('1 row · 2 columns'))).toBe(true);
});

it('changes the settings, on a phone in the dark', async () => {
  const { page } = seat;
  await page.getByRole('link', { name: 'Settings', exact: true }).last().click();
  expect(await shown(page.getByRole('checkbox', { name: 'who' }))).toBe(true);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Name' }).fill('Orders');
  await page.getByRole('button', { name: 'Save' }).click();
  expect(await shown(page.getByRole('heading', { level: 1, name: 'Orders' }))).toBe(true);
  await page.setViewportSize({ width: 1440, height: 900 });
});

it('takes a file in, after a look at it', async () => {
  const { page } = seat;
  await openSettled(page, `${office.product.url}/datasources`);
  await page.getByRole('button', { name: 'Import a file' }).click();
  const drawer = page.getByRole('dialog', { name: 'A DataSet from a file' });
  await drawer.locator('input[type=file]').setInputFiles({
    name: 'Stock of today.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('item,left\nBeans,12\nMugs,three\n'),
  });
  await drawer.getByRole('combobox', { name: 'Type of left' }).selectOption('LONG');
  await drawer.getByRole('button', { name: 'Make the DataSet' }).click();
  expect(await shown(drawer.getByRole('alert').filter({ hasText: 'line 3' }))).toBe(true);
  await drawer.getByRole('checkbox', { name: 'Leave out lines' }).check();
  expect(await faults(page, '[role=dialog]')).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await drawer.getByRole('button', { name: 'Make the DataSet' }).click();
  expect(await shown(drawer.getByText('One line was left out:'))).toBe(true);
  await drawer.getByRole('button', { name: 'To the DataSet' }).click();
  expect(await shown(page.getByRole('heading', { level: 1, name: 'Stock of today' }))).toBe(true);
  expect(await shown(page.getByRole('cell', { name: '12' }))).toBe(true);
});

it('asks in SQL by the keyboard, and explains what is wrong', async () => {
  const { page } = seat;
  await openSettled(page, `${office.product.url}/datasources/sql`);
  const box = page.getByRole('textbox', { name: 'Statement' });
  await box.fill('select who, count * 2 as twice from Orders');
  await box.press('Control+Enter');
  expect(await shown(page.getByRole('cell', { name: '6' }))).toBe(true);
  expect(await shown(page.getByText(/^1 row in /))).toBe(true);
  await box.fill('select nothing from Orders');
  await box.press('Control+Enter');
  expect(await shown(page.getByRole('alert').filter({ hasText: 'nothing' }))).toBe(true);
  expect(await faults(page)).toEqual([]);
});
