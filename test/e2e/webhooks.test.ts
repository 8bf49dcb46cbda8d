import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openReceiver, type Receiver } from '../flows/webhooks-world.ts';
import { until } from '../harness.ts';
import { faults } from './axe.ts';
import { type Office, openOffice } from './browser.ts';

let office: Office;
let receiver: Receiver;
let page: Page;

beforeAll(async () => {
  office = await openOffice({ webhookPace: { failuresToPause: 3, timeoutMs: 1_000 } });
  receiver = await openReceiver();
  const { x } = office.product;
  for (const name of ['brandy', 'custard', 'dora']) await x.user(name);
  await office.product.connect('brandy');
  page = (await office.seat(office.product.admin)).page;
}, 240_000);
afterAll(async () => {
  await office?.close();
  await receiver?.close();
});
afterEach(() => office.checkPages());

const button = (name: string | RegExp) => page.getByRole('button', { name });

it('a program is added, and what is wrong with its address is said', async () => {
  await page.goto(`${office.product.url}/settings/webhooks`);
  await page.getByText('No program is told yet').waitFor();
  await button('Add a webhook').click();
  await button('Save').click();
  await page.getByText('Give the address of the program.').waitFor();
  await page.getByLabel('Address').fill('ftp://nope');
  await button('Save').click();
  await page.getByText('cannot be used').first().waitFor();
  await page.getByLabel('Address').fill(receiver.url);
  await page.getByLabel('Name').fill('The bot');
  await button('Save').click();
  await page.getByRole('heading', { name: 'The bot' }).waitFor();
  await page.getByText('Nothing was sent yet.').waitFor();
  await button('Send a test').click();
  await page.getByText('The receiver answered 200').first().waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/settings\/webhooks\/[0-9a-f]{24}$/);
});

it('the log shows what was sent and answered, and sends it again', async () => {
  receiver.got.length = 0;
  await office.product.x.write('custard', 'brandy', 'Do you deliver on Sundays?');
  await until(() => receiver.got.length === 1);
  await button('Refresh').click();
  await button(/^Open conversation:message/).click();
  await page.getByText('Do you deliver on Sundays?').waitFor();
  expect(await faults(page)).toEqual([]);
  await button('Send again').click();
  await until(() => receiver.got.length === 2);
  expect(receiver.got[1]?.eventId).toBe(receiver.got[0]?.eventId);
});

it('a receiver that fails is paused, which the page says by itself, and resumes', async () => {
  receiver.answer = () => 500;
  for (const from of ['custard', 'dora', 'custard']) await office.product.x.write(from, 'brandy', 'Hello?');
  await until(async () => {
    const { webhooks } = await office.product.admin.ask<{ webhooks: { counts: { failedTries: number } }[] }>(
      'GET',
      '/api/webhooks',
    );
    return webhooks[0]?.counts.failedTries === 2;
  });
  await office.product.app.parts.clock.advance(20_000);
  await page.getByText('Paused, since the receiver failed').waitFor();
  receiver.answer = () => 200;
  await button('Resume').click();
  await button('Pause').waitFor();
  await until(() => receiver.got.filter((one) => one.status === 200).length === 5);
  expect(await page.getByText('Paused, since').count()).toBe(0);
});

it('a time is sent again, the secret is shown, and the webhook goes', async () => {
  await button('Send a time again').click();
  await button('Send again').click();
  await page.getByText('Give both times').waitFor();
  await page.getByLabel('From').fill('2020-01-01T00:00');
  await page.getByLabel('Until').fill('2099-01-01T00:00');
  await page.getByLabel('What', { exact: true }).selectOption('all');
  const before = receiver.got.length;
  await button('Send again').click();
  await until(() => receiver.got.length === before + 4);
  await button('Show the secret').click();
  expect(await page.getByLabel('Secret', { exact: true }).inputValue()).toMatch(/^[0-9a-f]{32}$/);
  await page.getByRole('link', { name: 'All webhooks' }).click();
  await button('Delete The bot').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No program is told yet').waitFor();
});
