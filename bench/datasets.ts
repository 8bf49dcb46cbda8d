import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { openParts } from '../server/app-parts.ts';
import { createLogger, newId, sql, type WorkspaceDb } from '../server/base/index.ts';
import { readConfig } from '../server/config.ts';
import { createDatasets, type Datasets, openDatasetFiles } from '../server/datasets/index.ts';
import { createDuck } from '../server/duck/index.ts';
import { COLUMNS, rowsSql } from './dataset-rows.ts';
import { type Bench, type Figure, median, ofRuns } from './figures.ts';

const ROWS = 1_000_000;
const SOME = 100_000;
const RUNS = 3;
const THREADS = 2;
const MEMORY_MB = 768;

const RAW_TYPES = 'VARCHAR TIMESTAMP VARCHAR VARCHAR VARCHAR VARCHAR VARCHAR BIGINT DOUBLE DATE'.split(' ');

/** DataSets beside DuckDB itself on the same files: same format, threads and syncs. */
export const datasets: Bench = {
  name: 'datasets',
  about: `${ROWS.toLocaleString('en')} rows of ${COLUMNS.length} columns; ${SOME.toLocaleString('en')} into them; DuckDB itself on the same files, ${THREADS} threads, synced, in the same run`,
  run: async (say) => {
    const dir = await mkdtemp(join(tmpdir(), 'rk-datasets-'));
    const parts = await openParts(readConfig({ port: '0', data: dir }, {}), {
      logger: createLogger('silent'),
      https: false,
    });
    const duck = createDuck({ spillDir: join(dir, 'spill'), threads: THREADS, memoryMb: MEMORY_MB });
    const instance = await DuckDBInstance.create(join(dir, 'raw.duckdb'), {
      threads: String(THREADS),
      memory_limit: `${MEMORY_MB}MB`,
    });
    const raw = await instance.connect();
    try {
      await parts.start();
      const db = parts.db.workspace(newId<'workspace'>());
      await db.execute(sql`
        insert into workspace (id, name, created_at) values (${db.workspaceId}, 'Bench', ${parts.clock.now()})`);
      const files = openDatasetFiles(join(dir, 'datasets'));
      const ours = createDatasets({ ...parts, duck, files, changed: () => Promise.resolve() });
      return await measure({ dir, raw, ours, db, say });
    } finally {
      raw.closeSync();
      instance.closeSync();
      await duck.close();
      await parts.close();
      await rm(dir, { recursive: true, force: true });
    }
  },
};

interface World {
  readonly dir: string;
  readonly raw: DuckDBConnection;
  readonly ours: Datasets;
  readonly db: WorkspaceDb;
  readonly say: (line: string) => void;
}

