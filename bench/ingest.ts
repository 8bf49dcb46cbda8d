import { type Bench, median, ofRuns, percentile } from './figures.ts';
import { openBenchHouse } from './house.ts';
import { runInserts, runLoad } from './load-process.ts';
import { cpuOf, treeOf } from './processes.ts';

const CONNECTIONS = 16;
const RUNS = 3;
const DURATION_MS = 4_000;

/** How fast X's webhook is answered, each body durable before its 200. */
export const ingest: Bench = {
  name: 'ingest',
  about: 'webhook bodies of 2.4 KB accepted durably, 16 connections, fsync on; the projector works beside it',
  run: async (say) => {
    const bench = await openBenchHouse();
    try {
      const plain: number[] = [];
      const rate: number[] = [];
      const p50: number[] = [];
      const p99: number[] = [];
      const serverMs: number[] = [];
      const databaseMs: number[] = [];
      const used = () =>
        [cpuOf(bench.house.servers[0]?.pid ?? 0), cpuOfTree(bench.house.postmaster())] as const;
      await runLoad({ ...bench.source(500), ...doorOf(bench), connections: 16, durationMs: 1_000 });
      await bench.drained(60_000);
      for (let run = 0; run < RUNS; run += 1) {
        const base = await runInserts({
          ...bench.source(500),
          url: bench.databaseUrl,
          connections: CONNECTIONS,
          durationMs: DURATION_MS,
        });
        plain.push(perSecond(base));
        const before = used();
        const result = await runLoad({
          ...bench.source(500),
          ...doorOf(bench),
          connections: CONNECTIONS,
          durationMs: DURATION_MS,
        });
        const after = used();
        serverMs.push((after[0] - before[0]) / result.accepted);
        databaseMs.push((after[1] - before[1]) / result.accepted);
        if (result.refused > 0) throw new Error(`${result.refused} bodies were refused`);
        rate.push(perSecond(result));
        p50.push(percentile(result.latenciesMs, 0.5));
        p99.push(percentile(result.latenciesMs, 0.99));
        say(`run ${run + 1}: ${rate.at(-1)?.toFixed(0)}/s, plain inserts ${plain.at(-1)?.toFixed(0)}/s`);
        say(`projected after ${Math.round(await bench.drained(120_000))} ms more`);
      }
      return [
        ofRuns('accepted durably', '/s', rate, {
          target: { at: 'least', value: 4_000 },
          baseline: median(plain),
        }),
        ofRuns(
          'of single-row inserts committed in the same run',
          '×',
          rate.map((one, run) => one / (plain[run] ?? Number.NaN)),
          { target: { at: 'least', value: 0.5 } },
        ),
        ofRuns('p50', 'ms', p50),
        ofRuns('processor time of the server for each, projecting beside it included', 'ms', serverMs),
        ofRuns('processor time of the database for each, likewise', 'ms', databaseMs),
        ofRuns('p99', 'ms', p99, { target: { at: 'most', value: 25 } }),
      ];
    } finally {
      await bench.close();
    }
  },
};

function doorOf({ port, path }: { port: number; path: string }) {
  return { port, path };
}

function cpuOfTree(root: number | undefined): number {
  return root === undefined ? 0 : treeOf(root).reduce((sum, pid) => sum + cpuOf(pid), 0);
}

function perSecond({ accepted, tookMs }: { accepted: number; tookMs: number }): number {
  return (accepted * 1_000) / tookMs;
}
