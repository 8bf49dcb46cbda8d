import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { type ApiUser, signIn } from '../product.ts';
import { type Office, openOffice, type Seat } from './browser.ts';
import { fillHouse } from './full-house.ts';

/** Every rule on both, and each scheme's colours once. */
const looks = [
  { size: { width: 1440, height: 900 }, colorScheme: 'light' },
  { size: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const;

interface Route {
  readonly fullPath: string;
  readonly children?: unknown;
}
// By its address: the browser's program has a configuration of types of its own, with JSX.
const { router } = (await import(fileURLToPath(new URL('../../web/routes.tsx', import.meta.url)))) as {
  router: { routesById: Readonly<Record<string, Route>> };
};

/** Every page of the browser program that shows something of its own. A new one is in here by itself. */
const pages = Object.values(router.routesById)
  .filter((route) => route.children === undefined && !route.fullPath.endsWith('/'))
  .map((route) => route.fullPath);
/** Seen before signing in, or without. */
const isPublic = (path: string) => /^\/(privacy|survey|invitation|sign-in)\b/.test(path);
/** Seen at one moment only; each has a test of its own below. */
const once = ['/setup', '/notice'];

let office: Office;
let admin: ApiUser;
let ada: Seat;
let outside: Page;
/** What stands in the place of a route's parameters. */
let values: readonly (readonly [string, string])[] = [];
beforeAll(async () => {
  office = await openOffice({ empty: true });
}, 180_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

/** What axe finds, on a desk in light and on a phone in the dark; and whatever is wider than the screen. */
async function faults(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const { size, colorScheme } of looks) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    // Colours on their way to the other scheme are nobody's.
    await page.evaluate('Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {})))');
    const overflow = Number(await page.evaluate('document.documentElement.scrollWidth')) - size.width;
    if (overflow > 0) found.push(`${size.width}: ${overflow} px too wide`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of violations) {
      for (const { html, any } of nodes.slice(0, 3)) {
        found.push(`${size.width} ${colorScheme}: ${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`);
      }
    }
  }
  return found;
}

/** Opens a page and waits until it has what it shows. */
async function settled(page: Page, path: string): Promise<void> {
  await page.goto(office.product.url + path);
  await page.locator('h1, h2').first().waitFor();
  const loading = page.locator('[aria-busy="true"], .mantine-Loader-root');
  await until(async () => (await loading.count()) === 0, { timeoutMs: 60_000 });
}

it('the first page of a new house', async () => {
  const page = await office.visit('/setup');
  await settled(page, '/setup');
  expect(await page.title()).toMatch(/ · Rookery$/);
  expect(await faults(page)).toEqual([]);
  await page.context().close();
});

it('a house is set up, with something on every page', async () => {
  const { product } = office;
  const { url } = product;
  await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({
      workspaceName: 'Bird & Co',
      name: 'Ada Admin',
      email: 'ada@house.example',
      password: 'correct horse 42',
    }),
  });
  admin = await signIn(url, 'ada@house.example');
  const house = await fillHouse(product, admin);
  const { link } = await admin.ask<{ link: string }>('POST', '/api/invitations', {
    email: 'next@house.example',
    role: 'agent',
  });
  values = [
    ['/invitation/$token', new URL(link).pathname],
    ['/survey/$token', `/survey/${house.surveyToken}`],
    ['$view', 'all'],
    ['$conversationId', house.conversationId],
    ['$handleId', house.handleId],
  ];
  ada = await office.seat(admin);
  outside = await office.visit('/');
  expect(pages.length).toBeGreaterThan(30);
});

const titles = new Map<string, string>();
it.each(pages.filter((one) => !once.includes(one)))(
  '%s has no fault, and a title of its own',
  async (route) => {
    const page = isPublic(route) ? outside : ada.page;
    const path = values.reduce((filled, [name, value]) => filled.replace(name, value), route);
    await settled(page, path);
    // Whoever was sent elsewhere has not seen the page.
    expect(new URL(page.url()).pathname).toBe(path);
    expect(await faults(page)).toEqual([]);
    const title = await page.title();
    expect([...titles].filter(([, other]) => other === title)).toEqual([]);
    titles.set(route, title);
  },
);

it('the notice before the first work', async () => {
  await admin.ask('PUT', '/api/monitoring-notice', { text: 'Supervisors may look on in conversations.' });
  const { page } = ada;
  await settled(page, '/notice');
  expect(await faults(page)).toEqual([]);
});
