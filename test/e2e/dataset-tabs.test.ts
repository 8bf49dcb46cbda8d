import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DataProgram, openDataProgram } from '../data-house.ts';
import { faults, openSettled } from './axe.ts';
import { type Office, openOffice, shown } from './browser.ts';

let office: Office;
let page: Page;
let program: DataProgram;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  program = await openDataProgram(product.url, product.admin);
  ({ page } = await office.seat(product.admin, '/datasources'));
}, 240_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const pageOf = (datasetId: string) => `${office.product.url}/datasources/${datasetId}/details`;
const open = (datasetId: string, tab: string) => openSettled(page, `${pageOf(datasetId)}/${tab}`);
const desk = () => page.setViewportSize({ width: 1440, height: 900 });

describe('what the columns hold', () => {
  const card = (name: string) =>
    page
      .getByRole('list', { name: 'Columns' })
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name, exact: true }) });

  it('says what to do while there are no rows', async () => {
    await open(await program.make('Nothing yet'), 'statistics');
    expect(await shown(page.getByText('There are no rows'))).toBe(true);
  });

  it('is shown column by column, and follows the data', async () => {
    const id = await program.make('Orders', 'Ada,3\nBen,1\nAda,\n');
    await open(id, 'data');
    await page.getByRole('navigation', { name: 'Orders' }).getByRole('link', { name: 'Statistics' }).click();
    const ada = card('who').getByRole('listitem').filter({ hasText: 'Ada' });
    expect(await shown(ada.getByText('2', { exact: true }))).toBe(true);
    const spread = card('count').getByRole('img');
    expect(await spread.getAttribute('aria-label')).toBe(
      'How the values of count are spread: 1: 1 row; 2: 0 rows; 3: 1 row',
    );
    expect(await shown(card('count').getByText('1 (33.3%)'))).toBe(true);
    expect(await faults(page)).toEqual([]);
    await desk();
    await program.call('PUT', `/datasets/${id}/data?updateMethod=APPEND`, 'Ada,9\n', 'text/csv');
    expect(await shown(ada.getByText('3', { exact: true }))).toBe(true);
  });

  it('says what went wrong, and asks again', async () => {
    const id = await program.make('Broken', 'Ada,3\n');
    const address = /\/api\/datasets\/[^/]+\/statistics/;
    await page.route(address, (route) =>
      route.fulfill({
        status: 400,
        json: { error: { code: 'query_too_long', message: 'The query took longer than it may.' } },
      }),
    );
    await open(id, 'statistics');
    expect(await shown(page.getByText('The query took longer than it may.'))).toBe(true);
    await page.unroute(address);
    await page.getByRole('alert').getByRole('button').click();
    expect(await shown(card('who'))).toBe(true);
  });
});
