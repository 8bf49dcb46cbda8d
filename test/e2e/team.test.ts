import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { InboxRow } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import type { ApiUser } from '../product.ts';
import { deskOf, type Office, openOffice, type Seat, shown } from './browser.ts';

let office: Office;
let ben: Seat;
let cleo: Seat;
let dora: Seat;

beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop' });
  await product.connect('birdshop');
  for (const name of ['Ann', 'Bob']) {
    await product.x.user(name.toLowerCase(), { name });
    await product.x.write(name.toLowerCase(), 'birdshop', `${name} asks for seeds`);
  }
  const users: ApiUser[] = [
    await product.invite('Ben Agent', 'agent'),
    await product.invite('Cleo Agent', 'agent'),
    await product.invite('Dora Super', 'supervisor'),
  ];
  const [first, second, third] = users;
  if (!first || !second || !third) throw new Error('nobody was invited');
  await until(async () => {
    const { rows } = await first.ask<{ rows: InboxRow[] }>('GET', '/api/inbox?view=all');
    if (rows.length < 2) return false;
    for (const row of rows) await first.ask('POST', `/api/conversations/${row.conversationId}/pick`);
    return true;
  });
  ben = await office.seat(first, '/inbox/all');
  cleo = await office.seat(second, '/inbox/all');
  dora = await office.seat(third, '/board');
}, 240_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const shots = process.env['ROOKERY_SHOTS'];
async function shoot(seat: Seat, name: string): Promise<void> {
  if (!shots) return;
  for (const scheme of ['light', 'dark'] as const) {
    await seat.page.emulateMedia({ colorScheme: scheme });
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await seat.page.setViewportSize({ width, height });
      await seat.page.screenshot({ path: `${shots}/${name}-${width}-${scheme}.png` });
    }
  }
  await seat.page.emulateMedia({ colorScheme: 'light' });
  await seat.page.setViewportSize({ width: 1440, height: 900 });
}

it('#95 a supervisor watches the board change without a hand', async () => {
  const { page } = dora;
  const list = page.getByRole('region', { name: 'Conversations' });
  expect(await shown(list.getByRole('link', { name: 'Ann' }))).toBe(true);
  expect(await shown(page.getByRole('region', { name: 'Agents' }).getByText('Ben Agent'))).toBe(true);
  await shoot(dora, 'board');
  await office.product.x.user('cora', { name: 'Cora' });
  await office.product.x.write('cora', 'birdshop', 'Cora is new here');
  expect(await shown(list.getByRole('link', { name: 'Cora' }))).toBe(true);
}, 120_000);

it('#80 advice by keyboard: a private talk in two browsers, there after a reload', async () => {
  const desk = deskOf(ben.page);
  await desk.open('Ann');
  await ben.page.keyboard.press('c');
  const dialog = ben.page.getByRole('dialog', { name: 'Work with a colleague' });
  await dialog.getByRole('textbox', { name: 'Find a colleague or a queue' }).fill('Cleo');
  await dialog.getByRole('radio', { name: /Cleo Agent/ }).check();
  await dialog.getByRole('textbox', { name: 'Your question' }).fill('may I give 20 %?');
  await shoot(ben, 'consult-dialog');
  await dialog.getByRole('button', { name: 'Ask for advice' }).click();
  const { offers } = await until(async () => {
    const found = await cleo.user.ask<{ offers: { sessionId: string; conversationId: string }[] }>(
      'GET',
      '/api/offers',
    );
    return found.offers.length > 0 && found;
  });
  await cleo.user.ask('POST', `/api/offers/${offers[0]?.sessionId}/accept`);
  await deskOf(cleo.page).open('Ann');
  const pane = cleo.page.getByRole('region', { name: 'In this conversation' });
  expect(await shown(pane.getByText('may I give 20 %?'))).toBe(true);
  await pane.getByRole('textbox').fill('yes, once');
  await pane.getByRole('textbox').press('Enter');
  const own = ben.page.getByRole('region', { name: 'In this conversation' });
  expect(await shown(own.getByText('yes, once'))).toBe(true);
  await ben.page.reload();
  expect(await shown(own.getByText('yes, once'))).toBe(true);
  await shoot(ben, 'consult-pane');
  await own.getByRole('button', { name: 'End' }).click();
  await own.waitFor({ state: 'detached' });
}, 120_000);

it('#81 a transfer by keyboard asks the colleague first', async () => {
  const desk = deskOf(ben.page);
  await desk.open('Bob');
  await ben.page.keyboard.press('f');
  const dialog = ben.page.getByRole('dialog', { name: 'Work with a colleague' });
  await dialog.getByRole('radio', { name: /Cleo Agent/ }).check();
  await dialog.getByRole('button', { name: 'Transfer' }).click();
  await dialog.waitFor({ state: 'detached' });
  const { offers } = await until(async () => {
    const found = await cleo.user.ask<{ offers: { sessionId: string; scenario: string }[] }>(
      'GET',
      '/api/offers',
    );
    return found.offers.length > 0 && found;
  });
  expect(offers[0]?.scenario).toBe('transfer');
  await cleo.user.ask('POST', `/api/offers/${offers[0]?.sessionId}/accept`);
  expect(
    await shown(
      desk.thread.getByText(/assigned this to Cleo Agent|Assigned to Cleo Agent|Cleo Agent took/).first(),
    ),
  ).toBe(true);
}, 120_000);
