import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ProgramEvent } from '../../contract/api/index.ts';
import { gistOf } from '../../web/lib/event-feed.ts';
import { until } from '../harness.ts';
import { faults } from './axe.ts';
import { type Office, openOffice, type Seat } from './browser.ts';

let office: Office;
let ada: Seat;

beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  for (const name of ['birdshop', 'ann']) await product.x.user(name);
  await product.connect('birdshop');
  ada = await office.seat(product.admin, '/settings/programs/events');
}, 400_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

/** What was told last, asked without the page. */
async function lastSaid(): Promise<string> {
  const { events } = await ada.user.ask<{ events: ProgramEvent[] }>('GET', '/api/programs/events');
  const last = events.at(-1);
  return last ? gistOf(last).replace(/^.*?: /, '') : '';
}

it('shows what webhooks are told as it happens, of one trigger when asked, and clears', async () => {
  const { page } = ada;
  await page.getByText('Nothing to show yet').waitFor();
  await office.product.x.write('ann', 'birdshop', 'Where is my quagga?');
  const list = page.getByRole('list', { name: 'Events' });
  await list.getByText('conversation:create').waitFor();
  const said = list.getByRole('listitem').filter({ hasText: 'Where is my quagga?' });
  await said.getByText('conversation:message', { exact: true }).click();
  const body = await said.getByRole('textbox', { name: 'Body' }).inputValue();
  expect(JSON.parse(body)).toMatchObject({
    events: [{ payload: { message: { content: { type: 'text', text: 'Where is my quagga?' } } } }],
  });
  expect(await faults(page)).toEqual([]);
  await page.getByRole('combobox', { name: 'Trigger' }).selectOption('conversation:create');
  await list.getByText('conversation:message', { exact: true }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('what happens meanwhile comes when you go on').waitFor();
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByText('Nothing to show yet').waitFor();
  await office.product.x.write('ann', 'birdshop', 'Still waiting');
  await until(async () => (await lastSaid()) === 'Still waiting', { what: 'the message is told' });
  expect(await list.count()).toBe(0);
  await page.getByRole('button', { name: 'Go on' }).click();
  await list.getByText('Still waiting').waitFor();
});

it('calls the API with a typed secret, and asks before it deletes', async () => {
  const { page } = ada;
  const { key, secret } = await ada.user.ask<{ key: { id: string }; secret: string }>(
    'POST',
    '/api/programs/keys',
    { name: 'Trial', scope: 'app' },
  );
  await page.goto(`${office.product.url}/settings/programs/try`);
  await page.getByLabel('Key id').fill(key.id);
  const secretField = page.getByLabel('Secret', { exact: true });
  const send = page.getByRole('button', { name: 'Send', exact: true });
  await secretField.fill('wrong');
  await send.click();
  await page.getByText(/^Status 401, \d+ ms$/).waitFor();
  await secretField.fill(secret);
  await page.getByRole('combobox', { name: 'Operation' }).selectOption('CreateUser');
  await page.getByRole('textbox', { name: 'Body' }).fill('{');
  await page.getByText('This is not JSON.').waitFor();
  expect(await send.isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: 'Body' }).fill('{"externalId": "quagga-7"}');
  await send.click();
  await page.getByText(/^Status 201, \d+ ms$/).waitFor();
  expect(await page.getByRole('textbox', { name: 'Answer' }).inputValue()).toContain('"quagga-7"');
  expect(await page.getByRole('textbox', { name: 'Request' }).inputValue()).not.toContain(secret);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('combobox', { name: 'Operation' }).selectOption('DeleteUser');
  await page.getByText('Still empty: userIdOrExternalId').waitFor();
  await page.getByLabel('userIdOrExternalId').fill('quagga-7');
  await send.click();
  await page.getByRole('dialog').getByText('cannot be taken back').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText(/^Status 200, \d+ ms$/).waitFor();
});

it('leads to the description of the API, to be copied or saved', async () => {
  const { page } = ada;
  const address = await page.getByRole('textbox', { name: 'Description of the API' }).inputValue();
  expect(address).toBe(`${office.product.url}/sc/openapi.json`);
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const file = await (await saved).path();
  const { paths } = JSON.parse(await readFile(file, 'utf8')) as { paths: object };
  expect(Object.keys(paths)).toContain('/v2/apps/{appId}/users');
  await page.locator('[data-page]').getByRole('link', { name: 'Programs' }).click();
  await page.getByRole('heading', { name: 'Programs', level: 2 }).waitFor();
});
