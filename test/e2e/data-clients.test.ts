import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { faults } from './axe.ts';
import { type Office, openOffice } from './browser.ts';

let office: Office;
let page: Page;
let id: string;
let secret: string;

beforeAll(async () => {
  office = await openOffice();
  ({ page } = await office.seat(office.product.admin, '/settings/data-clients'));
}, 240_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const dialog = () => page.getByRole('dialog');
const clients = () => page.getByRole('list', { name: 'Clients' });
const askToken = () =>
  fetch(`${office.product.url}/oauth/token?grant_type=client_credentials`, {
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
  });

it('makes a client for a program: the secret is shown once, and gives a token', async () => {
  await page.getByText('No clients yet').waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Make a client' }).click();
  await dialog().getByRole('button', { name: 'Make a client' }).click();
  await dialog().getByText('Give it a name.').waitFor();
  await dialog().getByRole('textbox', { name: 'What it is for' }).fill('Warehouse');
  await dialog().getByRole('checkbox', { name: 'DataSets, queries and streams' }).uncheck();
  await dialog().getByRole('button', { name: 'Make a client' }).click();
  await dialog().getByText('Choose at least one.').waitFor();
  expect(await faults(page, '[role="dialog"]')).toEqual([]);
  await dialog().getByRole('checkbox', { name: 'DataSets, queries and streams' }).check();
  await dialog().getByRole('button', { name: 'Make a client' }).click();

  const shown = page.getByRole('dialog', { name: 'Client “Warehouse”' });
  await shown.getByText('The secret is shown only this once.').waitFor();
  id = await shown.getByRole('textbox', { name: 'Client id' }).inputValue();
  secret = await shown.getByRole('textbox', { name: 'Client secret' }).inputValue();
  expect(await shown.getByRole('textbox', { name: 'Try it' }).inputValue()).toContain(`${id}:${secret}`);
  expect(await faults(page, '[role="dialog"]')).toEqual([]);
  await shown.getByRole('button', { name: 'Close', exact: true }).click();
  await shown.waitFor({ state: 'detached' });
  await clients().getByText('never used').waitFor();

  const answer = await askToken();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ token_type: 'bearer', scope: 'data' });
  await page.reload();
  await clients().getByText('last used').waitFor();
  expect(await page.content()).not.toContain(secret);
  expect(await faults(page)).toEqual([]);
});

it('asks before a client goes, and nobody gets a token by it afterwards', async () => {
  const remove = clients().getByRole('button', { name: 'Delete Warehouse' });
  await remove.click();
  await dialog().getByText('Programs that use it are refused at once.').waitFor();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await dialog().waitFor({ state: 'detached' });
  expect((await askToken()).status).toBe(200);
  await remove.click();
  await dialog().getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('No clients yet').waitFor();
  expect((await askToken()).status).toBe(400);
});
