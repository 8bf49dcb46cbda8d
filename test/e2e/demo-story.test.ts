import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { keepWriting, type KeptWriting, seedDemo } from '../../server/demo/index.ts';
import { until } from '../harness.ts';
import { deskOf, type Office, openOffice, shown } from './browser.ts';

let office: Office;
let writing: KeptWriting;
let page: Page;

beforeAll(async () => {
  office = await openOffice({ demo: true, empty: true });
  const { product } = office;
  const { clock } = product.app.parts;
  await seedDemo({ url: product.url, localXUrl: product.x.url, clock, onProgress: () => undefined });
  writing = keepWriting({ localXUrl: product.x.url, everyMs: 4_000, onProblem: () => undefined });
}, 900_000);
afterAll(async () => {
  await writing?.stop();
  await office?.close();
});
afterEach(() => office.checkPages());

const guide = () => page.getByRole('complementary', { name: 'Your first customer' });
const look = async (name: string) => {
  const folder = process.env['DEMO_PICTURES'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
};

it('a newcomer signs in with one click and is told what to do next', async () => {
  page = await office.visit('/');
  await look('1-sign-in');
  await page.getByRole('button', { name: /Ada Fernhill/ }).click();
  await guide().getByRole('button', { name: 'Become available' }).waitFor();
  expect(await shown(page.getByRole('button', { name: /^Presence: .*away/i }))).toBe(true);
  await look('2-first-screen');
  await page.setViewportSize({ width: 390, height: 844 });
  await look('2-first-screen-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
});

it('one click makes them available, an offer rings, and Y accepts it', async () => {
  await guide().getByRole('button', { name: 'Become available' }).click();
  const card = page.getByRole('region', { name: 'Offers' }).getByRole('article').first();
  await card.waitFor();
  await guide().getByText('A customer is offered to you').waitFor();
  await look('3-rings');
  await page.keyboard.press('y');
  await guide().getByText('It is yours.').waitFor();
  const head = deskOf(page).thread.getByRole('heading', { level: 1 });
  await head.waitFor();
  expect(await head.textContent()).not.toBe('');
  await look('4-accepted');
});

it('the customer has the answer at the local X', async () => {
  const { product } = office;
  await deskOf(page).reply.fill('Thank you for waiting. It is on its way.');
  await page.keyboard.press('Control+Enter');
  const link = guide().getByRole('link', { name: 'Be the customer' });
  await link.waitFor();
  await look('5-answered');
  const address = new URL((await link.getAttribute('href')) ?? '');
  const username = address.searchParams.get('as') ?? '';
  expect(username).toMatch(/^@\w+$/);
  await until(async () => {
    const { conversations } = await product.x.control<{ conversations: { id: string }[] }>(
      'GET',
      `/users/${username}/conversations`,
    );
    const { events } = await product.x.control<{ events: { text?: string }[] }>(
      'GET',
      `/conversations/${conversations[0]?.id}/events?as=${username}`,
    );
    return events.some((event) => event.text === 'Thank you for waiting. It is on its way.');
  });
  await guide().getByRole('button', { name: 'Go on' }).click();
});
