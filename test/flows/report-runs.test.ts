import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { xErrors } from '../../contract/errors/x.ts';
import { reportErrors } from '../../contract/errors/reports.ts';
import type { PullContext } from '../../server/reports/kind.ts';
import { XProblem } from '../../server/x/index.ts';
import { until } from '../harness.ts';
import { type Product, startProduct } from '../product.ts';
import { calmScript, countingKind, followingKind, type Reports, reportsOf, script } from '../report-house.ts';

let product: Product;
let reports: Reports;
beforeAll(async () => {
  product = await startProduct({ reportKinds: [countingKind, followingKind] });
  reports = reportsOf(product.admin);
});
afterAll(() => product?.close());
beforeEach(calmScript);

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const numbersIn = async (datasetId: string) =>
  (await reports.rows(datasetId)).map((row) => Number(row[1])).sort((a, b) => a - b);
/** Waits at a batch until the run is told to end. */
const waitAt = (at: number) => (batch: number, context: PullContext) =>
  batch === at
    ? new Promise<void>((resolve) =>
        context.signal.addEventListener('abort', () => resolve(), { once: true }),
      )
    : undefined;

describe('a run', () => {
  it('fills the DataSet in one version, tells which run brought a row, and says what it did', async () => {
    const report = await reports.make('counting', { run: true });
    const run = await reports.ended(report.lastRun?.id ?? '');
    expect(run).toMatchObject({
      trigger: 'manual',
      state: 'succeeded',
      rows: 10,
      rowsExpected: 10,
      problem: null,
      warnings: [],
      result: { version: 1, rowsIn: 10, rowsNew: 10, rowsChanged: 0, rowsGone: 0 },
    });
    const rows = await reports.rows(report.datasetId);
    expect(rows[0]?.slice(0, 3)).toEqual(['1', '1', '1']);
    expect(String(rows[0]?.[3]).slice(0, 19)).toBe(run.queuedAt.slice(0, 19).replace('T', ' '));
  });
});

describe('where it goes on', () => {
  it('takes up at the last batch after a restart: no row lost, none twice', async () => {
    const { id, datasetId } = await reports.make('counting');
    script.before = waitAt(3);
    const { id: runId } = await reports.start(id);
    await until(() => script.seen.length === 3);
    await product.restart(async () => {
      script.before = () => undefined;
    });
    const run = await reports.ended(runId);
    expect(run).toMatchObject({ state: 'succeeded', rows: 10, result: { rowsIn: 10 } });
    expect(await numbersIn(datasetId)).toEqual(numbers(10));
    expect(script.seen).toEqual([0, 4, 8, 8]);
  });

  it('waits for X’s limits, says until when, and goes on where it was', async () => {
    const { id, datasetId } = await reports.make('counting');
    let waited = false;
    script.before = (batch) => {
      if (batch !== 2 || waited) return;
      waited = true;
      throw new XProblem(xErrors.x_limit_reached, {
        kind: 'limited',
        retryable: true,
        freeAt: new Date(product.app.parts.clock.now().getTime() + 1_500),
      });
    };
    const { id: runId } = await reports.start(id);
    const waiting = await until(async () => {
      const run = await reports.lastRun(id);
      return run.state === 'waiting' ? run : undefined;
    });
    expect(waiting).toMatchObject({ rows: 4, waitUntil: expect.any(String) });
    const run = await reports.ended(runId);
    expect(run).toMatchObject({ state: 'succeeded', rows: 10, waitUntil: null });
    expect(script.seen).toEqual([0, 4, 4, 8]);
    expect(await numbersIn(datasetId)).toEqual(numbers(10));
    expect((await reports.log(runId)).join(' ')).toContain('It goes on at');
  });

  it('gives the next run what the last good one left, and nothing of one that failed', async () => {
    const { id } = await reports.make('counting', { options: { count: 5 } });
    await reports.run(id);
    script.before = (batch) => {
      if (batch === 2) throw new XProblem(xErrors.x_token_invalid, { kind: 'refused', retryable: false });
    };
    await reports.run(id);
    script.before = () => undefined;
    await reports.run(id);
    expect(script.bookmarks).toEqual([undefined, 5, 5]);
  });
});

