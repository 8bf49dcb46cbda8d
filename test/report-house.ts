import type { DataReport, DatasetRows, OptionField, ReportRun } from '../contract/api/index.ts';
import { standardSafeguards } from '../contract/api/index.ts';
import type { Batch, Json, PullContext, ReportKind, Row } from '../server/reports/kind.ts';
import { until } from './harness.ts';
import type { ApiUser } from './product.ts';

/** What a test's connector does next. */
export interface Script {
  /** Called before each batch: throws, waits, or lets it through. */
  before: (batch: number, context: PullContext) => Promise<void> | void;
  /** Rows of the DataSet; by default numbers from 1. */
  row: (n: number) => Row;
  columns: { name: string; type: 'STRING' | 'LONG' }[];
  /** Batches that were asked for, with the checkpoint that each began at. */
  seen: (Json | undefined)[];
  bookmarks: (Json | undefined)[];
}

export const script: Script = {
  before: () => undefined,
  row: (n) => [String(n), n],
  columns: [],
  seen: [],
  bookmarks: [],
};

/** As it is before each test. */
export function calmScript(): void {
  Object.assign(script, {
    before: () => undefined,
    row: (n: number) => [String(n), n],
    columns: [
      { name: 'id', type: 'STRING' },
      { name: 'n', type: 'LONG' },
    ],
    seen: [],
    bookmarks: [],
  } satisfies Script);
}
calmScript();

const options: OptionField[] = [
  { key: 'count', label: 'How many', kind: 'number', least: 0, most: 1_000, default: 10, unit: 'rows' },
  { key: 'batch', label: 'Batch', kind: 'number', least: 1, most: 1_000, default: 4, unit: 'rows' },
];
const base = {
  summary: 'Counts.',
  needsAccount: false,
  prerequisites: [],
  questions: [],
  method: 'replace' as const,
  input: null,
  options: () => options,
  columns: () => script.columns,
  keys: () => ['id'],
  companions: [{ key: 'odd', name: 'odd ones', columns: [{ name: 'id', type: 'STRING' as const }] }],
  estimate: async () => ({ requests: 1, microUsd: 0, notes: ['It costs nothing.'] }),
};

/** A connector that counts, batch by batch, as its script says. */
export const countingKind: ReportKind = {
  ...base,
  id: 'counting',
  name: 'Counting',
  pull: (context) => count(context),
};

/** The same, started by updates of another DataSet. */
export const followingKind: ReportKind = {
  ...base,
  id: 'following',
  name: 'Following',
  input: 'input',
  options: () => [...options, { key: 'input', label: 'Input DataSet ID', kind: 'dataset' }],
  pull: (context) => count(context),
};

async function* count(context: PullContext): AsyncGenerator<Batch> {
  const { count: most, batch } = context.asked.options;
  script.bookmarks.push(context.bookmark);
  let from = typeof context.checkpoint === 'number' ? context.checkpoint : 0;
  for (let number = 1; from < Number(most); number += 1) {
    script.seen.push(from);
    await script.before(number, context);
    const until = Math.min(Number(most), from + Number(batch));
    const numbers = Array.from({ length: until - from }, (_, at) => from + at + 1);
    from = until;
    yield {
      rows: numbers.map(script.row),
      companions: { odd: numbers.filter((n) => n % 2 === 1).map((n) => [String(n)]) },
      checkpoint: from,
      bookmark: from,
      expected: Number(most),
    };
  }
}

/** What a report is set to unless a test says otherwise: everything, every time, by hand. */
export const plainSettings = {
  accountId: null,
  options: {},
  method: 'replace',
  keys: [],
  partitionBy: [],
  safeguards: standardSafeguards,
  schedules: [],
  zone: 'UTC',
  retry: null,
  onInput: false,
  paused: false,
  mostPerRun: null,
  mostPerDay: null,
  lateAfterHours: null,
};

/** Makes reports, runs them and looks at what came. */
export function reportsOf(admin: ApiUser) {
  const get = (id: string) => admin.ask<DataReport>('GET', `/api/reports/${id}`);
  const ended = (id: string) =>
    until(
      async () => {
        const { run } = await admin.ask<{ run: ReportRun }>('GET', `/api/report-runs/${id}`);
        return run.endedAt === null ? undefined : run;
      },
      { what: 'the run had ended' },
    );
  const lastRun = async (id: string) => {
    const { lastRun: run } = await get(id);
    if (!run) throw new Error('it never ran');
    return run;
  };
  return {
    get,
    ended,
    lastRun,
    make: (kind: string, more: object = {}) =>
      admin.ask<DataReport>('POST', '/api/reports', {
        ...plainSettings,
        kind,
        name: `A ${kind} report`,
        description: '',
        run: false,
        ...more,
      }),
    change: (id: string, change: object) => admin.ask<DataReport>('PATCH', `/api/reports/${id}`, change),
    start: (id: string) => admin.ask<ReportRun>('POST', `/api/reports/${id}/runs`),
    /** Runs it to its end. */
    run: async (id: string) => ended((await admin.ask<ReportRun>('POST', `/api/reports/${id}/runs`)).id),
    runs: async (id: string) =>
      (await admin.ask<{ runs: ReportRun[] }>('GET', `/api/reports/${id}/runs?limit=100`)).runs,
    log: async (id: string) =>
      (await admin.ask<{ log: { text: string }[] }>('GET', `/api/report-runs/${id}`)).log.map(
        ({ text }) => text,
      ),
    rows: async (datasetId: string) =>
      (await admin.ask<DatasetRows>('GET', `/api/datasets/${datasetId}/rows?limit=500`)).rows,
    datasets: async () =>
      (
        await admin.ask<{ datasets: { id: string; name: string; rows: number; version: number }[] }>(
          'GET',
          '/api/datasets?limit=100',
        )
      ).datasets,
  };
}
export type Reports = ReturnType<typeof reportsOf>;
