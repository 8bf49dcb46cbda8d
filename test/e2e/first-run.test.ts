import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { deskOf, type Office, openOffice, shown } from './browser.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ empty: true });
}, 120_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

it('leads from an empty house over the local X to a really answered message', async () => {
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop' });
  const page = await office.visit('/');

  await page.getByRole('heading', { name: 'Welcome to Rookery' }).waitFor();
  await page.getByLabel('Workspace').fill('Bird & Co');
  await page.getByLabel('Your name').fill('Ada Admin');
  await page.getByLabel('E-mail').fill('ada@house.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('short');
  await page.getByText('The password needs at least 10 characters.').waitFor();
  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse 42');
  await page.getByRole('button', { name: 'Start' }).click();

  await page.getByRole('link', { name: 'Connect X' }).first().click();
  await page.getByRole('button', { name: 'Connect the local X' }).click();
  await page.getByRole('checkbox', { name: /I accept this/ }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  const popUp = page.waitForEvent('popup');
  await page.getByLabel('Name of the handle').waitFor();
  await page.getByRole('button', { name: 'Sign in with X', exact: true }).last().click();
  const x = await popUp;
  await x.getByRole('button', { name: 'Bird Shop' }).click();
  await x.getByRole('button', { name: 'Authorise app' }).click();
  await page.getByText('Signed in as @birdshop.').waitFor();
  await page.getByRole('button', { name: 'Run the checks' }).click();
  await page.getByRole('link', { name: 'To the inbox' }).click();

  const practice = page.getByRole('complementary', { name: 'Two-minute practice' });
  await practice.getByRole('button', { name: 'Send me a message' }).click();
  await practice.getByText('There it is.').waitFor();
  await page.getByRole('region', { name: 'Conversations' }).getByText('Robin (test)').waitFor();
  await page.keyboard.press('j');
  await practice.getByText('Make it yours').waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('m');
  await practice.getByText('Start a reply').waitFor();
  await page.keyboard.press('r');
  await practice.getByText('Write a line and send it').waitFor();
  const desk = deskOf(page);
  await desk.reply.pressSequentially('Welcome! How can we help?');
  await page.keyboard.press('Control+Enter');
  await practice.getByText('Answered', { exact: true }).waitFor();
  await until(async () => {
    const { entries } = await product.x.control<{ entries: { text: string; appId?: string }[] }>(
      'GET',
      '/ledger',
    );
    return entries.some((entry) => entry.text === 'Welcome! How can we help?' && entry.appId);
  });

  await practice.getByRole('button', { name: 'Finish' }).click();
  await practice.waitFor({ state: 'detached' });
  await page.reload();
  await desk.message('Welcome! How can we help?').waitFor();
  expect(await practice.count()).toBe(0);
});

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
