import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { type Office, openOffice } from './browser.ts';

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

it('agents are not shown the way to it, nor let in by the address', async () => {
  const ben = await office.product.invite('Ben Agent', 'agent');
  const { page } = await office.seat(ben, '/insights/report');
  await page.getByRole('heading', { name: 'Preferences' }).waitFor();
  expect(await page.getByRole('link', { name: 'Insights' }).count()).toBe(0);
});