describe('a run that does not come through', () => {
  it('leaves the DataSet as it was, says who must act, and is mended by the next', async () => {
    const { id, datasetId } = await reports.make('counting', { options: { count: 3 } });
    await reports.run(id);
    script.row = (n) => [String(n + 100), n + 100];
    script.before = () => {
      throw new XProblem(xErrors.x_credits_depleted, { kind: 'limited', retryable: false });
    };
    const failed = await reports.run(id);
    expect(failed).toMatchObject({
      state: 'failed',
      result: null,
      problem: {
        code: 'x_credits_depleted',
        who: 'operator',
        message: expect.stringContaining('no credits'),
      },
    });
    expect(await numbersIn(datasetId)).toEqual([1, 2, 3]);
    script.before = () => undefined;
    expect((await reports.run(id)).state).toBe('succeeded');
    expect(await numbersIn(datasetId)).toEqual([101, 102, 103]);
  });

  it('is stopped by whoever asks, also in the middle', async () => {
    const { id, datasetId } = await reports.make('counting');
    script.before = waitAt(2);
    const { id: runId } = await reports.start(id);
    await until(() => script.seen.length === 2);
    await product.admin.ask('POST', `/api/report-runs/${runId}/cancel`);
    // Another start while it is open finds the same run.
    expect((await reports.start(id)).id).toBe(runId);
    expect(await reports.ended(runId)).toMatchObject({ state: 'cancelled', problem: null });
    expect(await reports.rows(datasetId)).toEqual([]);
    const { status, body } = await product.admin.call('POST', `/api/report-runs/${runId}/cancel`);
    expect([status, body['error']?.['code']]).toEqual([409, reportErrors.report_run_over.code]);
  });

  it('is tried again by itself when X has a fault, from where it was', async () => {
    const { id } = await reports.make('counting');
    let failures = 1;
    script.before = (batch) => {
      if (batch === 2 && failures-- > 0) {
        throw new XProblem(xErrors.x_down, { kind: 'failed', retryable: true, xStatus: 503 });
      }
    };
    expect(await reports.run(id)).toMatchObject({ state: 'succeeded', rows: 10 });
    expect(script.seen).toEqual([0, 4, 4, 8]);
  });
});

describe('money', () => {
  /** Ten units at 10,000 are ten cents a batch; half of it comes back. */
  const spends = () => {
    script.before = async (_, context) => {
      await context.spend(
        { kind: 'user_read', units: 10 },
        async () => 5,
        (used) => used,
      );
    };
  };

  it('is counted as it is used, and what was not used is not', async () => {
    spends();
    const { id } = await reports.make('counting');
    expect(await reports.run(id)).toMatchObject({ requests: 3, microUsd: 150_000 });
  });

  it('stops before the cap of a run is passed, and before that of a day', async () => {
    spends();
    const { id, datasetId } = await reports.make('counting', { mostPerRun: 199_999 });
    expect(await reports.run(id)).toMatchObject({
      state: 'failed',
      requests: 2,
      microUsd: 100_000,
      problem: { code: 'report_over_budget', message: expect.stringContaining('$0.20') },
    });
    expect(await reports.rows(datasetId)).toEqual([]);
    await reports.change(id, { mostPerRun: null, mostPerDay: 300_000 });
    // 0.10 of today are gone; 0.05 + 0.05 + a tenth ahead fit, one more does not.
    expect(await reports.run(id)).toMatchObject({ state: 'succeeded', microUsd: 150_000 });
    expect(await reports.run(id)).toMatchObject({
      state: 'failed',
      requests: 0,
      problem: { message: expect.stringContaining('cap per day') },
    });
  });
});
