import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openParts } from '../server/app-parts.ts';
import { createLogger, newId, sql } from '../server/base/index.ts';
import { readConfig } from '../server/config.ts';
import { systemActor } from '../server/people/index.ts';
import { createWebhooks, type WebhookPorts } from '../server/webhooks/index.ts';
import { countEvents, numberPorts } from '../test/flows/webhooks-numbers.ts';
import { startProcess } from '../test/proof/processes.ts';
import { type Bench, type Figure, median, ofRuns, percentile } from './figures.ts';
import { openBenchHouse } from './house.ts';
import { cpuOf, treeOf } from './processes.ts';
import { runLoad } from './load-process.ts';

const ENDPOINTS = 10;
const CONVERSATIONS = 500;
const FLOOD = 3_000;
const CALM_PER_S = 60;
const CALM_MS = 8_000;
const ROAD_PER_S = 200;
const ROAD_MS = 8_000;
const RUNS = 3;

/** Telling programs: how many a second, what one that hangs does to the others, how soon after a DM. */
export const webhooks: Bench = {
  name: 'webhooks',
  about: `${FLOOD} events to ${ENDPOINTS} endpoints each; ${CALM_PER_S}/s to each while one hangs; DM → request at ${ROAD_PER_S}/s`,
  run: async (say) => [...(await fanOut(say)), ...(await fromX(say))],
};

interface Receivers {
  readonly urls: readonly string[];
  ask<T>(path: string): Promise<T>;
  close(): Promise<void>;
}

async function openReceivers(count: number, dataDir: string): Promise<Receivers> {
  const process = startProcess('bench/webhook-receiver.ts', [String(count)], {
    logFile: join(dataDir, 'receivers.log'),
  });
  const [line] = (await once(process.child.stdout ?? process.child, 'data')) as [Buffer];
  // What the program prints.
  const { ports, desk } = JSON.parse(String(line)) as { ports: number[]; desk: number };
  return {
    urls: ports.map((port) => `http://127.0.0.1:${port}/hook`),
    ask: async <T>(path: string) => {
      const response = await fetch(`http://127.0.0.1:${desk}/${path}`);
      // The caller names the shape.
      return (await response.json()) as T;
    },
    close: () => process.kill(),
  };
}

/** As a message of a kilobyte, with the time at which it happened. */
const ports: WebhookPorts = {
  ...numberPorts(),
  bodyOf: (db, endpoint, facts) =>
    Promise.resolve(
      facts.map((fact) => ({
        app: { id: db.workspaceId },
        webhook: { id: endpoint.id, version: 'v2' },
        events: [
          {
            id: fact.id,
            createdAt: fact.createdAt.toISOString(),
            payload: {
              conversation: { id: fact.conversationId },
              content: { text: 'x'.repeat(800) },
              saidAtMs: fact.createdAt.getTime(),
            },
          },
        ],
      })),
    ),
};

