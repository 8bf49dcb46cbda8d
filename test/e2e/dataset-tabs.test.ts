import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LineageLink, LineageNode } from '../../contract/api/index.ts';
import { type DataProgram, openDataProgram } from '../data-house.ts';
import { until } from '../harness.ts';
import { countingKind, followingKind, type Reports, reportsOf } from '../report-house.ts';
import { faults, openSettled } from './axe.ts';
import { type Office, openOffice, shown } from './browser.ts';

let office: Office;
let page: Page;
let program: DataProgram;
let reports: Reports;
beforeAll(async () => {
  office = await openOffice({ reportKinds: [countingKind, followingKind] });
  const { product } = office;
  reports = reportsOf(product.admin);
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

describe('the lineage', () => {
  const lineage = (datasetId: string) =>
    office.product.admin.ask<{ nodes: LineageNode[]; links: LineageLink[]; cut: boolean }>(
      'GET',
      `/api/datasets/${datasetId}/lineage`,
    );
  const nodes = () => page.getByRole('list', { name: 'Lineage' }).getByRole('listitem');

  it('of a DataSet that nothing is linked to', async () => {
    await open(await program.make('Alone', 'Ada,1\n'), 'lineage');
    expect(await shown(page.getByText('It is made from no other DataSet'))).toBe(true);
    expect(await shown(nodes().getByText('Files and programs'))).toBe(true);
  });

  it('leads from a DataSet to the next, also where its address was given', async () => {
    const counted = await reports.make('counting', { name: 'Counted' });
    await reports.run(counted.id);
    const followed = await reports.make('following', {
      name: 'Followed',
      options: { input: `${pageOf(counted.datasetId)}/data` },
    });
    const last = await reports.make('following', { name: 'Last', options: { input: followed.datasetId } });
    const answer = await lineage(followed.datasetId);
    expect(answer.cut).toBe(false);
    expect(answer.nodes.map(({ name, source }) => [name, source?.connector])).toEqual([
      ['Followed', 'Following'],
      ['Counted', 'Counting'],
      ['Last', 'Following'],
    ]);
    expect(answer.links).toEqual([
      { from: counted.datasetId, to: followed.datasetId, kind: 'input' },
      { from: followed.datasetId, to: last.datasetId, kind: 'input' },
    ]);
    // From its beginning there is the table beside it, too.
    expect((await lineage(counted.datasetId)).nodes.map(({ name }) => name)).toEqual([
      'Counted',
      'Counted – odd ones',
      'Followed',
      'Last',
    ]);

    await open(followed.datasetId, 'lineage');
    expect(await until(async () => (await nodes().count()) === 3)).toBe(true);
    const left = async (name: string) =>
      (await nodes().filter({ hasText: name }).first().boundingBox())?.x ?? Number.NaN;
    expect(await left('this DataSet')).toBeGreaterThan(await left('Counting'));
    await nodes().getByRole('link', { name: 'Counted' }).press('Enter');
    expect(await shown(page.getByRole('heading', { level: 1, name: 'Counted' }))).toBe(true);
    expect(await shown(nodes().getByText('Filled by the same report'))).toBe(true);
    expect(await faults(page)).toEqual([]);
    // What the lines say stands there as words on a phone.
    const words = [nodes().getByText('Stands beside Counted.'), nodes().getByText('Made from Followed.')];
    for (const one of words) expect((await one.boundingBox())?.width).toBeGreaterThan(100);
    await desk();
    for (const one of words) expect((await one.boundingBox())?.width).toBeLessThan(2);
  });

  it('shows that an input was deleted', async () => {
    const input = await program.make('Short-lived', 'Ada,1\n');
    const { datasetId } = await reports.make('following', { name: 'Left behind', options: { input } });
    await office.product.admin.ask('DELETE', `/api/datasets/${input}`);
    expect((await lineage(datasetId)).nodes.map(({ name }) => name)).toEqual(['Left behind', null]);
    await open(datasetId, 'lineage');
    expect(await shown(nodes().getByText('A DataSet that was deleted', { exact: true }))).toBe(true);
  });
});
