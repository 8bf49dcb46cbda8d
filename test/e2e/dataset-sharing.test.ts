import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openDataProgram } from '../data-house.ts';
import type { ApiUser } from '../product.ts';
import { faults, openSettled } from './axe.ts';
import { type Office, openOffice, shown } from './browser.ts';

let office: Office;
let page: Page;
let vera: ApiUser;
let address: string;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  vera = await product.invite('Vera Viewer', 'supervisor');
  await product.admin.ask('POST', '/api/setup/teams', { name: 'North', description: '', memberIds: [] });
  const program = await openDataProgram(product.url, product.admin);
  const id = await program.make('Orders', 'Ada,3\nBen,1\nCy,7\n');
  address = `${product.url}/datasources/${id}/details`;
  ({ page } = await office.seat(product.admin, '/datasources'));
}, 240_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const button = (name: string) => page.getByRole('button', { name, exact: true });

it('shares a DataSet, shows its rows to whom they are for, and looks at it as they do', async () => {
  await openSettled(page, `${address}/sharing`);
  await page.getByRole('radio', { name: 'Only those named' }).check();
  await page.getByLabel('Share with').selectOption({ label: 'North' });
  await button('Share').click();
  await page.getByLabel('Share with').selectOption({ label: 'Vera Viewer' });
  await button('Share').click();
  const named = page.getByRole('list', { name: 'Those named' }).getByRole('listitem');
  await named.filter({ hasText: 'Vera Viewer' }).waitFor();
  expect(await named.count()).toBe(3);
  expect(await shown(page.getByText('No policies yet'))).toBe(true);

  await button('Add a policy').click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: 'Save' }).click();
  expect(await shown(drawer.getByText('Give it a name.'))).toBe(true);
  expect(await shown(drawer.getByText('Give a value.'))).toBe(true);
  await drawer.getByLabel('Name').fill('Large orders');
  await drawer.getByLabel('Column').selectOption('count');
  await drawer.getByLabel('Comparison').selectOption({ label: 'is at least' });
  await drawer.getByRole('combobox', { name: 'Values' }).fill('many');
  await drawer.getByRole('combobox', { name: 'Values' }).press('Enter');
  await drawer.getByRole('combobox', { name: 'People' }).fill('Vera');
  await page.getByRole('listbox').getByRole('option', { name: 'Vera Viewer' }).click();
  await page.keyboard.press('Tab');
  // What the server refuses stands at its filter, and nothing is lost.
  await drawer.getByRole('button', { name: 'Save' }).click();
  expect(await shown(drawer.getByText('give a whole number').first())).toBe(true);
  await drawer.getByRole('combobox', { name: 'Values' }).press('Backspace');
  await drawer.getByRole('combobox', { name: 'Values' }).fill('3');
  await drawer.getByRole('combobox', { name: 'Values' }).press('Enter');
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.waitFor({ state: 'detached' });
  const policies = page.getByRole('list', { name: 'Policies' }).getByRole('listitem');
  expect(await shown(policies.filter({ hasText: 'count is at least “3”' }))).toBe(true);

  await page.getByLabel('Person').selectOption({ label: 'Vera Viewer' });
  expect(await shown(page.getByText('Vera Viewer sees 2 of 3 rows.'))).toBe(true);
  await button('Switch policies on').click();
  expect(await shown(page.getByText('whoever is in no policy sees no rows of this DataSet'))).toBe(true);
  await page.getByRole('dialog').getByRole('button', { name: 'Switch policies on' }).click();
  expect(await shown(page.getByText('Policies are on'))).toBe(true);
  expect(await shown(page.getByText('Vera Viewer sees 2 of 3 rows.'))).toBe(true);
  expect(await faults(page)).toEqual([]);
});

it('tells somebody from whom rows are kept so, and offers them nothing to change', async () => {
  const { page: hers } = await office.seat(vera, '/datasources');
  await openSettled(hers, `${address}/data`);
  expect(await shown(hers.getByText('Some rows may be kept from you'))).toBe(true);
  expect(await shown(hers.getByRole('cell', { name: 'Cy' }))).toBe(true);
  expect(await hers.getByRole('cell', { name: 'Ben' }).count()).toBe(0);
  await openSettled(hers, `${address}/sharing`);
  expect(await shown(hers.getByText('Its owners say who sees which rows.'))).toBe(true);
  expect(await hers.getByRole('button', { name: 'Share', exact: true }).count()).toBe(0);
  expect(await hers.getByRole('radio', { name: 'Only those named' }).isDisabled()).toBe(true);
  await hers.close();
});
