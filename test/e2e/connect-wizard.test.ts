import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Handle, XApp } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type Office, openOffice, shown } from './browser.ts';

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice();
  await office.product.x.user('birdshop', { name: 'Bird Shop' });
  await office.product.x.user('wrongshop', { name: 'Wrong Shop' });
  ({ page } = await office.seat(office.product.admin, '/settings/x/connect'));
}, 120_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

// A step's own button may be called as the button in it; that one comes later.
const button = (name: string) => page.getByRole('button', { name, exact: true }).last();
/** A step that is still to come shows its number too. */
const step = (name: string) => page.getByRole('button', { name: new RegExp(`^(\\d ?)?${name}$`) }).first();
const readApps = () => office.product.admin.ask<{ apps: XApp[]; handles: Handle[] }>('GET', '/api/x-apps');
const goToStep = (name: string) => step(name).click();
/** Presses the button and answers the window of X that opens. */
const openX = async (press: () => Promise<void>): Promise<Page> => {
  const [popUp] = await Promise.all([page.waitForEvent('popup'), press()]);
  return popUp;
};
const signInAt = async (x: Page, name: string) => {
  await x.getByRole('button', { name }).click();
  await x.getByRole('button', { name: 'Authorise app' }).click();
};

it('says at each field what is missing or wrong', async () => {
  await button('I have what I need').click();
  await button('Save and continue').click();
  expect(await page.getByText('This is needed.').count()).toBe(3);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('My app');
  await page.getByRole('textbox', { name: 'API key', exact: true }).fill('two words');
  await page.getByLabel('API key secret').fill('x'.repeat(101));
  await page.getByText('There must be no spaces.').waitFor();
  expect(await shown(page.getByText('At most 100 characters.'))).toBe(true);
});

it('needs the privacy notice before anybody signs in', async () => {
  await goToStep('Before you start');
  await button('Connect the local X').click();
  await page.getByRole('heading', { name: 'What leaves this server, and where to' }).waitFor();
  expect(await button('Continue').isEnabled()).toBe(false);
  expect(await page.getByRole('button', { name: 'Sign in with X' }).count()).toBe(0);
  const { apps } = await readApps();
  const refused = await office.product.admin.call('POST', `/api/x-apps/${apps[0]?.id}/sign-in`, {
    authKind: 'oauth1',
  });
  expect(refused.status).toBe(409);
  await page.getByRole('checkbox', { name: /I accept this/ }).check();
  await button('Continue').click();
  expect(await shown(page.getByRole('textbox', { name: 'Name of the handle' }))).toBe(true);
});

it('shows X’s own answer and the remedy when the secret is wrong', async () => {
  const { id } = (await readApps()).apps[0] ?? { id: '' };
  const { apps } = await office.product.x.control<{ apps: { id: string; consumerSecret: string }[] }>(
    'GET',
    '/apps',
  );
  const right = apps[0]?.consumerSecret ?? '';
  const save = async (secret: string) => {
    await goToStep('X app');
    await page.getByLabel('API key secret').fill(secret);
    await button('Save and continue').click();
    // It goes on to the next step by itself once it is saved.
    await page.getByLabel('API key secret').waitFor({ state: 'hidden' });
    await goToStep('Handles');
  };
  await page.goto(`${office.product.url}/settings/x/connect?app=${id}`);
  await save('not-the-secret');
  await button('Sign in with X').click();
  const alert = page.getByRole('alert').filter({ hasText: 'could not be started' });
  await alert.waitFor();
  expect((await alert.textContent())?.length).toBeGreaterThan(60);
  await save(right);
});

it('shows what to do when X does not know the callback URL', async () => {
  const { x } = office.product;
  const { apps } = await x.control<{ apps: { id: string; callbacks: string[] }[] }>('GET', '/apps');
  const [app] = apps;
  await x.control('PATCH', `/apps/${app?.id}`, { callbacks: ['https://elsewhere.example/back'] });
  await button('Sign in with X').click();
  const alert = page.getByRole('alert').filter({ hasText: 'could not be started' });
  await alert.filter({ hasText: /callback/i }).waitFor();
  await x.control('PATCH', `/apps/${app?.id}`, { callbacks: app?.callbacks });
  expect(await page.getByRole('textbox', { name: 'Name of the handle' }).isVisible()).toBe(true);
});

