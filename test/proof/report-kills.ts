import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { standardSafeguards } from '../../contract/api/index.ts';
import { newId, sql } from '../../server/base/index.ts';
import { createDatasets, openDatasetFiles } from '../../server/datasets/index.ts';
import { createDuck } from '../../server/duck/index.ts';
import { findOpenRun, insertRun, listRuns } from '../../server/reports/run-store.ts';
import { insertReport } from '../../server/reports/store.ts';
import { openTestBase, until } from '../harness.ts';
import { startProcess } from './processes.ts';
import { chanceOf } from './random.ts';

const ROWS = 1_000;

export interface ReportKills {
  readonly kills: number;
  readonly runs: number;
  readonly states: readonly string[];
  /** Rows in the DataSet, and how many different ones: of each run each number once. */
  readonly rows: number;
  readonly different: number;
  /** The same of the table beside it. */
  readonly beside: number;
  readonly besideDifferent: number;
  readonly expected: number;
}

/** Kills the process that runs reports again and again, wherever it is, and counts what came of its runs. */
export async function runReportKills(options: {
  readonly seed: number;
  readonly kills: number;
}): Promise<ReportKills> {
  const chance = chanceOf(options.seed);
  const base = await openTestBase();
  const directory = await mkdtemp(join(tmpdir(), 'rk-reports-'));
  const duck = createDuck({ spillDir: join(directory, 'spill-here') });
  const db = base.workspace;
  const datasets = createDatasets({
    duck,
    files: openDatasetFiles(join(directory, 'files')),
    clock: base.clock,
    changed: () => Promise.resolve(),
    db: base.db,
  });
  const start = async () => {
    const logFile = join(directory, 'process.log');
    const running = startProcess('test/proof/report-process.ts', [base.url, directory], { logFile });
    await new Promise<void>((resolve) => running.child.stdout?.once('data', () => resolve()));
    return running;
  };
  let victim = await start();
  try {
    const columns = [
      { name: 'n', type: 'LONG' as const },
      { name: '_BATCH_ID_', type: 'LONG' as const },
      { name: '_BATCH_LAST_RUN_', type: 'DATETIME' as const },
    ];
    const dataset = await datasets.create(db, { name: 'Counted', columns, ownerId: null });
    const reportId = newId();
    const at = base.clock.now();
    await db.transaction((tx) =>
      insertReport(tx, {
        id: reportId,
        kind: 'counting',
        datasetId: dataset.id,
        accountId: null,
        options: {},
        method: 'append',
        keys: [],
        partitionBy: [],
        safeguards: standardSafeguards,
        schedules: [],
        zone: 'UTC',
        retry: null,
        onDatasetId: null,
        paused: false,
        mostPerRun: null,
        mostPerDay: null,
        lateAfterHours: null,
        dueAt: null,
        bookmark: null,
        companions: {},
        runs: 0,
        lastRunId: null,
        lastSuccessAt: null,
        inputVersion: null,
        createdAt: at,
        updatedAt: at,
      }),
    );
    const queue = async () => {
      if (await findOpenRun(db, reportId)) return;
      const run = {
        reportId,
        trigger: 'manual' as const,
        attempt: 0,
        at: base.clock.now(),
        dueAt: null,
        byId: null,
      };
      await db.transaction((tx) => insertRun(tx, { ...run, id: newId() }));
      base.bus.publish('report-runs', '');
    };
    for (let kill = 0; kill < options.kills; kill += 1) {
      await queue();
      // A run takes about half a second, its end included.
      await pause(20 + chance.below(700));
      await victim.kill('SIGKILL');
      victim = await start();
    }
    await queue();
    await until(async () => !(await findOpenRun(db, reportId)), {
      timeoutMs: 60_000,
      what: 'the last run had ended',
    });
    const runs = await listRuns(db, reportId, undefined, 1_000);
    const count = async (datasetId: string) => {
      const { rows } = await datasets.query(db, {
        reader: 'system',
        sql: 'select count(*), count(distinct (n, "_BATCH_ID_")) from t',
        tables: { t: { datasetId } },
        rows: 1,
        timeoutMs: 60_000,
      });
      return [Number(rows[0]?.[0]), Number(rows[0]?.[1])] as const;
    };
    const companion = await db.row(sql<{ id: string }>`
      select companions->>'beside' as id from report where id = ${reportId}`);
    const [rows, different] = await count(dataset.id);
    const [beside, besideDifferent] = await count(companion.id);
    return {
      kills: options.kills,
      runs: runs.length,
      states: [...new Set(runs.map(({ state }) => state))],
      rows,
      different,
      beside,
      besideDifferent,
      expected: runs.length * ROWS,
    };
  } finally {
    await victim.kill('SIGKILL');
    await duck.close();
    await base.close();
    await rm(directory, { recursive: true, force: true });
  }
}
