import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { NotificationTemplate } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type Office, openOffice, shown } from './browser.ts';

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice();
  ({ page } = await office.seat(office.product.admin, '/settings/templates'));
}, 180_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const templates = async () =>
  (await office.product.admin.ask<{ templates: NotificationTemplate[] }>('GET', '/api/templates')).templates;
const preview = () => page.getByRole('region', { name: 'Preview' }).getByRole('article');

it('#63 a copy of the standard card is changed, and seen as it is changed', async () => {
  await page
    .getByRole('button', { name: 'Copy Standard' })
    .or(page.getByLabel(/[Cc]opy.*Standard/))
    .first()
    .click();
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.waitFor();
  expect(await name.inputValue()).toBe('Copy of Standard');
  await name.fill('Orders');
  await page.getByRole('textbox', { name: 'Heading of field 1', exact: true }).fill('Buyer');
  expect(await shown(preview().getByText('Buyer', { exact: true }))).toBe(true);
  await page.getByRole('button', { name: 'Remove Followers' }).click();
  await preview().getByText('Followers').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Move Buyer', exact: true }).press('ArrowDown');
  await page.getByRole('button', { name: 'Add a field' }).click();
  await page.getByRole('textbox', { name: 'Heading of field 8' }).fill('Worth');
  await page.getByRole('combobox', { name: 'Value of field 8' }).click();
  await page.getByRole('option', { name: 'Context variable…' }).click();
  await page.getByRole('textbox', { name: 'Name of the context variable' }).fill('orderValue');
  await page.getByRole('textbox', { name: 'Time to answer, in seconds' }).fill('45');
  await page.getByRole('button', { name: 'Save' }).click();
  const saved = await until(async () => (await templates()).find((one) => one.name === 'Orders'));
  expect(saved.settings.countdownSeconds).toBe(45);
  expect(saved.settings.fields.slice(0, 2).map((field) => field.heading)).toEqual(['On X', 'Buyer']);
  expect(saved.settings.fields.at(-1)).toEqual({ heading: 'Worth', slug: 'context:orderValue' });
});

it('what is wrong is said at its place, and nothing is lost by leaving', async () => {
  await page.getByRole('button', { name: 'Orders', exact: true }).click();
  await page.getByRole('textbox', { name: 'Time to answer, in seconds' }).fill('5');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Between 10 and 3,600 seconds.').waitFor();
  await page.keyboard.press('Escape');
  const stay = page
    .getByRole('dialog')
    .filter({ hasText: /lost|leave|changed/i })
    .last();
  await stay.waitFor();
  expect((await templates()).find((one) => one.name === 'Orders')?.settings.countdownSeconds).toBe(45);
});
