import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { AccountDetail, ListedAccount } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import type { ApiUser } from '../product.ts';
import { countingKind, reportsOf } from '../report-house.ts';
import { faults } from './axe.ts';
import { type Office, openOffice, type Seat, shown } from './browser.ts';

let office: Office;
let admin: ApiUser;
let seat: Seat;
let brandy: string;
beforeAll(async () => {
  office = await openOffice({
    reportKinds: [{ ...countingKind, id: 'reading', name: 'Reading', needsAccount: true }],
  });
  const { product } = office;
  admin = product.admin;
  await product.invite('Dora Data', 'administrator');
  seat = await office.seat(admin, '/datasources/accounts');
}, 240_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const listed = async () => (await admin.ask<{ accounts: ListedAccount[] }>('GET', '/api/accounts')).accounts;
const detail = () => admin.ask<AccountDetail>('GET', `/api/accounts/${brandy}`);
const drawer = () => seat.page.getByRole('dialog').first();

it('says what to do while there is none, and shows what is connected by itself', async () => {
  const { page } = seat;
  const { product } = office;
  expect(await shown(page.getByText('No account is connected'))).toBe(true);
  for (const name of ['brandy', 'whisky']) await product.x.user(name);
  ({ accountId: brandy } = await product.connect('brandy'));
  await product.connect('whisky');
  const make = (name: string) => reportsOf(admin).make('reading', { accountId: brandy, name });
  await make('Messages of the week');
  await make('Who wrote to us');
  await page.reload();
  const row = page
    .getByRole('list', { name: 'Accounts' })
    .getByRole('listitem')
    .filter({ hasText: '@brandy' });
  for (const text of ['OAuth 1.0a', 'Owned by Ada Admin', '2 DataSets · handle of the desk', 'Valid']) {
    expect(await shown(row.getByText(text))).toBe(true);
  }
  const redirect = page.getByRole('textbox', { name: 'OAuth 1.0a: callback URL' });
  expect(await redirect.inputValue()).toBe(`${product.url}/x/callback`);
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
});

it('searches, filters, and says when nothing fits', async () => {
  const { page } = seat;
  const rows = page.getByRole('list', { name: 'Accounts' }).getByRole('listitem');
  await page.getByRole('textbox', { name: 'Search accounts' }).fill('whis');
  await until(async () => (await rows.count()) === 1);
  await page.getByRole('combobox', { name: 'Sign-in', exact: true }).selectOption('Not valid');
  expect(await shown(page.getByText('No account fits'))).toBe(true);
  await page.getByRole('combobox', { name: 'Sign-in', exact: true }).selectOption('Valid or not');
  await page.getByRole('textbox', { name: 'Search accounts' }).fill('');
  await until(async () => (await rows.count()) === 2);
});

it('names it, shares it by levels, and asks before a new name is lost', async () => {
  const { page } = seat;
  await page.getByRole('link', { name: 'brandy', exact: true }).click();
  await drawer().getByRole('textbox', { name: 'Name' }).fill('Our voice');
  await page.keyboard.press('Escape');
  await page.getByText('Keep editing').click();
  await drawer().getByRole('button', { name: 'Save' }).click();
  expect(await shown(page.getByRole('dialog', { name: 'Our voice' }))).toBe(true);
  await drawer().getByRole('combobox', { name: 'Share with' }).selectOption('Dora Data');
  await drawer().getByRole('combobox', { name: 'What they may do' }).selectOption('edit');
  await drawer().getByRole('button', { name: 'Share', exact: true }).click();
  const dora = drawer().getByRole('combobox', { name: 'What Dora Data may do' });
  expect(await dora.inputValue()).toBe('edit');
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await dora.selectOption('owner');
  await until(async () => (await detail()).shares.every(({ level }) => level === 'owner'));
  // Now that there are two, either can go.
  await drawer().getByRole('button', { name: 'Stop sharing with Dora Data' }).click();
  await until(async () => (await detail()).shares.length === 1);
  await dora.waitFor({ state: 'detached' });
  expect(
    await drawer()
      .getByRole('button', { name: /^Stop sharing/ })
      .count(),
  ).toBe(0);
});

it('moves the chosen DataSets to another account', async () => {
  await drawer().getByRole('checkbox', { name: 'Who wrote to us' }).check();
  await drawer().getByRole('combobox', { name: 'Move to another account' }).selectOption('whisky');
  await drawer().getByRole('button', { name: 'Move 1 DataSet' }).click();
  await drawer().getByRole('link', { name: 'Who wrote to us' }).waitFor({ state: 'detached' });
  expect((await listed()).map(({ username, datasets }) => [username, datasets])).toEqual(
    expect.arrayContaining([
      ['brandy', 1],
      ['whisky', 1],
    ]),
  );
});

it('tells when X does not take the sign-in any more, and leads to X and back', async () => {
  const { page } = seat;
  const { product } = office;
  await product.db.execute(
    sql`update account set status = 'reconnect', status_reason = 'X no longer accepts the refresh token.'
      where id = ${brandy}`,
  );
  await page.reload();
  expect(await shown(page.getByText('An account needs you'))).toBe(true);
  expect(await shown(drawer().getByText('X no longer accepts the refresh token.'))).toBe(true);
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  const [popUp] = await Promise.all([
    page.waitForEvent('popup'),
    drawer().getByRole('button', { name: 'Reconnect' }).click(),
  ]);
  await popUp.waitForURL((url) => url.href.startsWith(product.x.url));
  const { redirect } = await product.x.control<{ redirect: string }>('POST', '/authorize', {
    url: popUp.url(),
    user: '@brandy',
  });
  await popUp.goto(redirect).catch(() => undefined);
  await drawer().getByText('Valid', { exact: true }).waitFor();
  expect(await detail()).toMatchObject({ health: 'good' });
  expect(await page.getByText('An account needs you').count()).toBe(0);
});

it('says what stops before it deletes', async () => {
  const { page } = seat;
  await drawer().getByRole('button', { name: 'Delete the account' }).click();
  const question = page.getByRole('dialog', { name: 'Delete “Our voice”?' });
  expect(await shown(question.getByText('Updates of “Messages of the week”'))).toBe(true);
  expect(await question.innerText()).toContain('nothing is received or sent any more');
  expect(await faults(page, '.mantine-Modal-content')).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await question.getByRole('button', { name: 'Delete', exact: true }).click();
  await until(async () => (await listed()).map(({ username }) => username).join() === 'whisky');
  await page.getByRole('link', { name: 'Our voice' }).waitFor({ state: 'detached' });
  expect(await shown(page.getByRole('link', { name: 'whisky', exact: true }))).toBe(true);
});

it('adds a server with Domo’s API once it takes the client, and forgets it', async () => {
  const { page } = seat;
  const { product } = office;
  const { client, secret } = await admin.ask<{ client: { id: string }; secret: string }>(
    'POST',
    '/api/data-clients',
    { name: 'Neighbours', scopes: ['data'] },
  );
  await page.goto(`${product.url}/datasources/accounts`);
  await page.getByRole('button', { name: 'Add a server' }).click();
  const form = drawer();
  await form.getByRole('textbox', { name: 'Name' }).fill('Next door');
  await form.getByRole('textbox', { name: 'Host' }).fill(product.url);
  await form.getByRole('textbox', { name: 'Client ID' }).fill(client.id);
  await form.getByLabel('Client secret').fill('wrong');
  await form.getByRole('button', { name: 'Add a server' }).click();
  expect(await shown(form.getByText('does not take this client id and secret'))).toBe(true);
  expect(await faults(page, '[role="dialog"]')).toEqual([]);
  await form.getByLabel('Client secret').fill(secret);
  await form.getByRole('button', { name: 'Add a server' }).click();
  const list = page.getByRole('list', { name: 'Servers with Domo’s API' });
  expect(await shown(list.getByText('No report reads from it'))).toBe(true);
  await list.getByRole('button', { name: 'Delete Next door' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  expect(await shown(page.getByText('No server is added.'))).toBe(true);
});
