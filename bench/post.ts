import { type Bench, median, ofRuns, percentile } from './figures.ts';
import { openBenchHouse } from './house.ts';
import { runInserts, runPosts } from './load-process.ts';
import { seededConversation, seedInbox } from './seed-inbox.ts';

const CONVERSATIONS = 1_000;
const CONNECTIONS = 16;
const RUNS = 3;
const DURATION_MS = 5_000;

/** How fast a program's messages are taken: each is stored and queued, durably, before its 201. */
export const post: Bench = {
  name: 'post',
  about: `POST message of the Sunshine API, ${CONNECTIONS} connections over ${CONVERSATIONS} conversations, fsync on; the senders work beside it`,
  run: async (say) => {
    const bench = await openBenchHouse();
    try {
      const [member] = await bench.db.rows<{ id: string }>('select id from member limit 1');
      await seedInbox(bench.db, member?.id ?? '', 0, CONVERSATIONS);
      const { appId } = await bench.house.ask<{ appId: string }>('GET', '/api/programs/keys');
      const { key, secret } = await bench.house.ask<{ key: { id: string }; secret: string }>(
        'POST',
        '/api/programs/keys',
        { name: 'Bench', scope: 'app' },
      );
      const options = {
        port: bench.port,
        authorization: `Basic ${btoa(`${key.id}:${secret}`)}`,
        connections: CONNECTIONS,
        durationMs: DURATION_MS,
        paths: Array.from(
          { length: CONVERSATIONS },
          (_, n) => `/v2/apps/${appId}/conversations/${seededConversation(n + 1)}/messages`,
        ),
      };
      await runPosts({ ...options, durationMs: 1_000 });
      const plain: number[] = [];
      const rate: number[] = [];
      const p50: number[] = [];
      const p99: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const base = await runInserts({
          ...bench.source(500),
          url: bench.databaseUrl,
          connections: CONNECTIONS,
          durationMs: DURATION_MS,
        });
        plain.push(perSecond(base));
        const result = await runPosts(options);
        if (result.refused > 0) throw new Error(`${result.refused} messages were refused`);
        rate.push(perSecond(result));
        p50.push(percentile(result.latenciesMs, 0.5));
        p99.push(percentile(result.latenciesMs, 0.99));
        say(`run ${run + 1}: ${rate.at(-1)?.toFixed(0)}/s, plain inserts ${plain.at(-1)?.toFixed(0)}/s`);
      }
      return [
        ofRuns('stored and queued', '/s', rate, {
          target: { at: 'least', value: 1_500 },
          baseline: median(plain),
        }),
        ofRuns('p50', 'ms', p50),
        ofRuns('p99', 'ms', p99, { target: { at: 'most', value: 30 } }),
      ];
    } finally {
      await bench.close();
    }
  },
};

function perSecond({ accepted, tookMs }: { readonly accepted: number; readonly tookMs: number }): number {
  return accepted / (tookMs / 1_000);
}
