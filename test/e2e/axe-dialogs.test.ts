import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import type { ApiUser } from '../product.ts';
import { faults, openSettled } from './axe.ts';
import { type Office, openOffice, type Seat } from './browser.ts';
import { fillHouse, type FullHouse } from './full-house.ts';

let office: Office;
let admin: ApiUser;
let house: FullHouse;
let ada: Seat;
beforeAll(async () => {
  office = await openOffice();
  ({ admin } = office.product);
  house = await fillHouse(office.product, admin);
  const make = (path: string, body: object) => admin.ask<{ id: string }>('POST', path, body);
  await make('/api/contacts', { name: 'Cy Young', email: 'cy@x.example', company: 'Harbour Tea' });
  await make('/api/contacts', { name: 'Cyrus Young' });
  await make('/api/companies', { name: 'Bright Bulbs' });
  await make('/api/cases', { title: 'A cup in pieces' });
  await make('/api/macros', { name: 'Tag', scope: 'all', actions: [{ type: 'add_tags', tags: ['x'] }] });
  await make('/api/attributes', { recordKind: 'contact', key: 'size', label: 'Size', type: 'text' });
  ada = await office.seat(admin, '/settings/queues');
}, 240_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const dialog = '[role="dialog"][aria-modal="true"], [role="alertdialog"]';

/** Goes where a dialog is opened from, on a wide screen. */
async function goTo(path: string): Promise<Page> {
  const { page } = ada;
  await page.setViewportSize({ width: 1440, height: 900 });
  await openSettled(page, office.product.url + path);
  return page;
}

/** What axe finds in the dialog that this opens. It is closed afterwards. */
async function faultsOf(page: Page, open: () => Promise<unknown>): Promise<string[]> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open();
  await page.locator(dialog).first().waitFor();
  const loading = page.locator(`:is(${dialog}) .mantine-Loader-root`);
  await until(async () => (await loading.count()) === 0, { timeoutMs: 60_000 });
  const found = await faults(page, dialog);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('Escape');
  await page.locator(dialog).first().waitFor({ state: 'detached' });
  return found;
}

/** Pages whose dialogs are opened by buttons: those that add, and the first that deletes. */
const opened: readonly (readonly [path: string, ...buttons: readonly (string | RegExp)[]])[] = [
  ['/settings/queues', 'Add a queue', /^Orders and deliveries/],
  ['/settings/work-streams', 'Add a work stream'],
  ['/settings/skills', 'Add a skill', /^Delete German/],
  ['/settings/teams', 'Add a team'],
  ['/settings/quick-replies', 'Add a quick reply'],
  ['/settings/macros', 'New macro', /^Delete Tag/],
  ['/settings/templates', 'Add a card'],
  ['/settings/hours', 'Add hours'],
  ['/settings/capacity-profiles', 'Add a capacity profile'],
  ['/settings/presences', 'Add a presence'],
  ['/settings/roles', 'Add a role'],
  ['/settings/timeouts', 'Add a rule'],
  ['/settings/alerts', 'New rule'],
  ['/settings/webhooks', 'Add a webhook', /^Delete The bot/],
  ['/contacts', 'New contact', 'Cy Young'],
  ['/contacts/companies', 'Bright Bulbs'],
  ['/contacts/cases', 'A cup in pieces'],
];

it.each(opened.map(([path, ...buttons]) => ({ path, buttons })))(
  'the dialogs of $path',
  async ({ path, buttons }) => {
    const page = await goTo(path);
    for (const name of buttons) {
      const found = await faultsOf(page, () => page.getByRole('button', { name }).first().click());
      expect([name, found]).toEqual([name, []]);
    }
  },
);

it('what keys open over a conversation', async () => {
  const page = await goTo(`/inbox/all/${house.conversationId}`);
  await page.getByText('We have plenty.').first().waitFor();
  for (const key of ['f', 'c', '?', 'Control+k']) {
    expect([key, await faultsOf(page, () => page.keyboard.press(key))]).toEqual([key, []]);
  }
});
