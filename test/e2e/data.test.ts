import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type DataProgram, openDataProgram } from '../data-house.ts';
import type { SavedQuery } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { faults, openSettled } from './axe.ts';
import { type Office, openOffice, type Seat, shown } from './browser.ts';

let office: Office;
let seat: Seat;
let program: DataProgram;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  program = await openDataProgram(product.url, product.admin);
  seat = await office.seat(product.admin, '/datasources');
}, 240_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

it('says what to do while there is nothing, and shows what comes in by itself', async () => {
  const { page } = seat;
  expect(await shown(page.getByText('No DataSets yet'))).toBe(true);
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await program.make('Orders of 2026', 'Ada,3\n', 'Ben,1\n,2\n');
  await page.getByRole('link', { name: 'Orders of 2026' }).click();
  expect(await shown(page.getByRole('heading', { level: 1, name: 'Orders of 2026' }))).toBe(true);
  expect(await shown(page.getByText('3 rows · 2 columns'))).toBe(true);
  expect(await shown(page.getByRole('cell', { name: 'null' }))).toBe(true);
});

it('sorts by the head and searches in all columns', async () => {
  const { page } = seat;
  const first = page.getByRole('row').nth(1);
  await page.getByRole('button', { name: /^count/ }).click();
  expect(await shown(first.getByRole('cell', { name: 'Ben' }))).toBe(true);
  await page.getByRole('button', { name: /^count/ }).click();
  expect(await shown(first.getByRole('cell', { name: 'Ada' }))).toBe(true);
  await page.getByRole('textbox', { name: 'Search in all columns' }).fill('BEN');
  expect(await shown(first.getByRole('cell', { name: 'Ben' }))).toBe(true);
  await page.getByRole('textbox', { name: 'Search in all columns' }).fill('nobody');
  expect(await shown(page.getByText('No row holds this text'))).toBe(true);
});

it('scrolls to any row of a long table, sorted or not, and draws only what is seen', async () => {
  const lines = Array.from({ length: 30_000 }, (_, at) => `Person ${at + 1},${at % 7}\n`).join('');
  const id = await program.make('Long table', lines);
  const page = await seat.tab(`/datasources/${id}/details/data`);
  const cell = (name: string) => page.getByRole('cell', { name, exact: true });
  const table = page.getByRole('region', { name: 'Data' });
  expect(await shown(cell('Person 1'))).toBe(true);
  await table.focus();
  await page.keyboard.press('End');
  expect(await shown(cell('Person 30000'))).toBe(true);
  expect(await table.getByRole('row').count()).toBeLessThan(80);
  await page.getByRole('textbox', { name: 'Go to row' }).fill('12345');
  await page.keyboard.press('Enter');
  expect(await shown(cell('Person 12345'))).toBe(true);
  await page.getByRole('button', { name: /^count/ }).click();
  expect(await shown(cell('Person 8'))).toBe(true);
  await table.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  // The last one with a 6.
  expect(await shown(cell('Person 29995'))).toBe(true);
  expect(await faults(page)).toEqual([]);
  await page.close();
});

it('looks at an earlier state and brings it back', async () => {
  const { page } = seat;
  await page.getByRole('link', { name: 'History' }).click();
  const item = page.getByRole('listitem').filter({ hasText: 'Version 1 ' });
  await item.getByRole('link', { name: 'Look at it' }).click();
  expect(await shown(page.getByText('This is version 1, an earlier state.'))).toBe(true);
  expect(await page.getByRole('cell', { name: 'Ben' }).count()).toBe(0);
  await page.getByRole('link', { name: 'History' }).click();
  await item.getByRole('button', { name: 'Revert to this point' }).click();
  const dialog = page.getByRole('dialog');
  expect(await shown(dialog.getByText('Revert to version 1?'))).toBe(true);
  await dialog.getByRole('button', { name: 'Revert to this point' }).click();
  expect(await shown(page.getByText('Brought an earlier state back'))).toBe(true);
  expect(await shown(page.getByText('1 row · 2 columns'))).toBe(true);
});

it('changes the settings, on a phone in the dark', async () => {
  const { page } = seat;
  await page.getByRole('link', { name: 'Settings', exact: true }).last().click();
  expect(await shown(page.getByRole('checkbox', { name: 'who' }))).toBe(true);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Name' }).fill('Orders');
  await page.getByRole('button', { name: 'Save' }).click();
  expect(await shown(page.getByRole('heading', { level: 1, name: 'Orders' }))).toBe(true);
  await page.setViewportSize({ width: 1440, height: 900 });
});

