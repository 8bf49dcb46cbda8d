import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { deskOf, type Office, openOffice, shown } from './browser.ts';

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop' });
  await product.invite('Ben Agent', 'agent');
  await product.connect('birdshop');
  for (const name of ['Ann', 'Bob', 'Cara']) {
    await product.x.user(name.toLowerCase(), { name });
    await product.x.write(name.toLowerCase(), 'birdshop', `${name} asks for seeds`);
  }
  ({ page } = await office.seat(product.admin));
}, 120_000);
afterAll(() => office?.close());
beforeEach(async () => {
  await page.goto(`${office.product.url}/inbox/all`);
  await deskOf(page).row('Ann').waitFor();
});
afterEach(() => office.checkPages());

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const isOpen = (name: string) => deskOf(page).thread.getByRole('heading', { level: 1, name }).waitFor();
const open = async (name: string) => {
  await deskOf(page).open(name);
  await page.keyboard.press('Escape');
  await deskOf(page).thread.getByRole('heading', { level: 1 }).waitFor({ state: 'detached' });
  await deskOf(page).open(name);
};
const isFocused = (label: string | RegExp) =>
  until(() =>
    page
      .getByLabel(label)
      .first()
      .evaluate((node) => node.matches(':focus')),
  );

it('walks the list with j, k, Enter and Esc', async () => {
  const rows = await deskOf(page).list.getByRole('link', { name: 'asks for seeds' }).allTextContents();
  const names = rows.map((row) => /Ann|Bob|Cara/.exec(row)?.[0] ?? '');
  await press('j');
  await isOpen(names[0] ?? '');
  await press('j');
  await isOpen(names[1] ?? '');
  await press('k');
  await isOpen(names[0] ?? '');
  await press('Enter');
  await until(() => deskOf(page).thread.evaluate((node) => node.matches(':focus')));
  await press('Escape');
  expect(
    await shown(
      page.getByRole('heading', { name: 'Pick a conversation' }).or(page.getByText('Pick a conversation')),
    ),
  ).toBe(true);
});

it('starts a reply with r and a note with n; single keys are off while one types', async () => {
  await open('Ann');
  await press('r');
  await isFocused(/^Write to Ann/);
  await page.keyboard.type('jnekx?');
  expect(await deskOf(page).reply.inputValue()).toBe('jnekx?');
  await isOpen('Ann');
  await deskOf(page).reply.fill('');
  await press('Escape', 'n');
  await isFocused(/^Write a note/);
  await press('Escape');
});

it('keeps a key for the conversation that is still loading', async () => {
  const { thread } = deskOf(page);
  await page.route(/\/api\/conversations\/[\w-]+$/, async (route) => {
    const response = await route.fetch();
    await letGo.promise;
    await route.fulfill({ response });
  });
  const letGo = Promise.withResolvers<void>();
  await press('j', 'm');
  await page.waitForURL(/inbox\/all\/./);
  await press('n');
  letGo.resolve();
  await isFocused(/^Write a note/);
  expect(await thread.getByRole('button', { name: 'Assign', exact: true }).count()).toBe(1);
  await page.unrouteAll({ behavior: 'wait' });
});

it('assigns, tags and ranks with m, a, t and p, and takes back with z', async () => {
  const { thread } = deskOf(page);
  await open('Ann');
  await press('m');
  await thread.getByRole('button', { name: 'Assigned to Ada Admin' }).waitFor();
  await press('z');
  await thread.getByRole('button', { name: 'Assign', exact: true }).waitFor();
  await press('a');
  await page.getByRole('menuitem', { name: 'Ben Agent' }).click();
  await thread.getByRole('button', { name: 'Assigned to Ben Agent' }).waitFor();
  await press('t');
  await isFocused('Add a tag');
  await page.keyboard.type('seeds');
  await press('Enter');
  await page.getByText('Tagged seeds', { exact: true }).waitFor();
  await press('p');
  await page.getByRole('menuitem', { name: 'Urgent' }).click();
  expect(await shown(deskOf(page).row('Ann').getByLabel('Urgent'))).toBe(true);
});

it('snoozes with h and closes with e, opening the next', async () => {
  const desk = deskOf(page);
  await open('Bob');
  await press('h');
  await page.getByRole('menuitem', { name: /In an hour/ }).click();
  await desk.row('Bob').waitFor({ state: 'detached' });
  // The offer is on the screen: what `z` takes back is known.
  await page.getByRole('button', { name: 'Undo' }).first().waitFor();
  await press('z');
  await desk.row('Bob').waitFor();
  await press('e');
  await desk.row('Bob').waitFor({ state: 'detached' });
  expect(await shown(desk.thread.getByRole('heading', { level: 1, name: /Ann|Cara/ }))).toBe(true);
  await press('z');
  await desk.row('Bob').waitFor();
});

it('marks unread with u and selects many with x', async () => {
  const desk = deskOf(page);
  await open('Cara');
  await desk.row('Cara').getByText('Unread').waitFor({ state: 'detached' });
  await press('u');
  await desk.row('Cara').getByText('Unread').waitFor();
  await press('x');
  await page.getByRole('toolbar', { name: '1 selected' }).waitFor();
  await press('Escape');
  await page.getByRole('toolbar').waitFor({ state: 'detached' });
  expect(await desk.row('Cara').count()).toBe(1);
});

it('goes, searches and explains itself with g i, /, ? and Ctrl K', async () => {
  await press('?');
  await page.getByRole('dialog', { name: 'Keys' }).getByText('Assign to me').waitFor();
  await press('Escape');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' });
  await press('g', 's');
  await page.getByRole('heading', { name: 'Preferences' }).waitFor();
  await press('g', 'i');
  await deskOf(page).list.waitFor();
  await press('/');
  await isFocused('Search messages and people');
  await page.keyboard.type('seeds');
  await until(async () => (await deskOf(page).list.getByText('asks for').count()) === 3);
  await press('Escape');
  await deskOf(page).row('Ann').waitFor();
  await press('Control+k');
  await isFocused('What do you want to do?');
  await page.keyboard.type('audit');
  await press('Enter');
  expect(await shown(page.getByRole('heading', { name: 'Audit log' }))).toBe(true);
});
