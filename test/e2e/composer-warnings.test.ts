import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import type { ApiUser } from '../product.ts';
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