it('takes a file in, after a look at it', async () => {
  const { page } = seat;
  await openSettled(page, `${office.product.url}/datasources`);
  await page.getByRole('button', { name: 'Import a file' }).click();
  const drawer = page.getByRole('dialog', { name: 'A DataSet from a file' });
  await drawer.locator('input[type=file]').setInputFiles({
    name: 'Stock of today.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('item,left\nBeans,12\nMugs,three\n'),
  });
  await drawer.getByRole('combobox', { name: 'Type of left' }).selectOption('LONG');
  await drawer.getByRole('button', { name: 'Make the DataSet' }).click();
  expect(await shown(drawer.getByRole('alert').filter({ hasText: 'line 3' }))).toBe(true);
  await drawer.getByRole('checkbox', { name: 'Leave out lines' }).check();
  expect(await faults(page, '[role=dialog]')).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await drawer.getByRole('button', { name: 'Make the DataSet' }).click();
  expect(await shown(drawer.getByText('One line was left out:'))).toBe(true);
  await drawer.getByRole('button', { name: 'To the DataSet' }).click();
  expect(await shown(page.getByRole('heading', { level: 1, name: 'Stock of today' }))).toBe(true);
  expect(await shown(page.getByRole('cell', { name: '12' }))).toBe(true);
});

it('asks in SQL by the keyboard, and explains what is wrong', async () => {
  const { page } = seat;
  await openSettled(page, `${office.product.url}/datasources/sql`);
  const box = page.getByRole('textbox', { name: 'Statement' });
  await box.fill('select who, count * 2 as twice from Orders');
  await box.press('Control+Enter');
  expect(await shown(page.getByRole('cell', { name: '6' }))).toBe(true);
  expect(await shown(page.getByText(/^1 row in /))).toBe(true);
  await box.fill('select nothing from Orders');
  await box.press('Control+Enter');
  expect(await shown(page.getByRole('alert').filter({ hasText: 'nothing' }))).toBe(true);
  expect(await faults(page)).toEqual([]);
});

const sqlPage = () => {
  const { page } = seat;
  const box = page.getByRole('textbox', { name: 'Statement' });
  return {
    page,
    box,
    list: page.getByRole('region', { name: 'Saved queries' }),
    leaving: page.getByRole('dialog', { name: 'Go on without saving?' }),
    verb: (name: string) => page.getByRole('button', { name, exact: true }),
    run: async (sql: string) => {
      await box.fill(sql);
      await box.press('Control+Enter');
    },
    wide: () => page.setViewportSize({ width: 1440, height: 900 }),
  };
};

