import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startSimulator } from '../../simulator/main.ts';
import { type World, startWorld } from '../flows/simulator-world.ts';
import { launchBrowser } from './browser.ts';

/** The app's page, to which X sends people back. */
const shopPage = createServer((_request, response) => response.end('Welcome back'));
let callback = '';

let browser: Browser;
let world: World;
const pages: Page[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  await new Promise<void>((resolve) => shopPage.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this form.
  callback = `http://127.0.0.1:${(shopPage.address() as AddressInfo).port}/callback`;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  shopPage.close();
});
beforeEach(async () => {
  world = await startWorld();
  world.simulator.sim.apps.update(world.app.id, { callbacks: [callback], url: 'https://shop.example' });
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
  await world.close();
});

const visit = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(60_000);
  pages.push(page);
  return page;
};

const consentUrl = (path = '/oauth/authenticate', more = '') => {
  const { sim, url } = world.simulator;
  const token = `t${Math.random().toString(36).slice(2)}`;
  const createdAt = sim.clock.now();
  sim.tokens.requests.put({ token, secret: 's', appId: world.app.id, callback, createdAt });
  return `${url}${path}?oauth_token=${token}${more}`;
};
const oauth2Url = () => {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: world.app.clientId,
    redirect_uri: callback,
    scope: 'dm.read dm.write tweet.read users.read offline.access',
    state: 's',
    code_challenge: 'c',
  });
  return `${world.simulator.url}/i/oauth2/authorize?${query.toString()}`;
};

const logIn = async (page: Page, name: string, password: string) => {
  await page.getByLabel('User name or e-mail').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

it('signs in with a password, agrees, and is back at the app', async () => {
  const page = await visit();
  world.simulator.sim.tokens.revokeAll(world.app.id, world.shop.id);
  await page.goto(consentUrl());
  await logIn(page, 'shop', 'wrong');
  await page.getByRole('alert').filter({ hasText: 'did not match' }).waitFor();
  expect(await page.getByLabel('User name or e-mail').inputValue()).toBe('shop');
  await page.getByLabel('Password').fill('password');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Authorise Test app to access your account?' }).waitFor();
  await page.getByRole('button', { name: 'Authorise app' }).click();
  await page.getByText('Welcome back').waitFor();
  expect(new URL(page.url()).searchParams.get('oauth_verifier')).not.toBeNull();
});

it('passes at once when it was granted, and asks for the password when the app wants it', async () => {
  const page = await visit();
  await page.goto(consentUrl());
  await logIn(page, 'shop@example.com', 'password');
  await page.getByText('Welcome back').waitFor();
  await page.goto(consentUrl());
  await page.getByText('Welcome back').waitFor();
  await page.goto(consentUrl('/oauth/authenticate', '&force_login=true&screen_name=shop'));
  expect(await page.getByLabel('User name or e-mail').inputValue()).toBe('shop');
  await page.getByLabel('Password').fill('password');
  await page.keyboard.press('Enter');
  await page.getByText('Welcome back').waitFor();
});

it('continues as somebody with one click, switches, and cancels', async () => {
  const page = await visit();
  await page.goto(oauth2Url());
  await page.getByRole('button', { name: 'Ann @ann' }).click();
  await page.getByText('Signed in as @ann').waitFor();
  await page.getByRole('link', { name: 'Switch' }).click();
  await page.getByRole('button', { name: 'The Shop @shop' }).click();
  await page.getByText('Signed in as @shop').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Welcome back').waitFor();
  expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied');
});

it('shows connected apps, takes one away, signs out', async () => {
  const page = await visit();
  await page.goto(`${world.simulator.url}/login`);
  await logIn(page, '@shop', 'password');
  await page.getByRole('button', { name: 'Revoke access of Test app' }).click();
  await page.getByText('No app may act for you.').waitFor();
  const { sim } = world.simulator;
  expect(sim.tokens.isAuthorised(world.app.id, world.shop.id, sim.clock.now())).toBe(false);
  await page.getByRole('button', { name: 'sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in to X' }).waitFor();
});

it('holds one sign-in for api.x.com and x.com in a browser behind the proxy', async () => {
  const x = await startSimulator({ port: 0, proxyPort: 0 });
  const app = x.sim.apps.create({ name: 'Behind', callbacks: [callback] });
  x.sim.users.create({ username: 'shop' });
  const createdAt = x.sim.clock.now();
  x.sim.tokens.requests.put({ token: 't1', secret: 's', appId: app.id, callback, createdAt });
  const proxy = { server: x.fronts.proxyUrl ?? '', bypass: '127.0.0.1' };
  const page = await visit({ proxy, ignoreHTTPSErrors: true });
  await page.goto('https://api.x.com/oauth/authorize?oauth_token=t1');
  await logIn(page, 'shop', 'password');
  await page.getByText('Signed in as @shop').waitFor();
  await page.goto('https://x.com/settings/connected_apps');
  await page.getByText('No app may act for you.').waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Authorise app' }).click();
  await page.getByText('Welcome back').waitFor();
  await page.goto('https://twitter.com/settings/connected_apps');
  expect(await page.getByRole('heading', { name: 'Sign in to X' }).isVisible()).toBe(true);
  await x.close();
});

it.each([
  [1440, 900],
  [390, 844],
])('fits a screen of %i by %i', async (width, height) => {
  const { sim } = world.simulator;
  for (let count = 0; count < 30; count++)
    sim.users.create({ username: `somebody_${count}`, name: `Some body with quite a long name ${count}` });
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await visit({ viewport: { width, height }, colorScheme });
    const shoot = async (name: string) => {
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      expect(wide).toBeLessThanOrEqual(width);
      const directory = process.env['SCREENSHOTS'];
      if (directory) await page.screenshot({ path: `${directory}/${name}-${width}-${colorScheme}.png` });
    };
    await page.goto(oauth2Url());
    await shoot('login');
    expect(await page.getByRole('button', { name: 'Sign in' }).boundingBox()).toSatisfy(
      (box: { y: number; height: number } | null) => box !== null && box.y + box.height <= height,
    );
    await logIn(page, 'shop', 'wrong');
    await shoot('wrong');
    await page.getByLabel('Password').fill('password');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Authorise app' }).waitFor();
    await shoot('consent');
    await page.goto(`${world.simulator.url}/settings/connected_apps`);
    await shoot('apps');
  }
});
