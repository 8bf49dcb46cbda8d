import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { deskOf, type Office, openOffice, shown } from './browser.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop with a really long name for a phone' });
  await product.x.user('cara', { name: 'Cara van der Customer-Hohenzollern' });
  await product.connect('birdshop');
  await product.admin.ask('POST', '/api/keys', { name: 'The web shop', role: 'agent' });
  await product.x.write('cara', 'birdshop', `A word without end: ${'https://example.com/'.padEnd(140, 'x')}`);
  ({ page } = await office.seat(product.admin, '/', phone));
}, 120_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const widthOf = (which: Page) => which.evaluate('document.documentElement.scrollWidth');

it('shows the list, then a thread, and leads back', async () => {
  const desk = deskOf(page);
  const row = desk.row('Cara van der Customer');
  await row.tap();
  await desk.message('A word without end').waitFor();
  expect(await desk.list.isVisible()).toBe(false);
  expect(await widthOf(page)).toBe(390);
  await desk.reply.fill('We are on it.');
  await desk.thread.getByRole('button', { name: /^Send/ }).first().tap();
  await desk.message('We are on it.').getByText('Sent', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Back to the list' }).tap();
  await row.waitFor();
  expect(await widthOf(page)).toBe(390);
});

it('goes back by the browser’s own gesture', async () => {
  const desk = deskOf(page);
  await desk.row('Cara van der Customer').tap();
  await desk.message('We are on it.').waitFor();
  await page.goBack();
  expect(await shown(desk.row('Cara van der Customer'))).toBe(true);
});

it('goes back to the list by a swipe to the right, and by no other', async () => {
  const desk = deskOf(page);
  await desk.row('Cara van der Customer').tap();
  await desk.message('We are on it.').waitFor();
  const touch = await page.context().newCDPSession(page);
  const swipe = async (toX: number, toY: number) => {
    const at = (type: string, x?: number, y?: number) =>
      touch.send('Input.dispatchTouchEvent', {
        // The protocol's own words.
        type: type as 'touchStart',
        touchPoints: x === undefined || y === undefined ? [] : [{ x, y }],
      });
    await at('touchStart', 60, 400);
    for (const part of [0.25, 0.5, 0.75, 1])
      await at('touchMove', 60 + (toX - 60) * part, 400 + (toY - 400) * part);
    await at('touchEnd');
  };
  await swipe(100, 400);
  await swipe(90, 250);
  expect(await desk.thread.isVisible()).toBe(true);
  await swipe(260, 405);
  expect(await shown(desk.row('Cara van der Customer'))).toBe(true);
});

it.each([
  '/inbox/all',
  '/settings/preferences',
  '/settings/x',
  '/settings/x/connect',
  '/settings/people',
  '/settings/keys',
  '/settings/audit',
  '/settings/operations',
  '/nowhere',
])('fits %s to the phone, in light and in dark', async (path) => {
  await page.goto(office.product.url + path);
  await page.getByRole('main').waitFor();
  expect(await widthOf(page)).toBe(390);
  await page.emulateMedia({ colorScheme: 'dark' });
  // White text on a dark ground, once the page has heard of it.
  await until(async () => {
    const rgb = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    return (String(rgb).match(/\d+/g) ?? ['255']).slice(0, 3).every((part) => Number(part) < 60);
  });
  await page.emulateMedia({ colorScheme: 'light' });
});

it.each(['people', 'keys', 'audit'])('shows every column of %s, and the choice of pages', async (section) => {
  await page.goto(`${office.product.url}/settings/${section}`);
  await page.getByRole('main').waitFor();
  const edges = async (selector: string) => {
    await page.locator(selector).first().waitFor();
    return page
      .locator(selector)
      .evaluateAll((found) =>
        found.map((node) => node.getBoundingClientRect()).map((box) => [box.left, box.right]),
      );
  };
  for (const [left = -1, right = 999] of [
    ...(await edges('td')),
    ...(await edges('nav[aria-label="Settings"] select')),
  ]) {
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(390);
  }
});

it('fits the sign-in to the phone', async () => {
  const visitor = await office.visit('/', phone);
  await visitor.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await widthOf(visitor)).toBe(390);
});
