import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { xErrors } from '../../contract/errors/x.ts';
import type { PullContext } from '../../server/reports/kind.ts';
import { XProblem } from '../../server/x/index.ts';
import { until } from '../harness.ts';
import { calmScript, countingKind, type Reports, reportsOf, script } from '../report-house.ts';
import { faults, openSettled } from './axe.ts';
import { type Office, openOffice, shown } from './browser.ts';

let office: Office;
let page: Page;
let reports: Reports;
beforeAll(async () => {
  office = await openOffice({ reportKinds: [countingKind] });
  reports = reportsOf(office.product.admin);
  ({ page } = await office.seat(office.product.admin, '/datasources'));
}, 240_000);
afterAll(() => office?.close());
beforeEach(calmScript);
afterEach(() => office.checkPages());

const open = (path: string) => openSettled(page, office.product.url + path);
const openTab = (datasetId: string, tab: string) => open(`/datasources/${datasetId}/details/${tab}`);
const rows = () => page.getByRole('list', { name: 'History' }).getByRole('listitem');
const desk = () => page.setViewportSize({ width: 1440, height: 900 });
const tabs = (name: string) => page.getByRole('navigation', { name });

/** The run stops before its second batch until it is told to go on, or to end. */
function holdSecondBatch(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  script.before = (batch: number, context: PullContext) => {
    if (batch !== 2) return;
    context.signal.addEventListener('abort', () => resolve(), { once: true });
    return promise;
  };
  return resolve;
}

