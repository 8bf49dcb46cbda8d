import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Office, openOffice, shown } from './browser.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 120_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

it('leads whoever comes later to the sign-in, and in with the right password only', async () => {
  const page = await office.visit('/inbox/mine');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByLabel('E-mail').fill('ada@house.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong horse 42');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').filter({ hasText: 'You could not be signed in' }).waitFor();
  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse 42');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('region', { name: 'Conversations' }).waitFor();
  await page.getByRole('button', { name: 'Me: Ada Admin' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  expect(await shown(page.getByRole('heading', { name: 'Sign in' }))).toBe(true);
});
