import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { AlertRule, ApiKey, Queue, SetupFile } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { make, queueInput } from '../flows/configure-house.ts';
import { type Office, openOffice, shown } from './browser.ts';

let office: Office;
let page: Page;

beforeAll(async () => {
  office = await openOffice();
  const { admin } = office.product;
  await make<Queue>(admin, 'queues', queueInput('VIP'));
  await make<Queue>(admin, 'queues', queueInput('Night'));
  await make(admin, 'roles', {
    name: 'Auditor',
    description: '',
    rank: 'agent',
    permissions: ['audit.see'],
  });
  ({ page } = await office.seat(admin, '/settings/queues'));
}, 240_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const drawer = () => page.getByRole('dialog');
const clean = async () => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
};
const queues = async () =>
  (await office.product.admin.ask<{ items: Queue[] }>('GET', '/api/setup/queues')).items;

it('#43 #44 says in the queue what happens when it is full or somebody waits too long', async () => {
  await page.getByRole('button', { name: 'VIP', exact: true }).click();
  const before = drawer().getByRole('region', { name: 'Before a conversation comes in' });
  const waiting = drawer().getByRole('region', { name: 'While it waits' });
  await before.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('menuitem', { name: 'more are waiting than' }).click();
  await before.getByRole('textbox', { name: 'Conversations' }).fill('2000');
  await before.getByRole('combobox', { name: 'Then' }).selectOption('close it');
  await waiting.getByRole('button', { name: 'Add a condition' }).click();
  await drawer().getByRole('button', { name: 'Save' }).click();
  // Nothing is saved while a number is out of its bounds or the other queue is missing.
  await before.getByText('Give a number from 1 to 1,000.').waitFor();
  await waiting.getByText('Choose the queue that takes over.').waitFor();
  await before.getByRole('textbox', { name: 'Conversations' }).fill('20');
  await waiting.getByRole('textbox', { name: 'Minutes' }).fill('45');
  await waiting.getByRole('combobox', { name: 'Queue' }).selectOption('Night');
  await clean();
  await drawer().getByRole('button', { name: 'Save' }).click();
  await drawer().waitFor({ state: 'detached' });
  const all = await queues();
  const night = all.find(({ name }) => name === 'Night');
  expect(all.find(({ name }) => name === 'VIP')?.settings.overflow).toEqual([
    { condition: 'items_exceed', value: 20, action: 'close', queueId: null },
    { condition: 'wait_exceeds', value: 45, action: 'transfer', queueId: night?.id },
  ]);
});

it('takes a deletion back, with the button and with the key', async () => {
  const before = await queues();
  const remove = async () => {
    await page.getByRole('button', { name: 'Delete VIP' }).click();
    await drawer().getByText('You can take it back right afterwards.').waitFor();
    await drawer().getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('button', { name: 'VIP', exact: true }).waitFor({ state: 'detached' });
    expect((await queues()).map(({ name }) => name)).not.toContain('VIP');
  };
  const back = async () => {
    await page.getByRole('button', { name: 'VIP', exact: true }).waitFor();
    expect(await queues()).toEqual(before);
  };
  await remove();
  await page.getByRole('button', { name: 'Undo' }).click();
  await back();
  await remove();
  await page.keyboard.press('z');
  await back();
});

it('#60 makes, changes and removes a rule for alerts', async () => {
  await page.getByRole('link', { name: 'Alerts' }).click();
  await page.getByText('No rules for alerts yet').waitFor();
  await clean();
  await page.getByRole('button', { name: 'New rule' }).click();
  await drawer().getByRole('textbox', { name: 'Name' }).fill('Long waits');
  await drawer()
    .getByRole('textbox', { name: /^Critical at/ })
    .fill('3');
  await drawer().getByRole('button', { name: 'Save' }).click();
  await drawer().getByText('It must be more than the warning.').waitFor();
  await drawer()
    .getByRole('textbox', { name: /^Critical at/ })
    .fill('');
  await drawer().getByRole('combobox', { name: 'Queue' }).selectOption('VIP');
  await clean();
  await drawer().getByRole('button', { name: 'Save' }).click();
  await page.getByText('Longest wait · VIP · warning at 5 minutes').waitFor();
  const rules = async () =>
    (await office.product.admin.ask<{ rules: AlertRule[] }>('GET', '/api/board/alert-rules')).rules;
  expect(await rules()).toMatchObject([{ kind: 'wait_exceeds', warning: 5, critical: null, enabled: true }]);
  await page.getByRole('button', { name: 'Delete Long waits' }).click();
  await drawer().getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No rules for alerts yet').waitFor();
  expect(await rules()).toEqual([]);
});

