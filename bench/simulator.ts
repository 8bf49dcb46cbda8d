import { fileURLToPath } from 'node:url';
import type { ControlSeedProgress } from '../contract/control/seed.ts';
import { type Bench, type Figure, median, ofRuns } from './figures.ts';
import { measureEngagement } from './simulator/engagement.ts';
import { BODY, CONNECTIONS, RUN_MS, furnish } from './simulator/furnish.ts';
import { type BenchX, openBenchX, runSignedLoad, startProgram } from './simulator/local-x.ts';
import { measureWebhooks } from './simulator/webhooks.ts';

const RUNS = 3;
const SIZES = [0, 10_000, 100_000, 1_000_000];
const FLAT = 1.3;

/** The local X as a server: signed with OAuth 1.0a, default fields, pages of 100, limits off, state in memory. */
export const simulator: Bench = {
  name: 'simulator',
  about: `sends, lists at ${SIZES.join(', ')} events, webhooks, engagement; ${CONNECTIONS} connections; baseline: node:http alone`,
  run: async (say) => {
    const bare = await bareRate();
    say(`node:http alone: ${Math.round(bare)}/s`);
    const sends = await measureSends(bare);
    say(`sends: ${sends.map(({ figure }) => Math.round(figure)).join(', ')}`);
    const lists = await measureLists(bare, say);
    const webhooks = await measureWebhooks();
    say(`webhooks: ${webhooks.map(({ figure }) => Math.round(figure)).join(', ')}`);
    return [...sends, ...lists, ...webhooks, ...(await measureEngagement())];
  },
};

async function bareRate(): Promise<number> {
  const program = await startProgram([fileURLToPath(new URL('./simulator/bare.ts', import.meta.url))]);
  const load = {
    port: program.ready.port,
    consumerKey: 'k',
    consumerSecret: 's',
    tokens: [{ token: 't', secret: 's' }],
    method: 'POST',
    paths: ['/2/dm_conversations/with/944480690/messages'],
    body: BODY,
    connections: CONNECTIONS,
    durationMs: RUN_MS,
    expect: 201,
  } as const;
  const rates: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { answered, tookMs } = await runSignedLoad(load);
    rates.push((answered / tookMs) * 1_000);
  }
  await program.close();
  return median(rates);
}

async function measureSends(baseline: number): Promise<Figure[]> {
  const x = await openBenchX();
  try {
    const { load } = await furnish(x);
    const rates: number[] = [];
    const cpu: number[] = [];
    // The first run warms up.
    for (let run = -1; run < RUNS; run += 1) {
      const before = x.cpuS();
      const { answered, tookMs } = await runSignedLoad(load);
      if (run < 0) continue;
      rates.push((answered / tookMs) * 1_000);
      cpu.push(((x.cpuS() - before) / answered) * 1e6);
    }
    return [
      ofRuns('DM sends per second, no webhook', '/s', rates, {
        target: { at: 'least', value: 6_000 },
        baseline,
      }),
      ofRuns('processor time of a send', 'µs', cpu),
    ];
  } finally {
    await x.close();
  }
}

async function measureLists(baseline: number, say: (line: string) => void): Promise<Figure[]> {
  const figures: Figure[] = [];
  let smallest: number | undefined;
  for (const size of SIZES) {
    const x = await openBenchX();
    try {
      const { shop, load } = await furnish(x, 1);
      let seededS = 0;
      // A page must be full to be compared.
      await x.control('POST', '/seed', { messages: 100, people: 1, accounts: [shop.id], days: 1 });
      await seeded(x);
      if (size > 0) {
        await x.control('POST', '/seed', { messages: size, accounts: [shop.id] });
        seededS = (await seeded(x)).tookMs / 1_000;
      }
      const list = {
        ...load,
        method: 'GET',
        body: undefined,
        paths: ['/2/dm_events?max_results=100'],
        expect: 200,
      } as const;
      const rates: number[] = [];
      for (let run = -1; run < RUNS; run += 1) {
        const { answered, tookMs } = await runSignedLoad(list);
        if (run >= 0) rates.push((answered / tookMs) * 1_000);
      }
      smallest ??= median(rates);
      say(`lists at ${size}: ${Math.round(median(rates))}/s, ${Math.round(x.memoryMb())} MB`);
      figures.push(
        ofRuns(`DM lists of 100 per second at ${size.toLocaleString('en')} events`, '/s', rates, {
          target: { at: 'least', value: Math.max(2_000, smallest / FLAT) },
          baseline,
        }),
      );
      if (size === SIZES.at(-1))
        figures.push(
          ofRuns(`memory at ${size.toLocaleString('en')} events`, 'MB', [x.memoryMb()]),
          ofRuns(`seeding ${size.toLocaleString('en')} events`, 's', [seededS], {
            target: { at: 'most', value: 60 },
          }),
        );
    } finally {
      await x.close();
    }
  }
  return figures;
}

async function seeded(x: BenchX): Promise<ControlSeedProgress> {
  for (;;) {
    const progress = await x.control<ControlSeedProgress>('GET', '/seed');
    if (progress.state === 'done') return progress;
    if (progress.state !== 'running') throw new Error(`seeding ${progress.state}: ${progress.error ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