describe('a run by hand', () => {
  it('shows how far it is, its log, and what it did', async () => {
    const { datasetId } = await reports.make('counting', { name: 'Counted' });
    const goOn = holdSecondBatch();
    await openTab(datasetId, 'history');
    expect(await shown(page.getByText('Nothing has been put in yet'))).toBe(true);
    await page.getByRole('button', { name: 'Run now' }).click();
    const progress = page.getByRole('region', { name: 'Rows fetched' });
    expect(await shown(progress.getByText(/^4 of 10 rows · /))).toBe(true);
    expect(await page.getByRole('button', { name: 'Run now' }).count()).toBe(0);
    await rows().getByRole('button', { name: 'Log' }).click();
    const drawer = page.getByRole('dialog', { name: 'Log of the run' });
    expect(await shown(drawer.getByText('4 of 10 rows'))).toBe(true);
    goOn();
    // The drawer follows the run.
    expect(await shown(drawer.getByText('10 rows in, 10 new'))).toBe(true);
    expect(await faults(page, '[role=dialog]')).toEqual([]);
    await desk();
    await drawer.getByRole('button', { name: 'Close' }).last().click();
    expect(await shown(rows().getByText('Succeeded'))).toBe(true);
    expect(await shown(rows().getByText(/Version 1: 10 rows/))).toBe(true);
    await progress.waitFor({ state: 'detached' });
    expect(await shown(page.getByText('100% of the last 1'))).toBe(true);
  });

  it('is one entry with the version that it made, and can be reverted to', async () => {
    script.row = (n) => [`other ${n}`, n];
    await page.getByRole('button', { name: 'Run now' }).click();
    expect(
      await shown(
        rows()
          .first()
          .getByText(/Version 2: 10 rows/),
      ),
    ).toBe(true);
    await until(async () => (await rows().count()) === 2);
    expect(
      await rows().first().getByRole('link', { name: 'Download version 2' }).getAttribute('href'),
    ).toMatch(/\/file\?format=csv&version=2$/);
    await rows().nth(1).getByRole('button', { name: 'Revert to this point' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revert to this point' }).click();
    expect(await shown(rows().first().getByText('Brought an earlier state back'))).toBe(true);
    expect(await rows().count()).toBe(3);
    expect(await faults(page)).toEqual([]);
    await desk();
    await tabs('Counted').getByRole('link', { name: 'Data' }).click();
    expect(await shown(page.getByRole('cell', { name: '10', exact: true }).first())).toBe(true);
    expect(await page.getByRole('cell', { name: 'other 1', exact: true }).count()).toBe(0);
  });

  it('is cancelled, after a question, and leaves the DataSet as it is', async () => {
    holdSecondBatch();
    await page.getByRole('button', { name: 'Run now' }).click();
    await page.getByRole('button', { name: 'Cancel the run' }).click();
    const dialog = page.getByRole('dialog');
    expect(await shown(dialog.getByText('Cancel the run?'))).toBe(true);
    await dialog.getByRole('button', { name: 'Cancel the run' }).click();
    expect(await shown(page.getByRole('button', { name: 'Run now' }))).toBe(true);
    await tabs('Counted').getByRole('link', { name: 'History' }).click();
    expect(await shown(rows().first().getByText('Cancelled'))).toBe(true);
    expect(await shown(page.getByText('10 rows · 4 columns'))).toBe(true);
  });
});

describe('a failed run', () => {
  it('that the safeguards stopped is put right in the settings and run again', async () => {
    const made = await reports.make('counting', {
      name: 'Guarded',
      safeguards: { added: 'abort', removed: 'abort', retyped: 'abort' },
    });
    await reports.run(made.id);
    script.columns = [...script.columns, { name: 'more', type: 'STRING' }];
    script.row = (n) => [String(n), n, 'x'];
    await reports.run(made.id);
    await openTab(made.datasetId, 'history');
    const banner = page.getByRole('region', { name: 'The last run has failed' });
    expect(await shown(banner.getByText(/the safeguards say to stop/))).toBe(true);
    expect(await shown(banner.getByText('An administrator must act; it will fail again until then.'))).toBe(
      true,
    );
    expect(await faults(page)).toEqual([]);
    await desk();
    await banner.getByRole('link', { name: 'Change the safeguards' }).click();
    const added = page.getByRole('radiogroup', { name: 'A column was added' });
    await added.getByLabel('Accept').click();
    expect(await faults(page)).toEqual([]);
    await desk();
    await page.getByRole('button', { name: 'Save the report' }).click();
    await until(async () => (await reports.get(made.id)).safeguards.added === 'accept');
    await banner.getByRole('button', { name: 'Run again' }).click();
    await banner.waitFor({ state: 'detached' });
    expect(await shown(page.getByText('10 rows · 5 columns'))).toBe(true);
    expect(await reports.lastRun(made.id)).toMatchObject({ state: 'succeeded' });
  });

  it('for its sign-in leads to the account; one that waits says until when', async () => {
    const made = await reports.make('counting', { name: 'Refused' });
    script.before = () => {
      throw new XProblem(xErrors.x_token_invalid, { kind: 'refused', retryable: false });
    };
    await reports.run(made.id);
    await openTab(made.datasetId, 'history');
    expect(await page.getByRole('link', { name: 'Re-connect the account' }).getAttribute('href')).toMatch(
      /^\/datasources\/accounts/,
    );
    const freeAt = new Date(office.product.app.parts.clock.now().getTime() + 3_600_000);
    script.before = () => {
      throw new XProblem(xErrors.x_limit_reached, { kind: 'limited', retryable: true, freeAt });
    };
    await page.getByRole('button', { name: 'Run again' }).first().click();
    expect(
      await shown(
        rows()
          .first()
          .getByText(/^Waits for X until .*\d\d:\d\d$/),
      ),
    ).toBe(true);
  });
});

describe('the schedule', () => {
  it('is changed in its tab, paused and resumed', async () => {
    const made = await reports.make('counting', { name: 'Planned' });
    await openTab(made.datasetId, 'schedule');
    expect(await shown(page.getByText('Next run: by hand'))).toBe(true);
    expect(await page.getByRole('button', { name: 'Save the report' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Run it on a schedule' }).click();
    await page.getByRole('radio', { name: 'Partition' }).click();
    await page.getByRole('button', { name: 'Save the report' }).click();
    expect(await shown(page.getByText('Choose the columns that make a partition.'))).toBe(true);
    await page.getByRole('checkbox', { name: 'id', exact: true }).click();
    await page.getByRole('switch', { name: 'Tell when it is late' }).click();
    // Nothing is lost by a slip.
    await page.getByRole('link', { name: 'DataSets', exact: true }).click();
    await page.getByRole('dialog').getByText('Keep editing').click();
    await page.getByRole('button', { name: 'Save the report' }).click();
    expect(await shown(page.getByText(/^Next run: .*06:00/))).toBe(true);
    const saved = async () => {
      const report = await reports.get(made.id);
      return report.schedules.length > 0 && report;
    };
    expect(await until(saved)).toMatchObject({
      method: 'partition',
      partitionBy: ['id'],
      lateAfterHours: 24,
      schedules: [{ kind: 'every', unit: 'day' }],
    });
    await page.getByRole('button', { name: 'Pause' }).click();
    const paused = page.getByRole('region', { name: 'Paused' });
    expect(await shown(paused)).toBe(true);
    await paused.getByRole('button', { name: 'Resume' }).click();
    await paused.waitFor({ state: 'detached' });
  });
});

describe('the list', () => {
  it('has what needs attention first, and filters by state and source', async () => {
    const broken = await reports.make('counting', { name: 'Broken' });
    script.before = () => {
      throw new XProblem(xErrors.x_token_invalid, { kind: 'refused', retryable: false });
    };
    await reports.run(broken.id);
    // The youngest is not the first: it is well.
    await reports.make('counting', { name: 'Well' });
    await open('/datasources');
    const list = page.getByRole('list', { name: 'DataSets' }).getByRole('listitem');
    expect(await shown(list.first().getByText('Failed'))).toBe(true);
    expect(await shown(list.first().getByRole('link', { name: 'Broken' }))).toBe(true);
    await page.getByRole('combobox', { name: 'State' }).selectOption('attention');
    await until(async () => (await list.count()) === 1);
    await page.getByRole('combobox', { name: 'State' }).selectOption('');
    await page.getByRole('combobox', { name: 'Source' }).selectOption('none');
    // What a report fills beside its DataSet is not without one.
    expect(await shown(page.getByText('No DataSet fits these filters'))).toBe(true);
    await page.getByRole('combobox', { name: 'Source' }).selectOption('');
    const beside = list.filter({ has: page.getByRole('link', { name: 'Counted – odd ones' }) });
    expect(await shown(beside.first().getByText('Beside “Counted”'))).toBe(true);
    expect(await faults(page)).toEqual([]);
    await desk();
  });

  it('runs, tags and deletes several at once', async () => {
    await page.getByRole('checkbox', { name: 'Choose Broken' }).click();
    await page.getByRole('checkbox', { name: 'Choose Well' }).click();
    expect(await shown(page.getByText('2 DataSets chosen'))).toBe(true);
    await page.getByRole('button', { name: 'Add a tag' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Tag' }).fill('monday');
    await page.getByRole('dialog').getByRole('button', { name: 'Add a tag' }).click();
    const list = page.getByRole('list', { name: 'DataSets' }).getByRole('listitem');
    await until(async () => (await list.filter({ hasText: 'monday' }).count()) === 2);
    const well = list.filter({ has: page.getByRole('link', { name: 'Well', exact: true }) });
    await well.getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Run now' }).click();
    expect(await shown(well.getByText('10 rows · 4 columns'))).toBe(true);
    await page.getByRole('checkbox', { name: 'Choose Broken' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete 1 DataSet?' });
    expect(await shown(dialog.getByText('Broken'))).toBe(true);
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('link', { name: 'Broken' }).waitFor({ state: 'detached' });
    expect((await reports.datasets()).some(({ name }) => name === 'Broken')).toBe(false);
  });
});
