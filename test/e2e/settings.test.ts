import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { SessionState } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type Office, openOffice, type Seat, shown } from './browser.ts';

let office: Office;
let seat: Seat;
beforeAll(async () => {
  office = await openOffice();
  seat = await office.seat(office.product.admin, '/settings/people');
}, 120_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

it('invites a colleague, who joins by the link and signs in', async () => {
  const { page } = seat;
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ben@house.example');
  await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption('Supervisor');
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByRole('textbox', { name: 'It is shown only now and works once.' }).inputValue();
  await page.getByRole('cell', { name: 'ben@house.example' }).waitFor();

  const ben = await office.visit(new URL(link).pathname);
  await ben.getByRole('heading', { name: 'Join Test house' }).waitFor();
  await ben.getByLabel('Your name').fill('Ben Agent');
  await ben.getByRole('textbox', { name: 'Password' }).fill('battery staple 7');
  await ben.getByRole('button', { name: 'Join' }).click();
  await ben.getByRole('region', { name: 'Conversations' }).waitFor();

  // The open page hears of it.
  await page.getByRole('combobox', { name: 'Role: Ben Agent' }).waitFor();
  await page.getByText('No invitation is open.').waitFor();
  const used = await office.visit(new URL(link).pathname);
  await used.getByRole('heading', { name: 'This invitation cannot be used' }).waitFor();

  await ben.getByRole('button', { name: 'Me: Ben Agent' }).click();
  await ben.getByRole('menuitem', { name: 'Sign out' }).click();
  await ben.getByLabel('E-mail').fill('ben@house.example');
  await ben.getByRole('textbox', { name: 'Password' }).fill('battery staple 7');
  await ben.getByRole('button', { name: 'Sign in' }).click();
  await ben.getByRole('region', { name: 'Conversations' }).waitFor();
  // What is for administrators is not shown to others, and its address leads elsewhere.
  await ben.goto(`${office.product.url}/settings/people`);
  await ben.getByRole('heading', { name: 'Preferences' }).waitFor();
  expect(await ben.getByRole('link', { name: 'API keys' }).count()).toBe(0);
});

it('shows an API key once', async () => {
  const { page } = seat;
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByRole('textbox', { name: 'What it is for' }).fill('The web shop');
  await page.getByRole('button', { name: 'Make a key' }).click();
  const shown = page.getByRole('textbox', { name: /shown only this once/ });
  const secret = await shown.inputValue();
  const works = () =>
    fetch(`${office.product.url}/api/inbox?view=all`, { headers: { authorization: `Bearer ${secret}` } });
  expect((await works()).status).toBe(200);
  await page.reload();
  await page.getByText('The web shop').waitFor();
  expect(await shown.count()).toBe(0);
  expect(await page.content()).not.toContain(secret);
  await page.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('cell', { name: 'Revoked' }).waitFor();
  expect((await works()).status).toBe(401);
});

it('keeps what somebody prefers', async () => {
  const { page } = seat;
  await page.getByRole('link', { name: 'Preferences' }).click();
  await page.getByText('Dark', { exact: true }).click();
  const scheme = () => page.evaluate('document.documentElement.dataset.mantineColorScheme');
  expect(await scheme()).toBe('dark');
  const slider = page.getByRole('slider', { name: 'Time to take a sent answer back' });
  await slider.press('Home');
  for (let second = 0; second < 7; second += 1) await slider.press('ArrowRight');
  await until(async () => {
    const { preferences } = await office.product.admin.ask<SessionState>('GET', '/api/session');
    return preferences?.undoSeconds === 7;
  });
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByRole('link', { name: 'Preferences' }).click();
  await page.reload();
  await slider.waitFor();
  expect(await slider.getAttribute('aria-valuenow')).toBe('7');
  expect(await scheme()).toBe('dark');
});

it('lists in the audit log who did what', async () => {
  const { page } = seat;
  await page.getByRole('link', { name: 'Audit log' }).click();
  await page.getByText('The chain is intact.').waitFor();
  await page
    .getByRole('row', { name: /Ada Admin.*made an API key/ })
    .first()
    .waitFor();
  expect(await shown(page.getByRole('row', { name: /Ada Admin.*invited somebody/ }).first())).toBe(true);
});

it('ends every sign-in of a person everywhere', async () => {
  const other = await office.seat(office.product.admin, '/inbox/all');
  await other.page.getByRole('region', { name: 'Conversations' }).waitFor();
  const { page } = seat;
  await page.getByRole('link', { name: 'Preferences' }).click();
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  // The other browser hears it without being touched.
  expect(await shown(other.page.getByRole('heading', { name: 'Sign in' }))).toBe(true);
});