it('keeps a statement under a name, says when it differs, and asks before it goes', async () => {
  const { page, box, list, leaving, verb, wide } = sqlPage();
  await wide();
  expect(await shown(list.getByText('No saved queries yet'))).toBe(true);
  await box.fill('select who, count from Orders');
  expect(await shown(page.getByText('Not saved yet'))).toBe(true);
  await verb('Save').click();
  const dialog = page.getByRole('dialog', { name: 'Save the query' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect(await shown(dialog.getByText('Give it a name.'))).toBe(true);
  expect(await faults(page, '[role=dialog]')).toEqual([]);
  await wide();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Orders by person');
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect(await shown(page.getByRole('heading', { level: 2, name: 'Orders by person' }))).toBe(true);
  expect(await shown(page.getByText('Saved', { exact: true }))).toBe(true);
  await box.fill('select who from Orders');
  expect(await shown(page.getByText('Changed, not saved'))).toBe(true);
  await verb('New').click();
  await leaving.getByText('Keep it').click();
  expect(await box.inputValue()).toBe('select who from Orders');
  await list.getByRole('button', { name: 'Orders by person' }).click();
  await leaving.getByRole('button', { name: 'Go on without saving' }).click();
  expect(await shown(page.getByText('Saved', { exact: true }))).toBe(true);
  expect(await box.inputValue()).toBe('select who, count from Orders');
  await verb('New').click();
  expect(await shown(page.getByRole('heading', { level: 2, name: 'New query' }))).toBe(true);
  expect(await box.inputValue()).toBe('');
});

it('draws a result as it was saved, says why it cannot, and hands it out', async () => {
  const { page, box, list, verb, run, wide } = sqlPage();
  await list.getByRole('button', { name: 'Orders by person' }).click();
  await box.press('Control+Enter');
  await page.getByText('Bars', { exact: true }).click();
  const bar = page.locator('.recharts-bar-rectangle').first();
  expect(await shown(bar)).toBe(true);
  expect(await shown(page.getByRole('cell', { name: 'Ada' }))).toBe(true);
  expect(await faults(page)).toEqual([]);
  await wide();
  await verb('Save').click();
  expect(await shown(page.getByText('Saved', { exact: true }))).toBe(true);
  await openSettled(page, `${office.product.url}/datasources/sql`);
  await box.press('Control+Enter');
  expect(await shown(bar)).toBe(true);
  await page.getByText('Number', { exact: true }).click();
  expect(await shown(page.getByRole('definition').filter({ hasText: /^3$/ }))).toBe(true);
  await run("select '=1+1' as sum, -5 as n");
  expect(await shown(page.getByRole('definition').filter({ hasText: '-5' }))).toBe(true);
  const [file] = await Promise.all([page.waitForEvent('download'), verb('Download as CSV').click()]);
  expect(file.suggestedFilename()).toBe('Orders by person.csv');
  expect(await readFile(await file.path(), 'utf8')).toBe("sum,n\r\n'=1+1,-5\r\n");
  await run('select who from Orders');
  expect(await shown(page.getByText('No column of the result holds numbers.'))).toBe(true);
});

it('cancels what runs', async () => {
  const { page, verb, run } = sqlPage();
  await run('select count(*) as n from range(1000000000) a(i), range(1000000) b(j) where a.i + b.j < 0');
  await verb('Cancel').click();
  expect(await shown(page.getByText('The query was cancelled.'))).toBe(true);
  await run('select 40 + 2 as answer');
  expect(await shown(page.getByRole('cell', { name: '42' }))).toBe(true);
});

it('offers names while one is written', async () => {
  const { page, box, wide } = sqlPage();
  const option = (name: string) => page.getByRole('option', { name });
  await box.fill('select ');
  await box.pressSequentially('1 from Ord');
  expect(await shown(option('Orders DataSet'))).toBe(true);
  expect(await faults(page)).toEqual([]);
  await wide();
  await box.press('Enter');
  expect(await box.inputValue()).toBe('select 1 from Orders');
  await box.pressSequentially(' where cou');
  expect(await shown(option('count column of Orders'))).toBe(true);
  await box.press('Tab');
  await box.pressSequentially(' > 1 or "stock o');
  expect(await shown(option('Stock of today DataSet'))).toBe(true);
  await box.press('Escape');
  const offers = page.getByRole('listbox', { name: 'DataSets and columns' });
  expect(await until(async () => (await offers.count()) === 0)).toBe(true);
  await box.pressSequentially('f tod');
  expect(await box.inputValue()).toBe('select 1 from Orders where count > 1 or "stock of tod');
});

it('follows what others save, and lets those who may not save run it', async () => {
  const { product } = office;
  const { queries } = await product.admin.ask<{ queries: SavedQuery[] }>('GET', '/api/saved-queries');
  const path = `/api/saved-queries/${queries[0]?.id}`;
  const change = async (sql: string) => {
    const { version } = await product.admin.ask<SavedQuery>('GET', path);
    await product.admin.ask('PATCH', path, { version, sql });
  };
  const lead = await office.seat(await product.invite('Lea Lead', 'supervisor'), '/datasources/sql');
  const { page } = lead;
  const box = page.getByRole('textbox', { name: 'Statement' });
  await page.getByRole('button', { name: 'Orders by person' }).click();
  await box.press('Control+Enter');
  expect(await shown(page.getByRole('cell', { name: 'Ada' }))).toBe(true);
  expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
  await change('select 7 as seven');
  expect(await until(async () => (await box.inputValue()) === 'select 7 as seven')).toBe(true);
  await box.fill('select 8 as eight');
  await change('select 9 as nine');
  expect(await shown(page.getByText('Somebody else saved this query meanwhile'))).toBe(true);
  expect(await box.inputValue()).toBe('select 8 as eight');
  await page.getByRole('button', { name: 'Load what is stored' }).click();
  await page.getByRole('button', { name: 'Go on without saving' }).click();
  expect(await until(async () => (await box.inputValue()) === 'select 9 as nine')).toBe(true);
  await lead.close();
});

it('renames and deletes on a phone, and takes it back', async () => {
  const { page, box, leaving, verb } = sqlPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await verb('Saved queries').click();
  const drawer = page.getByRole('dialog', { name: 'Saved queries' });
  await drawer.getByRole('button', { name: 'Orders by person' }).click();
  await leaving.getByRole('button', { name: 'Go on without saving' }).click();
  expect(await until(async () => (await box.inputValue()) === 'select 9 as nine')).toBe(true);
  await verb('More about this query').click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const naming = page.getByRole('dialog', { name: 'Rename the query' });
  await naming.getByRole('textbox', { name: 'Name' }).fill('Nine');
  await naming.getByRole('button', { name: 'Save' }).click();
  expect(await shown(page.getByRole('heading', { level: 2, name: 'Nine' }))).toBe(true);
  await verb('More about this query').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  expect(await shown(page.getByRole('heading', { level: 2, name: 'New query' }))).toBe(true);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await verb('Saved queries').click();
  expect(await shown(drawer.getByRole('button', { name: 'Nine' }))).toBe(true);
});