it('saves the set-up as a file, shows what another one would change, and takes it over', async () => {
  await page.getByRole('link', { name: 'Set-up file' }).click();
  await clean();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^rookery-setup-\d{4}-\d\d-\d\d\.json$/);
  const text = await readFile(await saved.path(), 'utf8');
  // Our own API's file; the parts of queues are queues.
  const file = JSON.parse(text) as SetupFile;
  const choose = (content: string) =>
    page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  await choose('Name;Mail');
  await page.getByText('it holds no JSON').waitFor();
  await choose(text);
  await page.getByText('There is nothing to do.').waitFor();
  const vip = file.parts['queue']?.find(({ name }) => name === 'VIP');
  await choose(
    JSON.stringify({
      ...file,
      parts: { ...file.parts, queue: [{ ...vip, name: 'Harbour' }], unheard_of: [{ name: 'x' }] },
    }),
  );
  await page.getByRole('row', { name: /Queue Harbour is made/ }).waitFor();
  await page.getByRole('row', { name: /Unheard of x is left out: / }).waitFor();
  expect((await queues()).map(({ name }) => name)).not.toContain('Harbour');
  await clean();
  await page.getByRole('button', { name: 'Change 1 thing' }).click();
  await page.getByText('The file is taken over').waitFor();
  expect((await queues()).map(({ name }) => name)).toContain('Harbour');
});

it('gives a key a role of the workspace’s own, and asks before it is revoked', async () => {
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByRole('textbox', { name: 'What it is for' }).fill('The auditors');
  await page.getByRole('combobox', { name: 'Role' }).selectOption('Auditor');
  await page.getByRole('button', { name: 'Make a key' }).click();
  const secret = await page.getByRole('textbox', { name: /shown only this once/ }).inputValue();
  await page.getByRole('cell', { name: 'Auditor', exact: true }).waitFor();
  await clean();
  const as = (path: string) =>
    fetch(office.product.url + path, { headers: { authorization: `Bearer ${secret}` } });
  expect([(await as('/api/audit')).status, (await as('/api/setup/file')).status]).toEqual([200, 403]);
  await page.getByRole('button', { name: 'Revoke' }).click();
  await drawer().getByRole('button', { name: 'Cancel' }).click();
  expect((await as('/api/audit')).status).toBe(200);
  await page.getByRole('button', { name: 'Revoke' }).click();
  await drawer().getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('cell', { name: 'Revoked' }).waitFor();
  const { keys } = await office.product.admin.ask<{ keys: ApiKey[] }>('GET', '/api/keys');
  expect([(await as('/api/audit')).status, keys[0]?.revokedAt !== null]).toEqual([401, true]);
});

it('#106 reads the audit log in sentences, narrows it, saves it, and checks the whole chain', async () => {
  await page.getByRole('link', { name: 'Audit log' }).click();
  await page.getByRole('row', { name: /Ada Admin revoked an API key/ }).waitFor();
  await clean();
  await page.getByRole('combobox', { name: 'What' }).selectOption('Queues');
  await page
    .getByRole('row', { name: /API key/ })
    .first()
    .waitFor({ state: 'detached' });
  await page
    .getByRole('row', { name: /Ada Admin made a queue/ })
    .first()
    .waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save as CSV' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv).toContain('queue.changed');
  expect(csv).not.toContain('api_key');
  await page.getByLabel('Until').fill('2001-01-01');
  await page.getByText('Nothing fits these filters.').waitFor();
  await page.getByRole('button', { name: 'Check the whole chain' }).click();
  await page.getByText(/^All \d+ entries follow from each other\.$/).waitFor();
  expect(await page.getByRole('textbox', { name: 'The end of the chain' }).inputValue()).toMatch(
    /^\d+ [0-9a-f]{64}$/,
  );
});

it('#106 says at which entry the chain was broken by hand', async () => {
  await office.product.db.execute(sql`update audit set action = 'queue.removed' where seq = 3`);
  await page.getByRole('button', { name: 'Check the whole chain' }).click();
  expect(await shown(page.getByText(/^The chain is broken at entry 3:/))).toBe(true);
});
