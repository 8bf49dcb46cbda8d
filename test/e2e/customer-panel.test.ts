import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { SessionState } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { deskOf, type Office, openOffice } from './browser.ts';

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop' });
  await product.x.user('cara', { name: 'Cara' });
  await product.connect('birdshop');
  await product.x.write('cara', 'birdshop', 'Do you have seeds?');
  ({ page } = await office.seat(product.admin));
  await deskOf(page).open('Cara');
  await handle('Profile').waitFor();
}, 120_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const handle = (section: string) => page.getByRole('button', { name: `Move “${section}”` });
const sections = () =>
  page
    .locator('[data-section]')
    .evaluateAll((found) => found.map((node) => node.getAttribute('data-section')));
const kept = async () => {
  const { preferences } = await office.product.admin.ask<SessionState>('GET', '/api/session');
  return preferences;
};

it('moves a section by keys, again and again, and keeps the order', async () => {
  const [first, second, third, ...rest] = await sections();
  expect([first, second, third]).toEqual(['profile', 'contact', 'conversation']);
  await handle('Profile').focus();
  await page.keyboard.press('ArrowDown');
  await until(async () => (await sections())[1] === 'profile');
  await page.keyboard.press('ArrowDown');
  const order = ['contact', 'conversation', 'profile', ...rest];
  await until(async () => String(await sections()) === String(order));
  await until(async () => String((await kept())?.panelOrder) === String(order));
  expect((await kept())?.panels).toEqual(['contact', 'conversation', 'profile']);
  await page.reload();
  await handle('Profile').waitFor();
  expect(await sections()).toEqual(order);
});

it('moves a section by dragging', async () => {
  // Closed, all of them are on the screen at once.
  await office.product.admin.ask('PATCH', '/api/session/preferences', { panels: [] });
  await page.reload();
  await handle('Profile').waitFor();
  const from = await handle('Other conversations').boundingBox();
  const to = await handle('Contact').boundingBox();
  if (!from || !to) throw new Error('the handles are not on the screen');
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, to.y + 40, { steps: 5 });
  await page.mouse.move(to.x + 8, to.y + 2, { steps: 3 });
  expect(await page.locator('[data-drop]').getAttribute('data-section')).toBe('contact');
  await page.mouse.up();
  await until(async () => (await sections())[0] === 'others');
  await until(async () => (await kept())?.panelOrder[0] === 'others');
});
