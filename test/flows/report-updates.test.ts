import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { xErrors } from '../../contract/errors/x.ts';
import { sql } from '../../server/base/index.ts';
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

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const idsIn = async (datasetId: string) =>
  (await reports.rows(datasetId)).map((row) => String(row[0])).sort();
const refusal = async (call: Promise<unknown>) => {
  const error: unknown = await call.catch((one: unknown) => one);
  return error instanceof Error ? error.message : 'it was taken';
};

describe('how the DataSet is updated', () => {
  it('append adds, and a run that is finished twice adds once', async () => {
    const { id, datasetId } = await reports.make('counting', { method: 'append', options: { count: 2 } });
    await reports.run(id);
    await reports.run(id);
    expect(await idsIn(datasetId)).toEqual(['1', '1', '2', '2']);
    expect((await reports.rows(datasetId)).map((row) => row[2])).toEqual(['1', '1', '2', '2']);
  });

  it('upsert replaces what has the same key', async () => {
    const { id, datasetId } = await reports.make('counting', { method: 'upsert', options: { count: 3 } });
    await reports.run(id);
    await reports.change(id, { options: { count: 4 } });
    expect((await reports.run(id)).result).toMatchObject({ rowsIn: 4, rowsNew: 1, rowsChanged: 0 });
    expect(await idsIn(datasetId)).toEqual(['1', '2', '3', '4']);
  });

  it.each([
    [() => ['same', 1] as const, 'dataset_key_twice'],
    [() => [null, 1] as const, 'dataset_key_empty'],
  ])('upsert takes no key twice, and none that is empty', async (row, code) => {
    const { id, datasetId } = await reports.make('counting', { method: 'upsert', options: { count: 2 } });
    script.row = row;
    expect((await reports.run(id)).problem?.code).toBe(code);
    expect(await reports.rows(datasetId)).toEqual([]);
  });

  it('partition replaces the partitions that come', async () => {
    const { id, datasetId } = await reports.make('counting', {
      method: 'partition',
      partitionBy: ['n'],
      options: { count: 2 },
    });
    script.row = (n) => [`first ${n}`, n];
    await reports.run(id);
    script.row = (n) => [`second ${n}`, n + 1];
    await reports.run(id);
    expect(await idsIn(datasetId)).toEqual(['first 1', 'second 1', 'second 2']);
  });

  it('a run without rows empties what is replaced and says so, and leaves the rest alone', async () => {
    const replaced = await reports.make('counting', { options: { count: 2 } });
    const added = await reports.make('counting', { options: { count: 2 }, method: 'append' });
    for (const { id } of [replaced, added]) {
      await reports.run(id);
      await reports.change(id, { options: { count: 0 } });
      expect(await reports.run(id)).toMatchObject({ state: 'succeeded', warnings: ['No rows came.'] });
    }
    expect(await reports.rows(replaced.datasetId)).toEqual([]);
    expect(await idsIn(added.datasetId)).toEqual(['1', '2']);
  });

  it('keeps what goes beside it in a table of its own', async () => {
    const { id } = await reports.make('counting', { name: 'Counted', options: { count: 5 } });
    await reports.run(id);
    await reports.run(id);
    const beside = (await reports.datasets()).filter(({ name }) => name === 'Counted – odd ones');
    expect(beside).toHaveLength(1);
    expect(await idsIn(beside[0]?.id ?? '')).toEqual(['1', '1', '3', '3', '5', '5']);
  });
});

describe('safeguards', () => {
  const changed = async (rule: string) => {
    const { id, datasetId } = await reports.make('counting', {
      options: { count: 1 },
      safeguards: { added: rule, removed: rule, retyped: rule },
    });
    await reports.run(id);
    script.columns = [
      { name: 'id', type: 'LONG' },
      { name: 'new', type: 'STRING' },
    ];
    script.row = (n) => [n, 'x'];
    const run = await reports.run(id);
    calmScript();
    return { run, rows: await reports.rows(datasetId) };
  };

  it('stop a run whose columns are others, and say which', async () => {
    const { run, rows } = await changed('abort');
    expect(run.problem).toMatchObject({ code: 'report_columns_changed', who: 'operator' });
    expect(run.problem?.message).toContain('added: new; removed: n; of another type: id');
    expect(rows[0]?.slice(0, 2)).toEqual(['1', '1']);
  });

  it('warn, or take it as it is', async () => {
    const warned = await changed('warn');
    expect(warned.run.warnings).toEqual([
      'The columns have changed. added: new.',
      'The columns have changed. removed: n.',
      'The columns have changed. of another type: id.',
    ]);
    expect(warned.rows[0]?.slice(0, 2)).toEqual(['1', 'x']);
    expect((await changed('accept')).run.warnings).toEqual([]);
  });
});

