import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ProgramIntegration, ProgramKey } from '../../contract/api/index.ts';
import { faults } from './axe.ts';
import { type Office, openOffice } from './browser.ts';

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice();
  ({ page } = await office.seat(office.product.admin, '/settings/programs'));
}, 240_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const dialog = () => page.getByRole('dialog');
const closed = () => dialog().waitFor({ state: 'detached' });
const listKeys = async () =>
  (await office.product.admin.ask<{ keys: ProgramKey[] }>('GET', '/api/programs/keys')).keys;
const listIntegrations = async () =>
  (
    await office.product.admin.ask<{ integrations: ProgramIntegration[] }>(
      'GET',
      '/api/programs/integrations',
    )
  ).integrations;
const tokenInfo = (id: string, secret: string) =>
  fetch(`${office.product.url}/sc/v2/tokenInfo`, {
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
  });

it('shows what a program has to be told, and what to do while there is nothing', async () => {
  await page.getByText('No keys yet').waitFor();
  await page.getByText('No integrations yet').waitFor();
  expect(await page.getByRole('textbox', { name: 'Base URL' }).inputValue()).toBe(`${office.product.url}/sc`);
  expect(await faults(page)).toEqual([]);
});

it('makes a key, shows its secret once made and again, and the secret works', async () => {
  await page.getByRole('button', { name: 'Make a key' }).click();
  await dialog().getByRole('button', { name: 'Make a key' }).click();
  await dialog().getByText('Give it a name.').waitFor();
  await dialog().getByRole('textbox', { name: 'What it is for' }).fill('Shop system');
  await dialog().getByRole('button', { name: 'Make a key' }).click();
  const secret = dialog().getByRole('textbox', { name: 'Secret', exact: true });
  const first = await secret.inputValue();
  expect(await faults(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Close' }).click();
  await closed();
  await page.getByRole('button', { name: 'Show the secret of Shop system' }).click();
  expect(await secret.inputValue()).toBe(first);
  const id = await dialog().getByRole('textbox', { name: 'Key id' }).inputValue();
  expect((await tokenInfo(id, first)).status).toBe(200);
  await dialog().getByRole('button', { name: 'Close' }).click();
  await closed();
});

it('makes an integration with its webhook and a key of it, and keeps what is wrong at its field', async () => {
  await page.getByRole('button', { name: 'Make an integration' }).click();
  await dialog().getByRole('textbox', { name: 'Name' }).fill('Night bot');
  await dialog().getByRole('textbox', { name: 'Where it is told' }).fill('nowhere');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().getByRole('alert').waitFor();
  await dialog().getByRole('textbox', { name: 'Where it is told' }).fill('http://127.0.0.1:9/hook');
  await dialog().getByRole('button', { name: 'Save' }).click();
  const secret = dialog().getByRole('textbox', { name: 'Secret of its webhook' });
  expect(await secret.inputValue()).toMatch(/^[0-9a-f]{32}$/);
  await dialog().getByRole('button', { name: 'Close' }).click();
  await closed();
  await page.getByRole('button', { name: 'Make a key of Night bot' }).click();
  await dialog().getByRole('textbox', { name: 'What it is for' }).fill('Bot');
  await dialog().getByRole('button', { name: 'Make a key' }).click();
  await dialog().getByRole('textbox', { name: 'Secret', exact: true }).waitFor();
  await dialog().getByRole('button', { name: 'Close' }).click();
  await closed();
  const [integration] = await listIntegrations();
  expect((await listKeys()).map((key) => [key.name, key.integrationId])).toEqual([
    ['Shop system', null],
    ['Bot', integration?.id],
  ]);
});

it('is whole on a phone and in the dark', async () => {
  expect(await faults(page)).toEqual([]);
});

it('takes an integration away with its key, and a key by itself, after asking', async () => {
  await page.getByRole('button', { name: 'Delete Night bot' }).click();
  await dialog()
    .getByText(/1 key of it/)
    .waitFor();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await closed();
  await page.getByText('No integrations yet').waitFor();
  await page.getByRole('button', { name: 'Delete Shop system' }).click();
  await dialog()
    .getByText(/It is in use/)
    .waitFor();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No keys yet').waitFor();
  expect(await listKeys()).toEqual([]);
});

it('lets a program in that asks, after the administrator has signed in, and shuts it out again', async () => {
  const back = `${office.product.url}/healthz?bot=1`;
  await page.getByRole('button', { name: 'Add a program' }).click();
  await dialog().getByRole('textbox', { name: 'What the program is called' }).fill('Parcel bot');
  await dialog().getByRole('textbox', { name: 'Where its answer is sent' }).fill('http://bot.example/back');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().getByText('is no address to lead a browser back to').first().waitFor();
  await dialog().getByRole('textbox', { name: 'Where its answer is sent' }).fill(back);
  await dialog().getByRole('button', { name: 'Save' }).click();
  const clientId = await dialog().getByRole('textbox', { name: 'Client id' }).inputValue();
  const clientSecret = await dialog().getByRole('textbox', { name: 'Client secret' }).inputValue();
  expect(await faults(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Close' }).click();
  await closed();

  // A state that looks like a number comes back as it was.
  const query = new URLSearchParams({ client_id: clientId, response_type: 'code', state: '00700' });
  const authorize = `/sc/oauth/authorize?${query.toString()}`;
  const outside = await office.visit(authorize);
  await outside.getByRole('textbox', { name: 'E-mail' }).fill('ada@house.example');
  await outside.getByRole('textbox', { name: 'Password' }).fill('correct horse 42');
  await outside.getByRole('button', { name: 'Sign in' }).click();
  await outside.getByRole('heading', { name: 'Let Parcel bot into' }).waitFor();
  expect(await faults(outside)).toEqual([]);
  await outside.getByRole('button', { name: 'Allow' }).click();
  await outside.waitForURL(/healthz/);
  const answer = new URL(outside.url()).searchParams;
  expect([answer.get('bot'), answer.get('state')]).toEqual(['1', '00700']);
  const token = await fetch(`${office.product.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: answer.get('code') ?? '',
      client_id: clientId,
      client_secret: clientSecret,
    }),
  });
  expect(token.status).toBe(200);
  await outside.goto(
    `${office.product.url}${authorize}x`.replace('response_type=code', 'response_type=token'),
  );
  await outside.getByRole('heading', { name: 'This request cannot be answered' }).waitFor();
  await outside.context().close();

  // The page has heard of it.
  await page.getByText('In since').waitFor();
  await page.getByRole('button', { name: 'Shut Parcel bot out' }).click();
  await dialog().getByRole('button', { name: 'Shut it out' }).click();
  await closed();
  await page.getByText('Not let in').waitFor();
  expect(await listIntegrations()).toHaveLength(0);
});