async function measure({ dir, raw, ours, db, say }: World): Promise<Figure[]> {
  const all = join(dir, 'all.csv');
  const some = join(dir, 'some.csv');
  await raw.run(`copy (${rowsSql(0, ROWS)}) to '${all}' (header false)`);
  // Half of them are there already.
  await raw.run(`copy (${rowsSql(ROWS - SOME / 2, SOME)}) to '${some}' (header false)`);
  const set = await ours.create(db, { name: 'Messages', columns: COLUMNS, keys: ['id'], ownerId: null });
  const write = (path: string, method: 'replace' | 'append' | 'upsert') => {
    const incoming = { format: 'csv', path, header: 'no', badLines: 'refuse' } as const;
    return ours.write(db, set.id, incoming, { method, byId: null });
  };
  const rawFile = join(dir, 'raw.parquet');
  const rawCsv = (path: string) => {
    const columns = COLUMNS.map(({ name }, at) => `'${name}': '${RAW_TYPES[at]}'`).join(', ');
    return `select * from read_csv('${path}', columns = {${columns}}, header = false, auto_detect = false, nullstr = '')`;
  };
  const toParquet = async (select: string) => {
    await raw.run(`copy (${select}) to '${rawFile}' (format parquet, compression zstd)`);
    await syncFile(rawFile);
  };

  const load = await pairs(
    say,
    'import',
    () => write(all, 'replace'),
    () => toParquet(rawCsv(all)),
  );
  const figures: Figure[] = [
    ofRuns('CSV in, checked, a durable version: rows a second', '/s', load.ours.map(rate(ROWS)), {
      target: { at: 'least', value: 400_000 },
      baseline: median(load.raw.map(rate(ROWS))),
    }),
    ratio('… of DuckDB writing the same Parquet', load, 0.3),
  ];

  // DuckDB's own way to change a table: rows in a file of its own, written down at once.
  await raw.run(`create or replace table kept as ${rawCsv(all)}`);
  await raw.run('checkpoint');
  const settle = () => write(all, 'replace');
  const changes = [
    ['replace', 'create or replace table swapped as select * from fresh'],
    ['append', 'insert into kept select * from fresh'],
    ['upsert', 'delete from kept using fresh where kept.id = fresh.id; insert into kept select * from fresh'],
  ] as const;
  for (const [method, statement] of changes) {
    const both = await pairs(
      say,
      method,
      () => write(some, method),
      async () => {
        await raw.run(
          `begin; create or replace temp table fresh as ${rawCsv(some)}; ${statement}; commit; checkpoint`,
        );
      },
      async () => {
        await settle();
        await raw.run(`create or replace table kept as ${rawCsv(all)}; checkpoint`);
      },
    );
    figures.push(ratio(`${method} of ${SOME.toLocaleString('en')}, of DuckDB’s own table`, both, 0.4));
  }

  await settle();
  const group =
    'select sender_id, count(*) as n, sum(likes) as likes from t group by sender_id order by n desc, 1 limit 100';
  const ask = () =>
    ours.query(db, {
      reader: 'system',
      sql: group,
      tables: { t: { datasetId: set.id } },
      rows: 100,
      timeoutMs: 60_000,
    });
  await toParquet(rawCsv(all));
  const asked = await pairs(say, 'group by', ask, () =>
    raw.runAndReadAll(group.replace('from t ', `from '${rawFile}' `)),
  );
  figures.push(
    ofRuns('group by over 1 M, 5,000 groups', 'ms', asked.ours, {
      target: { at: 'most', value: 150 },
      baseline: median(asked.raw),
    }),
  );

  for (const format of ['csv', 'parquet'] as const) {
    const out = join(dir, `out.${format}`);
    const options = format === 'csv' ? 'format csv' : 'format parquet, compression zstd';
    const both = await pairs(
      say,
      `export ${format}`,
      async () => count(await ours.export(db, set.id, { reader: 'system', format })),
      () => raw.run(`copy (select * from '${rawFile}') to '${out}' (${options})`),
    );
    figures.push(ratio(`export of 1 M as ${format}, streamed, of DuckDB’s COPY`, both, 0.5));
  }

  await settle();
  const before = await sizeOf(join(dir, 'raw.parquet'));
  for (let n = 0; n < 100; n += 1) await write(some, 'replace');
  const { bytes } = await ours.get(db, set.id);
  const kept = (await ours.versions(db, set.id, undefined, 200)).length;
  say(`100 replaces: ${kept} versions kept, ${bytes} bytes in the one that is read, 1 M rows took ${before}`);
  figures.push({
    what: 'versions kept after 100 replaces',
    figure: kept,
    unit: '',
    target: { at: 'most', value: 30 },
  });
  return figures;
}

interface Pair {
  readonly ours: number[];
  readonly raw: number[];
}

/** Both by turns, so that what else goes on meets both; milliseconds. */
async function pairs(
  say: (line: string) => void,
  what: string,
  ours: () => Promise<unknown>,
  raw: () => Promise<unknown>,
  before: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Pair> {
  const result: Pair = { ours: [], raw: [] };
  for (let run = 0; run < RUNS; run += 1) {
    await before();
    result.ours.push(await timed(ours));
    result.raw.push(await timed(raw));
  }
  say(
    `${what}: ${result.ours.map(Math.round).join(', ')} ms; DuckDB ${result.raw.map(Math.round).join(', ')} ms`,
  );
  return result;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

const rate = (rows: number) => (ms: number) => (rows * 1_000) / ms;

function ratio(what: string, { ours, raw }: Pair, least: number): Figure {
  const runs = ours.map((ms, at) => (raw[at] ?? Number.NaN) / ms);
  return ofRuns(what, '×', runs, { target: { at: 'least', value: least } });
}

async function count(stream: Readable): Promise<number> {
  let bytes = 0;
  for await (const chunk of stream) bytes += (chunk as Buffer).length;
  return bytes;
}

const sizeOf = async (path: string) => (await stat(path)).size;

async function syncFile(path: string): Promise<void> {
  for (const each of [path, dirname(path)]) {
    const file = await open(each, 'r');
    await file.sync().finally(() => file.close());
  }
}
