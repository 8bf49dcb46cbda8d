import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { StreamRules } from '../../contract/api/index.ts';
import { openRulesHouse, type RulesHouse } from '../flows/rules-house.ts';
import { until } from '../harness.ts';
import { deskOf, type Office, openOffice, shown } from './browser.ts';

let office: Office;
let house: RulesHouse;
let page: Page;
beforeAll(async () => {
  office = await openOffice();
  house = await openRulesHouse(office.product);
  await house.makeQueue('VIP');
  ({ page } = await office.seat(office.product.admin, '/settings/rules'));
}, 180_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const read = async () =>
  (await house.admin.ask<StreamRules>('GET', `/api/work-streams/${house.streamId}/rules`)).route;
const route = () => page.getByRole('region', { name: 'Route to queue' });
const drawer = () => page.getByRole('dialog');

it('makes the example of the manual: customer name equals Twitter goes to the default queue', async () => {
  await route().getByRole('button', { name: 'Add a rule' }).click();
  await drawer().getByRole('textbox', { name: 'Name' }).fill('Twitter to everybody');
  await drawer().getByRole('button', { name: 'Add a condition' }).click();
  await drawer().getByRole('combobox', { name: 'Field' }).selectOption({ label: 'Customer name' });
  await drawer().getByRole('combobox', { name: 'Comparison' }).selectOption({ label: 'equals' });
  await drawer().getByRole('button', { name: 'Save' }).click();
  // Nothing is saved without a queue, nor without a value; it says so where it is.
  await drawer().getByText('Choose a queue.').first().waitFor();
  await drawer().getByRole('combobox', { name: 'Queue' }).selectOption({ label: 'Everybody' });
  // What is put right is not told any more.
  await drawer().getByText('Choose a queue.').first().waitFor({ state: 'detached' });
  await drawer().getByRole('button', { name: 'Save' }).click();
  await drawer().getByText('Give a text.').first().waitFor();
  expect((await read()).rules).toEqual([]);
  await drawer().getByRole('textbox', { name: 'Value' }).fill('Twitter');
  await drawer().getByText('Give a text.').first().waitFor({ state: 'detached' });
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  await drawer().getByRole('button', { name: 'Save' }).click();
  await route().getByText('Customer name equals “Twitter” → Everybody').waitFor();
  expect((await read()).rules).toMatchObject([
    {
      name: 'Twitter to everybody',
      condition: {
        match: 'all',
        conditions: [{ field: 'engagement.customer_name', operator: 'equals', value: 'Twitter' }],
      },
      queues: [{ queueId: house.fallbackId, percent: 100 }],
    },
  ]);
});

it('routes by it, and says so under “Why me?”', async () => {
  await office.product.x.user('twitter', { name: 'Twitter' });
  const conversationId = await house.hears('twitter', 'Hello from the bird');
  const { page: desk } = await office.seat(office.product.admin, `/inbox/all/${conversationId}`);
  await desk.getByRole('button', { name: 'Why me?', exact: true }).click();
  const { panel } = deskOf(desk);
  await panel.getByText('Rule “Twitter to everybody” matched.').waitFor();
  expect(await shown(panel.getByText('Customer name is “Twitter”: it was “Twitter”'))).toBe(true);
});

it('takes a number only where a number belongs', async () => {
  await route().getByRole('button', { name: 'Add a rule' }).click();
  await drawer().getByRole('textbox', { name: 'Name' }).fill('Famous');
  await drawer().getByRole('button', { name: 'Add a condition' }).click();
  await drawer().getByRole('combobox', { name: 'Field' }).selectOption({ label: 'Followers count' });
  await drawer().getByRole('combobox', { name: 'Comparison' }).selectOption({ label: '>' });
  const value = drawer().getByRole('textbox', { name: 'Value' });
  await value.pressSequentially('many');
  expect(await value.inputValue()).toBe('');
  await value.pressSequentially('1000');
  await drawer().getByRole('combobox', { name: 'Queue' }).selectOption({ label: 'VIP' });
  await drawer().getByRole('button', { name: 'Split over another queue' }).click();
  await drawer().getByText('The shares come to 100 %.').waitFor();
  await drawer().getByRole('button', { name: 'Remove this queue from the split' }).last().click();
  await drawer().getByRole('button', { name: 'Save' }).click();
  await route().getByText('Followers count > 1,000 → VIP').waitFor();
  // Gone, it gives the focus back; until then it takes the keys.
  await drawer().waitFor({ state: 'detached' });
});

it('moves a rule by keys, and brings a removed one back', async () => {
  // What is moved is saved, and the page reads it again: until then a second change would be one of an old state.
  const readAgain = page.waitForResponse(
    (response) => response.request().method() === 'GET' && /\/rules(\?|$)/.test(response.url()),
  );
  await route().getByRole('button', { name: 'Move Famous' }).press('ArrowUp');
  await until(async () => (await read()).rules[0]?.name === 'Famous');
  await readAgain;
  await route().getByRole('button', { name: 'Delete Famous' }).click();
  await until(async () => (await read()).rules.length === 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await until(async () => (await read()).rules.length === 2);
  expect((await read()).rules.map(({ name }) => name)).toEqual(['Famous', 'Twitter to everybody']);
});

it('tries the rules on past conversations', async () => {
  await page.getByRole('button', { name: 'Try on past conversations' }).click();
  await drawer().getByRole('button', { name: 'Try', exact: true }).click();
  expect(await shown(drawer().getByText('1 tried: 0 would have gone elsewhere.'))).toBe(true);
});
