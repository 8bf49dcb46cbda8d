import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DataReport, OptionField } from '../../contract/api/index.ts';
import { reportKinds } from '../../server/reports/registry.ts';
import { openDataProgram } from '../data-house.ts';
import { everyFieldKind } from '../every-field-kind.ts';
import { until } from '../harness.ts';
import { calmScript, countingKind, reportsOf } from '../report-house.ts';
import { faults, openSettled } from './axe.ts';
import { type Office, openOffice, type Seat, shown } from './browser.ts';
import { fillDetails, tabTo } from './report-pages.ts';

let office: Office;
let seat: Seat;
let page: Page;
let accountId: string;
let orders: string;
beforeAll(async () => {
  office = await openOffice({ reportKinds: [...reportKinds, countingKind, everyFieldKind] });
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop' });
  ({ accountId } = await product.connect('birdshop'));
  for (const text of ['Seeds are back', 'Closed on Monday']) {
    await product.x.control('POST', '/posts', { author: '@birdshop', text });
  }
  const program = await openDataProgram(product.url, product.admin);
  orders = await program.make('Orders', 'Ada,3\n', 'Ben,1\n');
  seat = await office.seat(product.admin, '/datasources');
  ({ page } = seat);
}, 240_000);
afterAll(() => office?.close());
beforeEach(calmScript);
afterEach(() => office.checkPages());

const open = (path: string) => openSettled(page, office.product.url + path);
const next = () => page.getByRole('button', { name: 'Next' }).click();
const pane = (name: string) => page.getByRole('heading', { level: 2, name: new RegExp(`${name}$`) });
/** The report of the DataSet whose page is open. */
async function reportHere(): Promise<DataReport> {
  const datasetId = /datasources\/([0-9a-f-]{36})/.exec(page.url())?.[1];
  const { reports } = await office.product.admin.ask<{ reports: DataReport[] }>(
    'GET',
    `/api/reports?datasetId=${datasetId}`,
  );
  const report = reports[0];
  if (!report) throw new Error('there is no report');
  return report;
}

describe('a new DataSet', () => {
  it('lists the connectors, and keeps a file as another way', async () => {
    await page.getByRole('link', { name: 'New DataSet' }).first().click();
    const list = page.getByRole('list', { name: 'New DataSet' });
    await list.getByRole('link', { name: 'Counting' }).waitFor();
    expect(await list.getByRole('link').count()).toBe(reportKinds.length + 2);
    await list.getByRole('button', { name: 'From a file' }).click();
    expect(await shown(page.getByRole('dialog', { name: 'A DataSet from a file' }))).toBe(true);
    await page.keyboard.press('Escape');
  });

  it('is made by the keyboard alone, and run', async () => {
    await open('/datasources/new');
    await tabTo(page, 'Counting');
    await page.keyboard.press('Enter');
    await pane('Details').waitFor();
    await tabTo(page, 'How many');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('7');
    // Enter in a field goes on like the button.
    await page.keyboard.press('Enter');
    await pane('Data Safeguards').waitFor();
    await tabTo(page, 'Next');
    await page.keyboard.press('Enter');
    await pane('Scheduling').waitFor();
    await tabTo(page, 'Run it on a schedule');
    await page.keyboard.press('Enter');
    await shown(page.getByText('Every day at 06:00'));
    await tabTo(page, 'Next');
    await page.keyboard.press('Enter');
    await pane('Name & Describe').waitFor();
    await tabTo(page, 'Name');
    await page.keyboard.type('Numbers by hand');
    await tabTo(page, 'Save and run');
    await page.keyboard.press('Enter');
    expect(await shown(page.getByRole('heading', { level: 1, name: 'Numbers by hand' }))).toBe(true);
    expect(await shown(page.getByText('7 rows in, 7 new'))).toBe(true);
    const report = await reportHere();
    expect(report.options).toEqual({ count: 7, batch: 4 });
    expect(report.schedules).toMatchObject([{ kind: 'every', unit: 'day', every: 1, at: '06:00' }]);
  });
});

