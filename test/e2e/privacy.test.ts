import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { deskOf, type Office, openOffice, type Seat, shown } from './browser.ts';

let office: Office;
let seat: Seat;

beforeAll(async () => {
  office = await openOffice();
  const { x, admin } = office.product;
  await x.user('bakery');
  await office.product.connect('bakery');
  await x.user('anna', { name: 'Anna Buyer' });
  await x.write('anna', 'bakery', 'My card is 4111 1111 1111 1111');
  await until(async () => (await admin.call('GET', '/api/inbox?view=all')).body['rows']?.[0]);
  seat = await office.seat(admin, '/settings/masking');
}, 180_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

async function breaches(): Promise<string[]> {
  // The page itself: the frame around it is looked at by its own test.
  const { violations } = await new AxeBuilder({ page: seat.page }).include('[class*="_page_"]').analyze();
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`);
}

it('#94 tries a rule in its box before it is saved, and shows which rule hit', async () => {
  const { page } = seat;
  const rules = page.getByRole('region', { name: 'Try the rules' });
  await rules.getByRole('textbox', { name: 'Text to try' }).fill('card 4111 1111 1111 1111');
  await rules.getByText('card #### #### #### ####').waitFor();
  await rules.getByText('Hidden by: Payment card').waitFor();
  expect(await breaches()).toEqual([]);
  await page.getByRole('button', { name: 'Add a rule' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name' }).fill('Customer numbers');
  await form.getByRole('textbox', { name: 'Pattern' }).fill('K-[0-9');
  await form.getByRole('textbox', { name: 'Text to try' }).fill('I am K-123456.');
  await form.getByText(/The pattern cannot be read/).waitFor();
  await form.getByRole('textbox', { name: 'Pattern' }).fill('K-[0-9]{6}');
  await form.getByRole('textbox', { name: 'Put in its place' }).fill('[number]');
  await form.getByText('I am [number].').waitFor();
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Customer numbers', exact: true }).waitFor();
});

it('#94 shows hidden text to those who may, on request', async () => {
  const { page } = seat;
  await page.goto(`${office.product.url}/inbox/all`);
  const desk = deskOf(page);
  await desk.open('Anna Buyer');
  await desk.message('My card is #### #### #### ####').waitFor();
  await page.getByRole('button', { name: 'Show hidden text' }).click();
  await desk.message('4111 1111 1111 1111').waitFor();
  await page.getByRole('button', { name: 'Hide again' }).click();
  expect(await shown(desk.message('#### #### #### ####'))).toBe(true);
});

it('#93 makes transcripts and downloads them', async () => {
  const { page } = seat;
  await page.goto(`${office.product.url}/settings/transcripts`);
  await page.getByRole('heading', { name: 'Transcripts' }).waitFor();
  await page.getByRole('button', { name: 'Make transcripts' }).click();
  const link = page.getByRole('link', { name: 'Download' });
  await link.waitFor({ timeout: 60_000 });
  expect(await breaches()).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
});

it('#106 erases a person after their name was typed, and keeps a certificate', async () => {
  const { page } = seat;
  await page.goto(`${office.product.url}/settings/privacy`);
  await page.getByRole('textbox', { name: '@name or X id' }).fill('@anna');
  await page.getByRole('button', { name: 'Look' }).click();
  await page.getByRole('heading', { name: 'What is held of Anna Buyer' }).waitFor();
  expect(await breaches()).toEqual([]);
  await page.getByRole('button', { name: 'Erase everywhere…' }).click();
  const dialog = page.getByRole('dialog');
  const erase = dialog.getByRole('button', { name: 'Erase' });
  expect(await erase.isDisabled()).toBe(true);
  await dialog.getByRole('textbox', { name: 'Type @anna to confirm' }).fill('@anna');
  await erase.click();
  const certificate = page.getByRole('link', { name: 'Certificate' });
  await certificate.waitFor({ timeout: 60_000 });
  expect(await shown(page.getByText(/done · \d+ entries/))).toBe(true);
  await page.goto(`${office.product.url}/inbox/all`);
  await page.getByRole('region', { name: 'Conversations' }).waitFor();
  expect(await page.getByRole('link', { name: 'Anna Buyer' }).count()).toBe(0);
});

it('#105 says what would go before it is kept so', async () => {
  const { page } = seat;
  await page.goto(`${office.product.url}/settings/privacy`);
  const days = page.getByRole('textbox', { name: 'Drafts: days' });
  await days.fill('30');
  await page.getByText('Nothing would go now.').waitFor();
  await page.getByRole('button', { name: 'Keep so' }).click();
  await page.getByRole('button', { name: 'Keep so' }).waitFor({ state: 'detached' });
  expect(await days.inputValue()).toBe('30');
});