describe('when it runs', () => {
  const daily = {
    kind: 'every',
    unit: 'day',
    every: 1,
    from: '2026-01-01',
    at: '03:00',
    activeFrom: null,
    activeUntil: null,
  };
  const wait = (ms: number) => product.app.parts.clock.advance(ms);

  it('by its schedule, once for times that passed meanwhile, and not while it is paused', async () => {
    const { id, nextRunAt } = await reports.make('counting', { schedules: [daily], options: { count: 1 } });
    expect(nextRunAt).toMatch(/T03:00:00.000Z$/);
    await wait(3 * DAY_MS);
    const run = await until(async () => {
      const { lastRun } = await reports.get(id);
      return lastRun?.endedAt ? lastRun : undefined;
    });
    expect(run).toMatchObject({ trigger: 'schedule', state: 'succeeded' });
    expect(await reports.runs(id)).toHaveLength(1);
    const later = (await reports.get(id)).nextRunAt ?? '';
    expect(Date.parse(later)).toBeGreaterThan(product.app.parts.clock.now().getTime());
    await reports.change(id, { paused: true });
    await wait(2 * DAY_MS);
    expect(await reports.get(id)).toMatchObject({ paused: true, nextRunAt: null });
    expect(await reports.runs(id)).toHaveLength(1);
  });

  it('tries a run by schedule again after its delay, as often as it may; one by hand it does not', async () => {
    const { id } = await reports.make('counting', {
      schedules: [daily],
      retry: { most: 2, delayMinutes: 15 },
      options: { count: 1 },
    });
    script.before = () => {
      throw new XProblem(xErrors.x_down, { kind: 'failed', retryable: false, xStatus: 503 });
    };
    await reports.run(id);
    expect(await reports.runs(id)).toHaveLength(1);
    await wait(DAY_MS);
    const waiting = (count: number) =>
      until(async () => {
        const runs = await reports.runs(id);
        return runs.length === count && runs[0]?.state === 'queued' ? runs[0] : undefined;
      });
    expect(await waiting(3)).toMatchObject({ trigger: 'retry', waitUntil: expect.any(String) });
    await wait(16 * MINUTE_MS);
    await waiting(4);
    await wait(16 * MINUTE_MS);
    await until(async () => (await reports.runs(id)).every(({ endedAt }) => endedAt !== null));
    expect((await reports.runs(id)).map(({ trigger }) => trigger)).toEqual([
      'retry',
      'retry',
      'schedule',
      'manual',
    ]);
  });

  it('when its input is updated; for updates during a run, once more', async () => {
    const input = await reports.make('counting', { options: { count: 1 } });
    const address = `https://desk.example/datasources/${input.datasetId}/details/settings`;
    const { id, onInput } = await reports.make('following', {
      onInput: true,
      options: { count: 1, input: address },
    });
    expect(onInput).toBe(true);
    await reports.run(input.id);
    await until(async () => (await reports.get(id)).lastRun?.state === 'succeeded');
    expect((await reports.runs(id)).map(({ trigger }) => trigger)).toEqual(['dataset']);
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    // The following one waits in its only batch; the other ones do not.
    script.before = (_, context: PullContext) => (context.reportId === id ? held : undefined);
    await reports.start(id);
    await until(async () => (await reports.lastRun(id)).state === 'running');
    for (let update = 0; update < 3; update += 1) await reports.run(input.id);
    await until(async () => {
      const { pending } = await product.db.row(
        sql<{ pending: boolean }>`select input_version is not null as pending from report where id = ${id}`,
      );
      return pending;
    });
    go();
    await until(async () => {
      const runs = await reports.runs(id);
      return runs.length === 3 && runs.every(({ endedAt }) => endedAt !== null);
    });
    expect((await reports.runs(id)).map(({ trigger }) => trigger)).toEqual(['dataset', 'manual', 'dataset']);
  });

  it('never in a circle', async () => {
    const first = await reports.make('counting');
    const second = await reports.make('following', { onInput: true, options: { input: first.datasetId } });
    const third = await reports.make('following', { onInput: true, options: { input: second.datasetId } });
    const said = await refusal(reports.change(second.id, { options: { input: third.datasetId } }));
    expect(said).toContain('each update would start the next, without end');
    expect(await refusal(reports.change(second.id, { options: { input: second.datasetId } }))).toContain(
      'without end',
    );
  });
});

describe('bad input', () => {
  const bad: [string, string, object, string][] = [
    ['an unknown connector', 'guessing', {}, 'connector'],
    [
      'a wrong number',
      'counting',
      { options: { count: -1 } },
      'How many: give a whole number from 0 to 1000.',
    ],
    ['a wrong zone', 'counting', { zone: 'Mars/Olympus' }, 'There is no time zone “Mars/Olympus”.'],
    ['no input', 'following', {}, 'Input DataSet ID: choose a DataSet.'],
    [
      'a malformed input',
      'following',
      { options: { input: 'abc' } },
      'give the id, as aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    ],
    [
      'a missing input',
      'following',
      { options: { input: '00000000-0000-0000-0000-000000000000' } },
      'input DataSet',
    ],
    [
      'a key that does not come',
      'counting',
      { method: 'upsert', keys: ['nobody'] },
      'There is no column “nobody”',
    ],
    ['no partition', 'counting', { method: 'partition' }, 'Partition: choose the columns'],
    ['an update without input', 'counting', { onInput: true }, 'no input DataSet'],
    [
      'a schedule that never comes',
      'counting',
      { schedules: [{ kind: 'cron', text: '0 0 30 2 *' }] },
      'The schedule does not fit',
    ],
  ];
  it.each(bad)('%s is refused with a sentence, and nothing is made', async (_, kind, more, sentence) => {
    const before = (await reports.datasets()).length;
    expect(await refusal(reports.make(kind, more))).toContain(sentence);
    expect((await reports.datasets()).length).toBe(before);
  });
});