describe('the panes', () => {
  it('Credentials: says what one must have, and goes on only with an account', async () => {
    await open('/datasources/new/every-field');
    expect(await shown(page.getByText('An account of X that is connected here.'))).toBe(true);
    expect(await page.getByRole('link', { name: 'Add an account' }).getAttribute('href')).toBe(
      '/settings/x/connect',
    );
    await next();
    expect(await shown(page.getByText('Choose the account that this connector reads X with.'))).toBe(true);
    await page.getByRole('radio', { name: '@birdshop' }).click();
    await next();
    await pane('Details').waitFor();
  });

  it('Details: greys out what cannot be had with its reason, and shows what hangs on a choice', async () => {
    expect(await page.getByRole('checkbox', { name: 'App opens' }).isDisabled()).toBe(true);
    expect(await shown(page.getByText('This account’s source does not count them.'))).toBe(true);
    await page.getByRole('checkbox', { name: /^All of them/ }).click();
    expect(await page.getByRole('checkbox', { name: 'Clicks on links' }).isChecked()).toBe(true);
    expect(await page.getByRole('textbox', { name: 'Number of Posts' }).count()).toBe(1);
    await page.getByRole('radio', { name: 'Picked posts' }).click();
    expect(await page.getByRole('textbox', { name: 'Number of Posts' }).count()).toBe(0);
    await next();
    expect(await shown(page.getByText('Choose a day.'))).toBe(true);
    expect(await shown(page.getByText('Choose at least one post.'))).toBe(true);
  });

  it('Details: lists own posts, takes pasted ids and addresses, and refuses the 101st', async () => {
    await page.getByRole('button', { name: 'Show the account’s posts' }).click();
    await page.getByRole('searchbox', { name: 'Search in these posts' }).fill('SEEDS');
    const posts = page.getByRole('list', { name: 'Posts', exact: true }).last();
    await until(async () => (await posts.getByRole('checkbox').count()) === 1);
    await posts.getByRole('checkbox', { name: 'Seeds are back' }).click();
    expect(await shown(page.getByText('1 of at most 100'))).toBe(true);
    const box = page.getByRole('textbox', { name: 'Ids or addresses of posts' });
    const add = page.getByRole('button', { name: 'Add them' });
    await box.fill('https://x.com/birdshop/status/7001?s=20 nonsense');
    await add.click();
    expect(await shown(page.getByText('“nonsense” is neither an id nor the address of a post.'))).toBe(true);
    await box.fill(
      `https://x.com/birdshop/status/7001 ${Array.from({ length: 99 }, (_, at) => 1 + at).join(' ')}`,
    );
    await add.click();
    expect(await shown(page.getByText('100 of at most 100'))).toBe(true);
    expect(await shown(page.getByText('100 posts at most: one was left out.'))).toBe(true);
    await page.getByRole('button', { name: 'Take out Post 7001' }).click();
    expect(await shown(page.getByText('99 of at most 100'))).toBe(true);
  });

  it('Details: finds a DataSet by the address of its page, and its column by name', async () => {
    await page.getByRole('switch', { name: 'Only for users of a DataSet' }).click();
    const box = page.getByRole('combobox', { name: 'Input DataSet ID' });
    // What was typed stays when the field is left.
    await box.fill('no such name');
    await box.press('Tab');
    expect(await shown(page.getByText('No DataSet is chosen yet'))).toBe(true);
    expect(await box.inputValue()).toBe('no such name');
    await box.fill('https://house.example/datasources/aaaaaaaa-bbbb/details');
    expect(await shown(page.getByText('This is no id of a DataSet'))).toBe(true);
    await box.fill('https://house.example/datasources/aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee/details/settings');
    expect(await shown(page.getByText('There is no such DataSet.'))).toBe(true);
    await box.fill(`https://house.example/datasources/${orders}/details/data`);
    expect(await shown(page.getByText(/^Its columns: who, count\.$/))).toBe(true);
    const column = page.getByRole('combobox', { name: 'Column' });
    await until(async () => (await column.textContent())?.includes('Found by itself: who'));
  });

  it('Details: shows the price, the server’s refusal at its field, and real rows', async () => {
    await page.getByLabel('Select Specific Date').fill('2020-02-02');
    expect(await shown(page.getByText('It lies before all posts.'))).toBe(true);
    await page.getByLabel('Select Specific Date').fill('2026-11-30');
    await page.getByRole('radio', { name: 'Recent posts' }).click();
    expect(await shown(page.getByText(/^A run asks X at most 2 times and costs at most \D*0\.10\.$/))).toBe(
      true,
    );
    await page.getByRole('button', { name: 'Load preview' }).click();
    expect(await shown(page.getByRole('cell', { name: 'replies' }))).toBe(true);
    expect(await faults(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await next();
  });

  it('Data Safeguards: what happens for each change', async () => {
    await pane('Data Safeguards').waitFor();
    const added = page.getByRole('radiogroup', { name: 'A column was added' });
    expect(await added.getByLabel('Accept').isChecked()).toBe(true);
    await added.getByLabel('Stop').click();
    expect(await added.getByLabel('Accept').isChecked()).toBe(false);
    await next();
  });

  it('Scheduling: several schedules of every kind, with the next times in the zone', async () => {
    await pane('Scheduling').waitFor();
    expect(await page.getByRole('checkbox', { name: 'metric' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Run it on a schedule' }).click();
    await page.getByRole('button', { name: 'Add a schedule' }).click();
    const second = page.getByRole('group', { name: 'Schedule 2' });
    await second.getByText('Advanced', { exact: true }).click();
    await second.getByRole('combobox', { name: 'Days' }).selectOption('nth');
    await second.getByRole('button', { name: 'first' }).click();
    await second.getByRole('button', { name: 'last' }).click();
    await second.getByRole('button', { name: 'Sun' }).click();
    expect(await shown(second.getByText('On the last Monday and Sunday at 06:00'))).toBe(true);
    await page.getByRole('button', { name: 'Add a schedule' }).click();
    const third = page.getByRole('group', { name: 'Schedule 3' });
    await third.getByText('Cron', { exact: true }).click();
    await third.getByRole('textbox', { name: 'Five fields' }).fill('0 9 * *');
    await next();
    expect(await shown(page.getByText('Write five fields with blanks between them.'))).toBe(true);
    await third.getByRole('textbox', { name: 'Five fields' }).fill('61 9 * * 1-5');
    expect(await shown(page.getByRole('alert').filter({ hasText: 'The schedule does not fit' }))).toBe(true);
    await third.getByRole('textbox', { name: 'Five fields' }).fill('0 9 * * 1-5');
    await page.getByRole('combobox', { name: 'Time zone' }).fill('Berlin');
    await page.getByRole('option', { name: 'Europe/Berlin' }).click();
    const times = page.getByRole('list', { name: 'Next times' });
    await until(async () => /GMT\+1|CET/.test((await times.textContent()) ?? ''));
    expect(await times.getByRole('listitem').count()).toBe(5);
    expect(await faults(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('textbox', { name: 'Per run, US dollars' }).fill('2.5');
    await next();
  });

  it('Name: nothing is lost by going back, by loading the page anew, or by leaving and coming back', async () => {
    await pane('Name & Describe').waitFor();
    await page.getByRole('textbox', { name: 'Description' }).fill('For the Monday meeting');
    await page.getByRole('button', { name: 'Back' }).click();
    expect(await page.getByRole('textbox', { name: 'Five fields' }).inputValue()).toBe('0 9 * * 1-5');
    await page.getByRole('button', { name: 'Name & Describe' }).click();
    await page.reload();
    await pane('Name & Describe').waitFor();
    expect(await shown(page.getByText('You go on with what you chose before.'))).toBe(true);
    await page.getByRole('link', { name: 'DataSets', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
    await open('/datasources/new/every-field');
    expect(await page.getByRole('textbox', { name: 'Description' }).inputValue()).toBe(
      'For the Monday meeting',
    );
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Every field – @birdshop');
    expect(await faults(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('makes what was chosen, and forgets the draft', async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Every field – @birdshop' }).waitFor();
    const report = await reportHere();
    expect(report).toMatchObject({
      accountId,
      method: 'upsert',
      safeguards: { added: 'abort', removed: 'warn', retyped: 'warn' },
      zone: 'Europe/Berlin',
      mostPerRun: 2_500_000,
      lastRun: null,
      options: {
        selection: 'recent',
        number: 20,
        metrics: ['likes', 'replies', 'clicks'],
        day: '2026-11-30',
        input: orders,
      },
    });
    expect(report.options).not.toHaveProperty('posts');
    expect(report.schedules).toMatchObject([
      { kind: 'every' },
      { kind: 'calendar', days: { by: 'nth', nth: [-1], weekdays: [1, 7] } },
      { kind: 'cron', text: '0 9 * * 1-5' },
    ]);
    await open('/datasources/new/every-field');
    expect(await page.getByText('You go on with what you chose before.').count()).toBe(0);
    expect(await page.getByRole('radio', { name: '@birdshop' }).isChecked()).toBe(false);
  });

  it('shows a refusal in the pane that it belongs to', async () => {
    const reports = reportsOf(office.product.admin);
    const made = await reports.make('counting', { name: 'Soon gone' });
    await open('/datasources/new/every-field');
    await page.getByRole('radio', { name: '@birdshop' }).click();
    await next();
    await page.getByLabel('Select Specific Date').fill('2026-11-30');
    await page.getByRole('switch', { name: 'Only for users of a DataSet' }).click();
    await page.getByRole('combobox', { name: 'Input DataSet ID' }).fill(made.datasetId);
    await shown(page.getByText(/^Its columns: /));
    await shown(page.getByText(/^A run asks X/));
    for (const name of ['Data Safeguards', 'Scheduling', 'Name & Describe']) {
      await next();
      await pane(name).waitFor();
    }
    await office.product.admin.ask('DELETE', `/api/datasets/${made.datasetId}`);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    expect(await shown(page.getByRole('alert').filter({ hasText: 'The report could not be made' }))).toBe(
      true,
    );
    expect(await shown(pane('Details'))).toBe(true);
  });
});

describe('every connector', () => {
  it.each(reportKinds.map(({ id, name }) => [name, id] as const))(
    '%s is made pane by pane',
    async (name, id) => {
      await open(`/datasources/new/${id}`);
      const kind = reportKinds.find((one) => one.id === id);
      if (kind?.needsAccount) await page.getByRole('radio', { name: '@birdshop' }).click();
      if (kind?.needsAccount || kind?.prerequisites.length) await next();
      await pane('Details').waitFor();
      const query = kind?.needsAccount ? `?accountId=${accountId}` : '';
      const { options } = await office.product.admin.ask<{ options: OptionField[] }>(
        'GET',
        `/api/report-kinds/${id}/options${query}`,
      );
      await fillDetails(page, options, { datasetId: orders, postId: '7001', day: '2026-11-01' });
      await shown(page.getByText(/^A run asks X/));
      for (const following of ['Data Safeguards', 'Scheduling', 'Name & Describe']) {
        await next();
        await pane(following).waitFor();
      }
      await page.getByRole('textbox', { name: 'Name' }).fill(`Ours: ${name}`);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      expect(await shown(page.getByRole('heading', { level: 1, name: `Ours: ${name}` }))).toBe(true);
      expect((await reportHere()).kind).toBe(id);
    },
  );
});
