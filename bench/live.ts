import { type ClientRequest, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bench, percentile } from './figures.ts';
import { openBenchHouse } from './house.ts';
import { runLoad } from './load-process.ts';
import { signInToHouse } from './person.ts';
import { cpuOf } from './processes.ts';

const STREAMS = 200;
const PER_S = 20;
const DURATION_MS = 10_000;

/** What it costs that many browsers hear of everything. */
export const live: Bench = {
  name: 'live',
  about: `${STREAMS} streams of live updates open while ${PER_S} messages a second come in; baseline: no stream open`,
  run: async (say) => {
    const bench = await openBenchHouse();
    const open: ClientRequest[] = [];
    try {
      const { headers } = await signInToHouse(bench.house.url);
      const server = bench.house.servers[0]?.pid ?? 0;
      const offer = async () => {
        const fromMs = cpuOf(server);
        const result = await runLoad({
          ...bench.source(200),
          port: bench.port,
          path: bench.path,
          connections: 8,
          durationMs: DURATION_MS,
          ratePerS: PER_S,
        });
        await bench.drained(30_000);
        await pause(700);
        return { result, cpuMs: cpuOf(server) - fromMs };
      };
      await offer();
      const alone = await offer();
      /** When each stream heard of the n-th thing that it was told. */
      const heard: number[][] = [];
      for (let n = 0; n < STREAMS; n += 1) {
        const times: number[] = [];
        heard.push(times);
        open.push(await listen(`${bench.house.url}/api/live`, headers, times));
      }
      await pause(500);
      for (const times of heard) times.length = 0;
      const { result, cpuMs } = await offer();
      const told = Math.min(...heard.map((times) => times.length));
      const total = heard.reduce((sum, times) => sum + times.length, 0);
      say(`${result.accepted} messages, each stream heard ${told} updates`);
      if (told < result.accepted) throw new Error(`a stream heard ${told} of ${result.accepted}`);
      const spread = Array.from({ length: told }, (_, n) => {
        const at = heard.map((times) => times[n] ?? Number.NaN);
        return Math.max(...at) - Math.min(...at);
      });
      return [
        {
          what: 'processor time of the server for each message',
          unit: 'ms',
          figure: cpuMs / result.accepted,
          baseline: alone.cpuMs / alone.result.accepted,
        },
        {
          what: 'of it for each update to each stream',
          unit: 'µs',
          figure: (1_000 * Math.max(0, cpuMs - alone.cpuMs)) / total,
        },
        { what: `first to last of ${STREAMS} streams, p50`, unit: 'ms', figure: percentile(spread, 0.5) },
        { what: `first to last of ${STREAMS} streams, p99`, unit: 'ms', figure: percentile(spread, 0.99) },
      ];
    } finally {
      for (const request of open) request.destroy();
      await bench.close();
    }
  },
};

function listen(url: string, headers: Record<string, string>, times: number[]): Promise<ClientRequest> {
  const { promise, resolve, reject } = Promise.withResolvers<ClientRequest>();
  const request = get(url, { headers, agent: false }, (response) => {
    if (response.statusCode !== 200) return reject(new Error(`a stream answered ${response.statusCode}`));
    response.setEncoding('latin1');
    response.on('data', (chunk: string) => {
      const atMs = performance.now();
      for (const _ of chunk.matchAll(/^data:/gm)) times.push(atMs);
    });
    response.on('error', () => undefined);
    resolve(request);
  });
  request.on('error', reject);
  return promise;
}