async function fanOut(say: (line: string) => void): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rk-webhooks-'));
  const parts = await openParts(readConfig({ port: '0', data: dataDir }, {}), {
    logger: createLogger('silent'),
    https: false,
  });
  const receivers = await openReceivers(ENDPOINTS, dataDir);
  const workspace = parts.db.workspace(newId<'workspace'>());
  await workspace.execute(sql`
    insert into workspace (id, name, created_at) values (${workspace.workspaceId}, 'Bench', ${parts.clock.now()})`);
  const product = createWebhooks({
    ...parts,
    audit: () => Promise.resolve(),
    allowPrivateUrls: true,
    ports,
    // It hangs to the end: a pause would hide what its slots cost.
    pace: { failuresToPause: Number.POSITIVE_INFINITY },
  });
  try {
    await parts.start();
    await product.start();
    for (const target of receivers.urls)
      await product.endpoints.create(workspace, systemActor, { target, triggers: ['*'] });
    const talks = Array.from({ length: CONVERSATIONS }, () => newId());
    const counters = new Map<string, number>();
    const happen = (from: number, count: number) =>
      workspace.transaction((tx) => {
        const some = Array.from({ length: count }, (_, n) => talks[(from + n) % talks.length] ?? '');
        parts.log.append(tx, countEvents(counters, some));
        return Promise.resolve();
      });
    const arrived = async (each: number, of: (n: number) => boolean = () => true) => {
      for (;;) {
        const books = await receivers.ask<number[][]>('books');
        if (books.every((book, n) => book.length >= each || !of(n))) return books;
        await pause(20);
      }
    };
    const rates: number[] = [];
    const ownMs: number[] = [];
    const databaseMs: number[] = [];
    const databaseCpu = () => treeOf(parts.databasePid() ?? 0).reduce((sum, pid) => sum + cpuOf(pid), 0);
    for (let run = 0; run < RUNS; run += 1) {
      const startedMs = performance.now();
      const before = { own: process.cpuUsage(), database: databaseCpu() };
      for (let n = 0; n < FLOOD; n += 100) await happen(n, 100);
      await arrived(FLOOD);
      rates.push((FLOOD * ENDPOINTS * 1_000) / (performance.now() - startedMs));
      const { user, system } = process.cpuUsage(before.own);
      ownMs.push((user + system) / 1_000 / (FLOOD * ENDPOINTS));
      databaseMs.push((databaseCpu() - before.database) / (FLOOD * ENDPOINTS));
      say(
        `run ${run + 1}: ${Math.round(rates.at(-1) ?? 0)} deliveries a second, ${ownMs.at(-1)?.toFixed(3)} ms and ${databaseMs.at(-1)?.toFixed(3)} ms of processor each`,
      );
      await receivers.ask('forget');
    }
    const calm = async () => {
      let offered = 0;
      for (const startMs = performance.now(); performance.now() - startMs < CALM_MS; ) {
        const due = Math.floor(((performance.now() - startMs) * CALM_PER_S) / 1_000);
        if (due > offered) await happen(offered, due - offered);
        offered = Math.max(offered, due);
        await pause(5);
      }
      const books = await arrived(offered, (n) => n > 0);
      await receivers.ask('forget');
      return percentile(books.slice(1).flat(), 0.99);
    };
    const alone: number[] = [];
    for (let run = 0; run < RUNS; run += 1) alone.push(await calm());
    await receivers.ask('hang/0');
    const beside: number[] = [];
    for (let run = 0; run < RUNS; run += 1) beside.push(await calm());
    say(`p99 ${Math.round(median(alone))} ms, while one hangs ${Math.round(median(beside))} ms`);
    return [
      ofRuns('deliveries', '/s', rates, { target: { at: 'least', value: 1_500 } }),
      ofRuns('processor time of the deliverer for each', 'ms', ownMs),
      ofRuns('processor time of the database for each', 'ms', databaseMs),
      ofRuns(`event → request at ${CALM_PER_S * ENDPOINTS}/s, all well, p99`, 'ms', alone),
      ofRuns('the same of nine while the tenth hangs, p99', 'ms', beside, {
        target: { at: 'most', value: 2 * median(alone) },
        baseline: median(alone),
      }),
    ];
  } finally {
    await receivers.close();
    await product.stop();
    await parts.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** From X's POST to the beginning of the request, the whole product between. */
async function fromX(say: (line: string) => void): Promise<Figure[]> {
  const bench = await openBenchHouse({ ROOKERY_PRIVATE_WEBHOOKS: 'yes' });
  const receivers = await openReceivers(1, bench.house.dataDir);
  try {
    await bench.house.ask('POST', '/api/webhooks', {
      target: receivers.urls[0],
      triggers: ['conversation:message'],
    });
    const door = { port: bench.port, path: bench.path, connections: 32 };
    await runLoad({ ...bench.source(2_000), ...door, durationMs: 3_000, ratePerS: ROAD_PER_S });
    await bench.drained(60_000);
    await pause(3_000);
    const p50: number[] = [];
    const p99: number[] = [];
    const stored: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const source = bench.source(2_000);
      const first = BigInt(source.firstEventId);
      const result = await runLoad({ ...source, ...door, durationMs: ROAD_MS, ratePerS: ROAD_PER_S });
      await bench.drained(60_000);
      const waits = await waitsOf(first, result.offeredAtMs, result.accepted);
      p50.push(percentile(waits, 0.5));
      p99.push(percentile(waits, 0.99));
      stored.push(percentile(await storedOf(first, result.offeredAtMs), 0.99));
      say(`DM → request: p50 ${Math.round(p50.at(-1) ?? 0)} ms, p99 ${Math.round(p99.at(-1) ?? 0)} ms`);
    }
    return [
      ofRuns('of that: DM in → message stored, p99', 'ms', stored),
      ofRuns(`DM in → request started at ${ROAD_PER_S}/s, p50`, 'ms', p50),
      ofRuns(`DM in → request started at ${ROAD_PER_S}/s, p99`, 'ms', p99, {
        target: { at: 'most', value: 250 },
      }),
    ];
  } finally {
    await receivers.close();
    await bench.close();
  }

  async function storedOf(first: bigint, offeredAtMs: readonly number[]): Promise<number[]> {
    const rows = await bench.db.rows<{ at_ms: number; x_event_id: string }>(
      'select extract(epoch from created_at)::float8 * 1000 as at_ms, x_event_id from message where x_event_id >= $1',
      [String(first)],
    );
    return rows.map((row) => row.at_ms - (offeredAtMs[Number(BigInt(row.x_event_id) - first)] ?? Number.NaN));
  }

  async function waitsOf(first: bigint, offeredAtMs: readonly number[], count: number): Promise<number[]> {
    const deadline = performance.now() + 60_000;
    for (;;) {
      const came = await receivers.ask<Record<string, number>>('messages');
      const rows = await bench.db.rows<{ id: string; x_event_id: string }>(
        'select id, x_event_id from message where x_event_id >= $1 order by x_event_id limit $2',
        [String(first), count],
      );
      const waits = rows.flatMap((row) => {
        const atMs = came[row.id];
        const offered = offeredAtMs[Number(BigInt(row.x_event_id) - first)];
        return atMs === undefined || offered === undefined ? [] : [atMs - offered];
      });
      if (waits.length >= count) return waits;
      if (performance.now() > deadline) throw new Error(`only ${waits.length} of ${count} were told`);
      await pause(100);
    }
  }
}
