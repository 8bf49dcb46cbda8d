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

/** Accepts whatever is offered to the person of this seat. */
async function accept(seat: Seat): Promise<string> {
  const offer = await until(async () => {
    const { offers } = await seat.user.ask<{ offers: { sessionId: string; scenario: string }[] }>(
      'GET',
      '/api/offers',
    );
    return offers[0];
  });
  await seat.user.ask('POST', `/api/offers/${offer.sessionId}/accept`);
  return offer.scenario;
}

const dialogOf = (seat: Seat) => seat.page.getByRole('dialog', { name: 'Work with a colleague' });
const paneOf = (seat: Seat) => seat.page.getByRole('region', { name: 'In this conversation' });
/** Chooses what a supervisor does with a conversation of the board. */
async function stepIn(customer: string, act: string): Promise<void> {
  await dora.page.getByRole('button', { name: `Actions for ${customer}` }).click();
  await dora.page.getByRole('menuitem', { name: act, exact: true }).click();
}

it('#95 a supervisor watches the board change without a hand', async () => {
  const { page } = dora;
  const list = page.getByRole('region', { name: 'Conversations' });
  expect(await shown(list.getByRole('link', { name: 'Ann' }))).toBe(true);
  expect(await shown(page.getByRole('region', { name: 'Agents' }).getByText('Ben Agent'))).toBe(true);
  await office.product.x.user('cora', { name: 'Cora' });
  await office.product.x.write('cora', 'birdshop', 'Cora is new here');
  expect(await shown(list.getByRole('link', { name: 'Cora' }))).toBe(true);
}, 120_000);

it('#80 advice by keyboard: a private talk in two browsers, there after a reload', async () => {
  const desk = deskOf(ben.page);
  await desk.open('Ann');
  await ben.page.keyboard.press('c');
  const dialog = dialogOf(ben);
  await dialog.getByRole('textbox', { name: 'Find a colleague or a queue' }).fill('Cleo');
  await dialog.getByRole('radio', { name: /Cleo Agent/ }).check();
  await dialog.getByRole('textbox', { name: 'Your question' }).fill('may I give 20 %?');
  await dialog.getByRole('button', { name: 'Ask for advice' }).click();
  expect(await accept(cleo)).toBe('consult');
  await deskOf(cleo.page).open('Ann');
  const pane = paneOf(cleo);
  expect(await shown(pane.getByText('may I give 20 %?'))).toBe(true);
  await pane.getByRole('textbox').fill('yes, once');
  await pane.getByRole('textbox').press('Enter');
  const own = paneOf(ben);
  expect(await shown(own.getByText('yes, once'))).toBe(true);
  await ben.page.reload();
  expect(await shown(own.getByText('yes, once'))).toBe(true);
  await own.getByRole('button', { name: 'End', exact: true }).click();
  await own.waitFor({ state: 'detached' });
}, 120_000);

it('#81 a transfer by keyboard asks the colleague first', async () => {
  const desk = deskOf(ben.page);
  await desk.open('Bob');
  await ben.page.keyboard.press('f');
  const dialog = dialogOf(ben);
  await dialog.getByRole('radio', { name: /Cleo Agent/ }).check();
  await dialog.getByRole('button', { name: 'Transfer' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await accept(cleo)).toBe('transfer');
  expect(
    await shown(
      desk.thread.getByText(/assigned this to Cleo Agent|Assigned to Cleo Agent|Cleo Agent took/).first(),
    ),
  ).toBe(true);
}, 120_000);

it('#80 a colleague who was added answers the customer too', async () => {
  await deskOf(ben.page).open('Ann');
  await ben.page.keyboard.press('c');
  const dialog = dialogOf(ben);
  await dialog.getByText('Add a colleague', { exact: true }).first().click();
  await dialog.getByRole('radio', { name: /Cleo Agent/ }).check();
  await dialog.getByRole('button', { name: 'Add a colleague' }).click();
  await dialog.waitFor({ state: 'detached' });
  await accept(cleo);
  const desk = deskOf(cleo.page);
  await desk.open('Ann');
  await cleo.page.getByRole('textbox', { name: 'Write to Ann…' }).fill('Seeds of all kinds!');
  await cleo.page.keyboard.press('Control+Enter');
  expect(await shown(deskOf(ben.page).message('Seeds of all kinds!'))).toBe(true);
  expect(await shown(paneOf(ben).getByText('may answer the customer'))).toBe(true);
}, 120_000);

it('#96 a whisper reaches the agent alone, at once', async () => {
  await dora.page.goto(`${office.product.url}/board`);
  await stepIn('Ann', 'Whisper to the agent');
  const dialog = dora.page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('offer her the sunflowers');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await shown(deskOf(ben.page).message('offer her the sunflowers'))).toBe(true);
  expect(await deskOf(cleo.page).message('offer her the sunflowers').count()).toBe(0);
}, 120_000);

it('#96 a supervisor looks on, and joins', async () => {
  await stepIn('Ann', 'Look on');
  const desk = deskOf(dora.page);
  await desk.thread.getByRole('heading', { level: 1, name: 'Ann' }).waitFor();
  await paneOf(dora).getByRole('button', { name: 'Join the chat' }).click();
  await desk.reply.fill('Dora here: they are in stock.');
  await dora.page.keyboard.press('Control+Enter');
  expect(await shown(deskOf(ben.page).message('Dora here: they are in stock.'))).toBe(true);
  expect(await shown(deskOf(ben.page).thread.getByText('Dora Super joined the chat'))).toBe(true);
}, 120_000);

it('#97 a supervisor closes a conversation by force, and everybody in it is told', async () => {
  await dora.page.goto(`${office.product.url}/board`);
  await stepIn('Ann', 'Force close');
  await dora.page.getByRole('dialog').getByRole('button', { name: 'Force close' }).click();
  const row = dora.page.getByRole('region', { name: 'Conversations' }).getByRole('link', { name: 'Ann' });
  await row.waitFor({ state: 'detached' });
  expect(await shown(deskOf(ben.page).thread.getByText(/Dora Super closed/))).toBe(true);
}, 120_000);
