import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { type Office, openOffice, shown } from './browser.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  for (const name of ['shop', 'kim', 'lee']) await product.x.user(name);
  await product.connect('shop');
  for (const name of ['kim', 'lee']) await product.x.write(name, 'shop', 'hello');
  const rows = await until(async () => {
    const found = await product.admin.ask<{ rows: { conversationId: string; workItem: unknown }[] }>(
      'GET',
      '/api/inbox?view=all',
    );
    return found.rows.filter((row) => row.workItem).length === 2 ? found.rows : undefined;
  });
  await product.admin.ask('PATCH', `/api/conversations/${rows[0]?.conversationId}`, { state: 'closed' });
}, 120_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

it('#101 a supervisor reads the report, sees what a number means and opens what is behind it', async () => {
  const cleo = await office.product.invite('Cleo Super', 'supervisor');
  const { page } = await office.seat(cleo);
  await page.getByRole('link', { name: 'Insights' }).click();
  expect(await shown(page.getByRole('group', { name: 'Open', exact: true }).getByText('1'))).toBe(true);
  await page.getByRole('link', { name: 'Report' }).click();
  const card = page.getByRole('button', { name: /^Closed/ });
  await until(async () => (await card.textContent())?.includes('1'), { what: 'one closed is counted' });
  // Definitions come to whoever goes by keyboard.
  await page.keyboard.press('Tab');
  await card.focus();
  expect(await shown(page.getByRole('tooltip', { name: /closed in this time, for whatever reason/ }))).toBe(
    true,
  );
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Conversations behind “Closed”' });
  expect(await shown(drawer.getByRole('link', { name: /kim|lee/ }))).toBe(true);
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  await page.getByRole('combobox', { name: 'Group by' }).click();
  await page.getByRole('option', { name: 'Queue' }).click();
  expect(await shown(page.getByRole('rowheader', { name: 'Everybody' }))).toBe(true);
  // The address keeps what is shown.
  expect(new URL(page.url()).searchParams.get('groupBy')).toBe('queue');
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export as CSV' }).click();
  expect((await file).suggestedFilename()).toBe('report.csv');
});

it('agents are not shown the way to it, nor let in by the address', async () => {
  const ben = await office.product.invite('Ben Agent', 'agent');
  const { page } = await office.seat(ben, '/insights/report');
  await page.getByRole('heading', { name: 'Preferences' }).waitFor();
  expect(await page.getByRole('link', { name: 'Insights' }).count()).toBe(0);
});
