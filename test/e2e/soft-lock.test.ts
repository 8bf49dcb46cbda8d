import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
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
  ada = await office.seat(product.admin, '/inbox/all');
  await deskOf(ada.page).open('Cara');
}, 300_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

it('asks once more before an answer crosses the one that a colleague is writing', async () => {
  const { page } = ada;
  const desk = deskOf(page);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await ben.ask('PUT', `/api/conversations/${id}/present`, { doing: 'replying' });
  await page.getByText('Ben Agent is writing a reply.').waitFor();
  await desk.reply.fill('Yes, we do.');
  await page.keyboard.press('Control+Enter');
  const question = page.getByRole('alert').filter({ hasText: 'Ben Agent is writing to this customer too.' });
  await question.waitFor();
  expect(await desk.message('Yes, we do.').count()).toBe(0);
  expect(await desk.reply.inputValue()).toBe('Yes, we do.');
  await question.getByRole('button', { name: 'Wait' }).click();
  await question.waitFor({ state: 'detached' });
  await desk.reply.focus();
  await page.keyboard.press('Control+Enter');
  await question.getByRole('button', { name: 'Send anyway' }).click();
  expect(await shown(desk.message('Yes, we do.'))).toBe(true);
});
