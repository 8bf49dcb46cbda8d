import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { InboxRow, Queue } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { deskOf, type Office, openOffice, shown } from './browser.ts';

// By thumb, on a small screen.
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop' });
  await product.x.user('cara', { name: 'Cara Green' });
  await product.connect('birdshop');
  await product.x.write('cara', 'birdshop', 'Do you have seeds?');
}, 180_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const snoozed = async () => {
  const { rows } = await office.product.admin.ask<{ rows: InboxRow[] }>('GET', '/api/inbox?view=snoozed');
  return rows.map((row) => row.customer.name);
};

it('an agent answers, puts away until later, and comes back', async () => {
  const ben = await office.product.invite('Ben Agent', 'agent');
  const { page } = await office.seat(ben, '/inbox/all', phone);
  const desk = deskOf(page);
  await desk.row('Cara Green').tap();
  await desk.reply.tap();
  await desk.reply.fill('We have plenty.');
  await page.getByRole('button', { name: /^Send/ }).first().tap();
  await desk.message('We have plenty.').waitFor();
  // What has no room at the head is in the menu.
  await page.getByRole('button', { name: 'More', exact: true }).last().tap();
  await page.getByRole('menuitem', { name: 'Snooze' }).tap();
  await page
    .getByRole('menuitem', { name: /Tomorrow/ })
    .first()
    .tap();
  await until(async () => (await snoozed()).includes('Cara Green'));
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
});

it('a supervisor opens the board from the foot of the screen and closes a conversation', async () => {
  await office.product.x.user('dov', { name: 'Dov Levi' });
  await office.product.x.write('dov', 'birdshop', 'Anybody?');
  const dora = await office.product.invite('Dora Super', 'supervisor');
  const { page } = await office.seat(dora, '/inbox/all', phone);
  await page.getByRole('button', { name: 'Me: Dora Super' }).tap();
  await page.getByRole('menuitem', { name: 'Board' }).tap();
  await page.getByRole('button', { name: 'Actions for Dov Levi' }).tap();
  await page.getByRole('menuitem', { name: 'Force close' }).tap();
  await page.getByRole('dialog').getByRole('button', { name: 'Force close' }).tap();
  await page.getByRole('link', { name: 'Dov Levi' }).waitFor({ state: 'detached' });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
});

it('an administrator makes a queue', async () => {
  const { admin } = office.product;
  const { page } = await office.seat(admin, '/settings/preferences', phone);
  await page.getByRole('combobox', { name: 'Settings page' }).selectOption({ label: 'Queues' });
  await page.getByRole('button', { name: 'Add a queue' }).tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Refunds');
  await dialog.getByRole('button', { name: 'Save' }).tap();
  expect(await shown(page.getByRole('button', { name: 'Refunds', exact: true }))).toBe(true);
  const { items } = await admin.ask<{ items: Queue[] }>('GET', '/api/setup/queues');
  expect(items.map((queue) => queue.name)).toContain('Refunds');
});
