import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ApiUser } from '../product.ts';
import { until } from '../harness.ts';
import { deskOf, type Office, openOffice, type Seat, shown } from './browser.ts';

let office: Office;
let ben: ApiUser;
let atAda: Seat;
let atBen: Seat;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop' });
  await product.x.user('cara', { name: 'Cara Customer' });
  ben = await product.invite('Ben Agent', 'agent');
  await product.connect('birdshop');
  atAda = await office.seat(product.admin);
  atBen = await office.seat(ben);
}, 120_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const ledger = async () => {
  const { entries } = await office.product.x.control<{ entries: { text: string; appId?: string }[] }>(
    'GET',
    '/ledger',
  );
  return entries.filter((entry) => entry.appId).map((entry) => entry.text);
};

it('shows a new message at once to everybody', async () => {
  await office.product.x.write('cara', 'birdshop', 'My parrot has not arrived');
  for (const { page } of [atAda, atBen]) {
    const row = deskOf(page).row('Cara Customer');
    const unread = row.filter({ hasText: 'My parrot has not arrived' }).filter({ hasText: 'Unread' });
    expect(await shown(unread)).toBe(true);
  }
});

it('shows who looks at a conversation and warns while a colleague writes', async () => {
  const ada = deskOf(atAda.page);
  const bens = deskOf(atBen.page);
  await ada.open('Cara Customer');
  await bens.open('Cara Customer');
  await ada.message('My parrot has not arrived').waitFor();
  await atBen.page.getByLabel('Ada Admin is viewing').first().waitFor();
  await ada.reply.pressSequentially('We are loo');
  expect(await shown(bens.thread.getByText('Ada Admin is writing a reply.'))).toBe(true);
});

it('assigns it for everybody to see', async () => {
  await atAda.page.getByRole('button', { name: 'Assign', exact: true }).click();
  await atAda.page.getByRole('menuitem', { name: 'Assign to me' }).click();
  const bens = deskOf(atBen.page);
  await bens.row('Cara Customer').filter({ hasText: 'Assigned to Ada Admin' }).waitFor();
  expect(await shown(bens.thread.getByText('Ada Admin took this'))).toBe(true);
});

it('sends an answer with Ctrl Enter, shows it to colleagues, and that it was read', async () => {
  const ada = deskOf(atAda.page);
  await ada.reply.fill('It left our shop this morning.');
  await ada.reply.press('Control+Enter');
  await ada.message('It left our shop this morning.').getByText('Sent', { exact: true }).waitFor();
  expect(await ledger()).toEqual(['It left our shop this morning.']);
  expect(await ada.reply.inputValue()).toBe('');
  await deskOf(atBen.page).message('It left our shop this morning.').waitFor();
  await office.product.x.control('POST', '/reads', { reader: '@cara', other: '@birdshop' });
  await ada.message('It left our shop this morning.').getByText('Read by the customer').waitFor();
});

it('shows that the customer is typing', async () => {
  await office.product.x.control('POST', '/typing', { from: '@cara', to: '@birdshop' });
  await deskOf(atAda.page).thread.getByText('is typing').waitFor();
  expect(await shown(deskOf(atBen.page).row('Cara Customer').getByText('is typing'))).toBe(true);
});

it('keeps a note among colleagues', async () => {
  const bens = deskOf(atBen.page);
  await bens.thread.getByRole('tab', { name: 'Note' }).click();
  await bens.thread.getByText('The customer never sees this.').waitFor();
  await bens.note.fill('She orders every month, be nice.');
  await atBen.page.getByRole('button', { name: 'Add note' }).click();
  const note = deskOf(atAda.page).thread.getByRole('article', { name: 'Note' });
  await note.filter({ hasText: 'She orders every month, be nice.' }).waitFor();
  await note.getByText('Only colleagues see this').waitFor();
  expect(await ledger()).toEqual(['It left our shop this morning.']);
});

it('closes it, and opens it again when the customer writes', async () => {
  const ada = deskOf(atAda.page);
  const bens = deskOf(atBen.page);
  await ada.thread.getByRole('button', { name: 'Close', exact: true }).click();
  await ada.list.getByText('No open conversations').waitFor();
  await bens.thread.getByText('Ada Admin closed this').waitFor();
  await office.product.x.write('cara', 'birdshop', 'It came, thank you!');
  await ada.row('Cara Customer').filter({ hasText: 'It came, thank you!' }).waitFor();
  await ada.open('Cara Customer');
  // The whole thread stays one: what was before is still there.
  await ada.message('It left our shop this morning.').waitFor();
  expect(await shown(ada.message('It came, thank you!'))).toBe(true);
  await until(async () => {
    const { workItems } = await office.product.admin.ask<{ workItems: { state: string }[] }>(
      'GET',
      `/api/conversations/${new URL(atAda.page.url()).pathname.split('/').at(-1)}/work-items`,
    );
    return workItems.length === 2 && workItems.some((item) => item.state === 'closed');
  });
});