it('#6 offers a link when the browser blocks the window', async () => {
  await page.evaluate('window.kept = window.open; window.open = () => null');
  await button('Sign in with X').click();
  await page.getByText('Your browser blocked the window.').waitFor();
  await page.evaluate('window.open = window.kept');
  const x = await openX(() => button('Open it here').click());
  await x.getByRole('button', { name: 'Wrong Shop' }).waitFor();
  await signInAt(x, 'Wrong Shop');
  await page.getByText('Signed in as @wrongshop.').waitFor();
  await until(() => x.isClosed());
  expect((await readApps()).handles.map((handle) => handle.account.username)).toEqual(['wrongshop']);
});

it('switches to the account that was meant', async () => {
  const x = await openX(() => button('Switch to another account').click());
  const meant = x.getByRole('button', { name: 'Bird Shop' });
  const notYou = x.getByRole('link', { name: 'Switch' });
  await meant.or(notYou).first().waitFor();
  if (await notYou.isVisible()) await notYou.click();
  await signInAt(x, 'Bird Shop');
  await page.getByText('Signed in as @birdshop.').waitFor();
  const usernames = (await readApps()).handles.map((handle) => handle.account.username);
  expect(usernames).toContain('birdshop');
});

it('runs every check live and shows them', async () => {
  await button('Run the checks').click();
  const checks = page.getByRole('listitem').filter({ hasText: 'works' });
  await checks.first().waitFor();
  expect(await checks.count()).toBeGreaterThan(4);
  expect(await page.getByRole('listitem').filter({ hasText: 'failed' }).count()).toBe(0);
  await page.getByText('Messages come by: X Activity API, by webhook.').waitFor();
  await button('Send a test message').click();
  await page
    .getByText(/^A made-up customer wrote/)
    .first()
    .waitFor();
});

it('refuses the same X user over a second app and leads to the account, however often one begins', async () => {
  for (let click = 0; click < 2; click += 1) {
    await page.goto(`${office.product.url}/settings/x/connect`);
    await button('Connect the local X').click();
    await page.getByRole('heading', { name: 'What leaves this server, and where to' }).waitFor();
  }
  expect((await readApps()).apps).toHaveLength(2);
  await page.getByRole('checkbox', { name: /I accept this/ }).check();
  await button('Continue').click();
  await page.getByRole('textbox', { name: 'Name of the handle' }).waitFor();
  const x = await openX(() => button('Sign in with X').click());
  const authorise = x.getByRole('button', { name: 'Authorise app' });
  const person = x.getByRole('button', { name: 'Bird Shop' });
  await authorise.or(person).first().waitFor();
  if (await person.isVisible()) await person.click();
  await authorise.click();
  const alert = page.getByRole('alert').filter({ hasText: '@birdshop is connected already over Local X.' });
  await alert.getByRole('link', { name: 'Show @birdshop' }).click();
  await page.getByRole('article').filter({ hasText: '@birdshop' }).waitFor();
  const { apps, handles } = await readApps();
  expect(handles.filter((handle) => handle.account.username === 'birdshop')).toHaveLength(1);
  const unfinished = apps.find((app) => handles.every((handle) => handle.account.appId !== app.id));
  await office.product.admin.ask('DELETE', `/api/x-apps/${unfinished?.id}`);
});

it('tells of a revoked account and connects it again with one click', async () => {
  const { x } = office.product;
  const { apps } = await x.control<{ apps: { id: string }[] }>('GET', '/apps');
  await page.goto(`${office.product.url}/settings/x`);
  await x.control('POST', '/revocations', { appId: apps[0]?.id, user: '@birdshop' });
  const card = page.getByRole('article').filter({ hasText: '@birdshop' });
  await card.getByRole('alert').filter({ hasText: 'is disconnected from X' }).waitFor();
  const window = await openX(() => card.getByRole('button', { name: 'Reconnect' }).click());
  const authorise = window.getByRole('button', { name: 'Authorise app' });
  const person = window.getByRole('button', { name: 'Bird Shop' });
  await authorise.or(person).first().waitFor();
  if (await person.isVisible()) await person.click();
  await authorise.click();
  await card.getByRole('alert').waitFor({ state: 'detached' });
  const { handles } = await readApps();
  const again = handles.find((handle) => handle.account.username === 'birdshop');
  expect(again?.account.status).toBe('active');
});
