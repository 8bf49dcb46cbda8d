import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ControlEvent } from '../../contract/control/messages.ts';
import { until } from '../harness.ts';
import type { ApiUser } from '../product.ts';
import { faults } from './axe.ts';
import { deskOf, type Office, openOffice, type Seat, shown } from './browser.ts';

let office: Office;
let ben: ApiUser;
let ada: Seat;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop' });
  await product.connect('birdshop');
  await product.x.user('cara', { name: 'Cara' });
  await product.x.write('cara', 'birdshop', 'Do you have seeds?');
  ben = await product.invite('Ben Agent', 'agent');
  await product.admin.ask('PUT', '/api/masking/switches', { customers: true, agents: true });
  ada = await office.seat(product.admin, '/inbox/all');
  await deskOf(ada.page).open('Cara');
}, 300_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

it('says that a colleague answered while one was writing, until it is read', async () => {
  const { page } = ada;
  const desk = deskOf(page);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await desk.reply.fill('We have');
  await ben.ask('POST', `/api/conversations/${id}/messages`, {
    text: 'Yes, sunflower seeds.',
    idempotencyKey: 'ben-answers',
  });
  const warning = page.getByRole('alert').filter({ hasText: 'Ben Agent answered while you were writing.' });
  await warning.waitFor();
  expect(await desk.reply.inputValue()).toBe('We have');
  await warning.getByRole('button', { name: 'I have read it' }).click();
  await warning.waitFor({ state: 'detached' });
});

it('#94 shows before sending what the customer will get instead of a masked number', async () => {
  const { page } = ada;
  const desk = deskOf(page);
  await desk.reply.fill('Your card 4111 1111 1111 1111 was charged');
  const warning = page.getByRole('status').filter({ hasText: 'Part of this is hidden before it goes out' });
  await warning.waitFor();
  expect(await warning.locator('q').innerText()).not.toContain('4111 1111');
  await desk.reply.fill('Your order was charged');
  await warning.waitFor({ state: 'detached' });
});

it('#76 /t opens the transfer and /c the consultation, and leave nothing in the field', async () => {
  const { page } = ada;
  const desk = deskOf(page);
  for (const [typed, mode] of [
    ['/t', 'Transfer'],
    ['/c', 'Ask for advice'],
  ] as const) {
    await desk.reply.fill('');
    await desk.reply.pressSequentially(typed);
    await page.getByRole('listbox', { name: 'Commands and quick replies' }).waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Work with a colleague' });
    expect(await shown(dialog)).toBe(true);
    expect(await dialog.getByRole('radio', { name: mode }).isChecked()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await until(async () => (await desk.reply.inputValue()) === '');
  }
});

/** The last that X has of ours in Cara’s thread. */
async function lastAtX(): Promise<{ text: string | undefined; options: string[] }> {
  const { x } = office.product;
  const [cara, shop] = await Promise.all(
    ['@cara', '@birdshop'].map((name) => x.control<{ id: string }>('GET', `/users/${name}`)),
  );
  const pair = [cara?.id ?? '', shop?.id ?? '']
    .toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
    .join('-');
  const { events } = await x.control<{ events: ControlEvent[] }>(
    'GET',
    `/conversations/${pair}/events?as=${shop?.id}&limit=200`,
  );
  const ours = events.filter((event) => event.senderId === shop?.id);
  const last = ours.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)).at(-1);
  return { text: last?.text, options: last?.quickReply?.options?.map(({ label }) => label) ?? [] };
}

it('shows before sending what the customer gets of answers to choose from, and X has just that', async () => {
  const { page } = ada;
  const desk = deskOf(page);
  await desk.reply.fill('Which seed?');
  await page.getByRole('button', { name: 'Answers to choose from' }).click();
  await page.getByText('The customer sees these as buttons').waitFor();
  const choice = (place: number) => page.getByRole('textbox', { name: `Add an answer ${place}` });
  await choice(1).fill('Sunflower');
  await choice(1).press('Enter');
  await choice(2).fill('sunflower.');
  const preview = page.getByRole('region', { name: 'What the customer gets' });
  await preview.getByText('The choice “sunflower.” is there twice.').waitFor();
  const labels = preview.getByRole('list', { name: 'Quick replies on X' }).getByRole('listitem');
  await choice(2).fill('Yes, 4111 1111 1111 1111');
  await labels.filter({ hasText: /^Yes, (?!4111 1111)/ }).waitFor();
  const [, masked = ''] = await labels.allTextContents();
  await preview.getByText('X has not said yet whether this account has buttons.').waitFor();
  await preview.getByText(`1. Sunflower\n2. ${masked}`).waitFor();
  expect(await faults(page, 'section[aria-label="Write"]')).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole('button', { name: 'Send to Cara' }).click();
  await until(async () => (await lastAtX()).text === 'Which seed?', { what: 'X has the question' });
  expect((await lastAtX()).options).toEqual(['Sunflower', masked]);
  // X took quick replies, so now it is known.
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const body = { text: 'And?', quickReplies: [{ label: 'Yes' }] };
  const ask = () => ben.ask<{ otherwise: string | null }>('POST', `/api/conversations/${id}/preview`, body);
  await until(async () => (await ask()).otherwise === null);
  await desk.reply.fill('And how much?');
  await page.getByRole('button', { name: 'Answers to choose from' }).click();
  await choice(1).fill('A bag');
  await preview.getByText('X shows the answers as buttons below the message.').waitFor();
});
