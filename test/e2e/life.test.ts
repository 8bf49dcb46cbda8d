import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { standardPrivacy } from '../../server/notices/standard-texts.ts';
import { standardSurvey } from '../../server/surveys/standard.ts';
import { findRow, saidTo } from '../flows/life-house.ts';
import { until } from '../harness.ts';
import type { ApiUser } from '../product.ts';
import { deskOf, type Office, openOffice, shown } from './browser.ts';

let office: Office;
let handleId: string;
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('brandy');
  ({ handleId } = await product.connect('brandy'));
  for (const name of ['ana', 'bea']) await product.x.user(name);
}, 480_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

/** Signed in, without the preferences that a seat sets: they are refused before the notice is accepted. */
async function sit(user: ApiUser): Promise<Page> {
  const context = await office.browser.newContext({ locale: 'en-GB' });
  const pairs = (user.headers['cookie'] ?? '').split('; ').map((pair) => pair.split('='));
  const { url } = office.product;
  await context.addCookies(
    pairs.map(([name = '', ...rest]) => ({ name, value: rest.join('='), url, httpOnly: true })),
  );
  const page = await context.newPage();
  await page.goto(`${url}/inbox/all`);
  return page;
}

/** Of the page itself, or of the dialog that stands before it. */
async function expectAccessible(page: Page, part = 'main'): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

it('#86 sets operating hours, sees overlaps in words and what follows from them', async () => {
  const { page } = await office.seat(office.product.admin, '/settings/hours');
  await page.getByText('No operating hours yet').waitFor();
  await page.getByRole('button', { name: 'Add hours' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Office');
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Europe/Berlin');
  await page.getByRole('button', { name: 'Add a time on Monday' }).click();
  await page.getByLabel('Monday, from').nth(1).fill('16:00');
  await page.getByText('Monday 09:00 to 17:00 and Monday 16:00 to', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Remove this time on Monday' }).nth(1).click();
  const follows = page.getByRole('region', { name: 'What follows from this' });
  await follows.getByRole('listitem').nth(3).waitFor();
  await expectAccessible(page, '[role="dialog"]');
  await page.getByRole('button', { name: 'Save' }).click();
  expect(await shown(page.getByRole('button', { name: 'Office', exact: true }))).toBe(true);
  await expectAccessible(page);
});

it('asks for consent: the desk hides what was written until the yes', async () => {
  const { product } = office;
  await product.admin.ask('PUT', `/api/handles/${handleId}/privacy`, { ...standardPrivacy, mode: 'ask' });
  await product.x.write('ana', 'brandy', 'My number is 4711');
  const { conversationId } = await findRow(product.admin, 'ana');
  const { page } = await office.seat(product.admin, `/inbox/all/${conversationId}`);
  const desk = deskOf(page);
  await desk.message('Hidden until the customer agrees to be read.').waitFor();
  expect(await page.getByText('4711').count()).toBe(0);
  await page.getByText('One message is hidden until the customer agrees to be read.').waitFor();
  await until(async () => (await saidTo(product.admin, conversationId)).length === 1);
  await product.x.write('ana', 'brandy', 'Yes');
  await desk.message('My number is 4711').waitFor();
  const visitor = await office.visit(`/privacy/${handleId}`, phone);
  await visitor.getByRole('heading', { name: 'Test house and your data' }).waitFor();
  await expectAccessible(visitor);
});

it('#87 answers a survey on a phone in the dark, by its link, and changes the answer', async () => {
  const { product } = office;
  await product.admin.ask('PUT', `/api/handles/${handleId}/privacy`, { ...standardPrivacy, mode: 'off' });
  await product.admin.ask('PUT', `/api/handles/${handleId}/survey`, { ...standardSurvey, active: true });
  await product.x.write('bea', 'brandy', 'A question');
  const { conversationId } = await findRow(product.admin, 'bea');
  await product.admin.ask('POST', `/api/conversations/${conversationId}/messages`, {
    text: 'An answer',
    idempotencyKey: 'answer-bea',
  });
  await until(async () => {
    const detail = await product.admin.ask<{ workItem: { waitingSince: string | null } }>(
      'GET',
      `/api/conversations/${conversationId}`,
    );
    return detail.workItem.waitingSince === null;
  });
  await product.admin.ask('PATCH', `/api/conversations/${conversationId}`, { state: 'closed' });
  const link = await until(async () => {
    const [said] = await saidTo(product.admin, conversationId);
    return /http\S+$/.exec(said ?? '')?.[0];
  });
  const customer = await office.visit(new URL(link).pathname, { ...phone, colorScheme: 'dark' });
  await customer.getByRole('button', { name: 'Send answers' }).click();
  await customer.getByRole('alert').filter({ hasText: 'Question 1 is not answered yet.' }).waitFor();
  await customer
    .getByRole('group', { name: /How satisfied/ })
    .getByLabel('4')
    .check();
  await customer.getByRole('textbox').fill('Quick!');
  await expectAccessible(customer);
  await customer.getByRole('button', { name: 'Send answers' }).click();
  await customer.getByRole('heading', { name: 'Thank you for your answers.' }).waitFor();
  await customer.getByRole('button', { name: 'Change my answers' }).click();
  await customer
    .getByRole('group', { name: /How satisfied/ })
    .getByLabel('5')
    .check();
  await customer.getByRole('button', { name: 'Send answers' }).click();
  await customer.getByRole('heading', { name: 'Thank you for your answers.' }).waitFor();

  const { page } = await office.seat(product.admin, '/settings/survey-results');
  await page.getByText('Average 5').waitFor();
  expect(await shown(page.getByText('Quick!'))).toBe(true);
  await expectAccessible(page);
});

it('lets nobody at the desk before they accept the notice about monitoring', async () => {
  const { product } = office;
  const ben = await product.invite('Ben Agent', 'agent');
  const lead = await office.seat(product.admin, '/settings/monitoring');
  await lead.page.getByRole('button', { name: 'Start from an example' }).click();
  await lead.page.getByRole('button', { name: 'Save and ask everybody' }).click();
  // Who writes it is asked as well.
  await lead.page.getByRole('heading', { name: 'Before you begin' }).waitFor();
  const page = await sit(ben);
  expect(await shown(page.getByRole('heading', { name: 'Before you begin' }))).toBe(true);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'I have read this and accept it' }).click();
  await page.getByRole('region', { name: 'Conversations' }).waitFor();
});
