import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type ApiUser, signIn } from '../product.ts';
import { faults, openSettled } from './axe.ts';
import { type Office, openOffice, type Seat } from './browser.ts';
import { fillHouse } from './full-house.ts';

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

const settled = (page: Page, path: string) => openSettled(page, office.product.url + path);

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
    ['$webhookId', house.webhookId],
    ['$slackId', house.slackId],
    ['$datasetId', house.datasetId],
    ['$kindId', 'direct_messages'],
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
    // The business's customers know nothing of us.
    const isForCustomers = /^\/(privacy|survey)\b/.test(route);
    expect(title.endsWith(' · Rookery')).toBe(!isForCustomers);
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
