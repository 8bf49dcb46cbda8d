import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
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
}, 120_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

it('completes an emoji by its word, with arrows, Enter and Tab', async () => {
  const { reply } = deskOf(page);
  const words = page.getByRole('listbox', { name: 'Emoji' });
  await reply.click();
  await page.keyboard.type('Thanks :smi');
  await words.getByRole('option', { name: 'smile happy', selected: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await words.getByRole('option', { name: 'smirk', selected: true }).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await words.waitFor({ state: 'detached' });
  await page.keyboard.type(':hear');
  await words.waitFor();
  await page.keyboard.press('Tab');
  await until(async () => /^Thanks 😃 \S+ $/u.test(await reply.inputValue()));
  expect(await reply.evaluate((field) => field.matches(':focus'))).toBe(true);
});

it('leaves the text alone after Esc', async () => {
  const { reply } = deskOf(page);
  const words = page.getByRole('listbox', { name: 'Emoji' });
  await reply.fill('');
  await page.keyboard.type(':smi');
  await words.waitFor();
  await page.keyboard.press('Escape');
  await words.waitFor({ state: 'detached' });
  await page.keyboard.type('le');
  expect(await reply.inputValue()).toBe(':smile');
  expect(await words.count()).toBe(0);
  expect(await reply.evaluate((field) => field.matches(':focus'))).toBe(true);
});
