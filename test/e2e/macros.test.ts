import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { AttributeDefinition, Macro } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type Office, openOffice, shown } from './browser.ts';

let office: Office;
let page: Page;

beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('bakery');
  await product.connect('bakery');
  await product.x.user('ana', { name: 'Ana Ruiz' });
  await product.x.write('ana', 'bakery', 'My cup broke');
  ({ page } = await office.seat(product.admin, '/settings/macros'));
}, 240_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const drawer = () => page.getByRole('dialog');
const macros = async () => (await office.product.admin.ask<{ macros: Macro[] }>('GET', '/api/macros')).macros;
const clean = async () => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
};
const addStep = async (name: string) => {
  await drawer().getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem', { name }).click();
};

it('#77 makes a macro of steps, refuses it while one is empty, and moves a step by keys', async () => {
  await page.getByText('No macros yet').waitFor();
  await clean();
  await page.getByRole('button', { name: 'New macro' }).click();
  await drawer().getByRole('button', { name: 'Save' }).click();
  await drawer().getByText('Add at least one step.').waitFor();
  await drawer().getByRole('textbox', { name: 'Name' }).fill('Thanks and bye');
  await drawer().getByRole('combobox', { name: 'For' }).selectOption('Everybody');
  await addStep('Close');
  await addStep('Send a message');
  await drawer().getByRole('button', { name: 'Save' }).click();
  await drawer().getByText('Write the text.').waitFor();
  expect(await macros()).toEqual([]);
  await drawer().getByRole('textbox', { name: 'Text' }).fill('Thank you, {FirstName{Customer}}!');
  await drawer().getByRole('button', { name: 'Move Step 2', exact: true }).press('ArrowUp');
  await drawer().getByText('1. Send a message').waitFor();
  await clean();
  await drawer().getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Thanks and bye', exact: true }).waitFor();
  expect(await macros()).toMatchObject([
    {
      name: 'Thanks and bye',
      scope: 'all',
      actions: [{ type: 'send_message', text: 'Thank you, {FirstName{Customer}}!' }, { type: 'close' }],
    },
  ]);
});

it('#77 tries a macro on a conversation without doing anything', async () => {
  await page.getByRole('button', { name: 'Try Thanks and bye' }).click();
  await drawer().getByText('Thank you, Ana!').waitFor();
  await clean();
  await drawer().getByRole('button', { name: 'Close' }).click();
  const { rows } = await office.product.admin.ask<{ rows: { lastText: string }[] }>(
    'GET',
    '/api/inbox?view=all',
  );
  expect(JSON.stringify(rows)).not.toContain('Thank you');
});

it('lets an agent use a shared macro, copy it, and change only the copy', async () => {
  const ben = await office.product.invite('Ben Agent', 'agent');
  const { page: his } = await office.seat(ben, '/settings/macros');
  await his.getByRole('button', { name: 'Thanks and bye', exact: true }).click();
  await his.getByText('It is shared. Only who may share can change it.').waitFor();
  expect(await his.getByRole('textbox', { name: 'Name' }).isDisabled()).toBe(true);
  await his.getByRole('button', { name: 'Cancel' }).click();
  await his.getByRole('button', { name: 'Copy Thanks and bye' }).click();
  await his.getByRole('button', { name: 'Save' }).click();
  await his.getByRole('button', { name: 'Copy of Thanks and bye', exact: true }).waitFor();
  // Another's own one is nobody else's.
  expect((await macros()).map(({ name }) => name)).toEqual(['Thanks and bye']);
});

it('defines attributes of the workspace’s own, orders them and takes one away', async () => {
  await page.getByRole('link', { name: 'Attributes' }).click();
  await page.getByText('No attributes yet').waitFor();
  await page.getByText('Companies', { exact: true }).click();
  const add = async (name: string, then: () => Promise<unknown> = async () => undefined) => {
    await page.getByRole('button', { name: 'New attribute' }).click();
    await drawer().getByRole('textbox', { name: 'Name' }).fill(name);
    await then();
    await drawer().getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name, exact: true }).waitFor();
  };
  await add('Numéro de client');
  await add('Plan', async () => {
    await drawer().getByRole('combobox', { name: 'Type' }).selectOption('One of a list');
    await drawer().getByRole('button', { name: 'Save' }).click();
    await drawer().getByText('Give at least one choice.').waitFor();
    await drawer().getByRole('textbox', { name: 'Choices' }).fill('small\nlarge\nsmall');
  });
  await clean();
  const read = async () =>
    (
      await office.product.admin.ask<{ attributes: AttributeDefinition[] }>(
        'GET',
        '/api/attributes?recordKind=company',
      )
    ).attributes;
  expect(await read()).toMatchObject([
    { key: 'numero_de_client', type: 'text' },
    { key: 'plan', type: 'choice', choices: ['small', 'large'] },
  ]);
  await page.getByRole('button', { name: 'Move Plan', exact: true }).press('ArrowUp');
  await until(async () => (await read())[0]?.key === 'plan');
  await page.getByRole('button', { name: 'Delete Numéro de client' }).click();
  await drawer().getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Numéro de client', exact: true }).waitFor({ state: 'detached' });
  expect(await shown(page.getByRole('button', { name: 'Plan', exact: true }))).toBe(true);
});
