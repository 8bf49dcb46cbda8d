import { type Bench, median, ofRuns, percentile } from './figures.ts';
import { type BenchHouse, openBenchHouse } from './house.ts';
import { runInserts, runPosts } from './load-process.ts';
import type { PostOptions } from './post-load.ts';
import { cpuOf, treeOf } from './processes.ts';
import { seededConversation, seedInbox, THREAD_LENGTH } from './seed-inbox.ts';

const CONVERSATIONS = 1_000;
/** With their messages a million entries. */
const MANY_CONVERSATIONS = 1_000_000 / THREAD_LENGTH;
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
      const few = await measure(bench, options, say);
      await seedInbox(bench.db, member?.id ?? '', CONVERSATIONS, MANY_CONVERSATIONS);
      say(`${MANY_CONVERSATIONS} conversations, ${MANY_CONVERSATIONS * THREAD_LENGTH} messages`);
      const many = await measure(bench, options, say);
      const cost = ({ ownMs, databaseMs }: Measured) => ownMs.map((ms, run) => ms + (databaseMs[run] ?? 0));
      return [
        ofRuns('stored and queued', '/s', few.rate, {
          target: { at: 'least', value: 1_500 },
          baseline: median(few.plain),
        }),
        ofRuns('p50', 'ms', few.p50),
        ofRuns('p99', 'ms', few.p99, { target: { at: 'most', value: 30 } }),
        ofRuns('messages in one commit', '', few.together),
        ofRuns('processor time of the server for each, all that goes on beside it included', 'ms', few.ownMs),
        ofRuns('processor time of the database for each, likewise', 'ms', few.databaseMs),
        ofRuns('with a million messages: stored and queued', '/s', many.rate, { baseline: median(few.rate) }),
        ofRuns('with a million messages: processor time for each', 'ms', cost(many), {
          baseline: median(cost(few)),
        }),
      ];
    } finally {
      await bench.close();
    }
  },
};

interface Measured {
  readonly plain: number[];
  readonly rate: number[];
  readonly p50: number[];
  readonly p99: number[];
  readonly together: number[];
  readonly ownMs: number[];
  readonly databaseMs: number[];
}

async function measure(
  bench: BenchHouse,
  options: PostOptions,
  say: (line: string) => void,
): Promise<Measured> {
  const found: Measured = { plain: [], rate: [], p50: [], p99: [], together: [], ownMs: [], databaseMs: [] };
  const used = () => ({
    ownMs: bench.house.servers.reduce((sum, { pid }) => sum + cpuOf(pid), 0),
    databaseMs: treeOf(bench.house.postmaster() ?? 0).reduce((sum, pid) => sum + cpuOf(pid), 0),
  });
  for (let run = 0; run < RUNS; run += 1) {
    const plain = await runInserts({
      ...bench.source(500),
      url: bench.databaseUrl,
      connections: CONNECTIONS,
      durationMs: DURATION_MS,
    });
    const since = new Date();
    const before = used();
    const result = await runPosts(options);
    const after = used();
    if (result.refused > 0) throw new Error(`${result.refused} messages were refused`);
    found.plain.push(perSecond(plain));
    found.rate.push(perSecond(result));
    found.p50.push(percentile(result.latenciesMs, 0.5));
    found.p99.push(percentile(result.latenciesMs, 0.99));
    found.together.push(await togetherSince(bench, since));
    found.ownMs.push((after.ownMs - before.ownMs) / result.accepted);
    found.databaseMs.push((after.databaseMs - before.databaseMs) / result.accepted);
    say(
      `run ${run + 1}: ${found.rate.at(-1)?.toFixed(0)}/s, plain inserts ${found.plain.at(-1)?.toFixed(0)}/s, ${found.together.at(-1)?.toFixed(1)} in one commit`,
    );
  }
  return found;
}

/** By the transactions that wrote what nobody has touched since. */
async function togetherSince({ db }: BenchHouse, since: Date): Promise<number> {
  const [row] = await db.rows<{ messages: string; commits: string }>(
    `select count(*) as messages, count(distinct xmin::text) as commits from message
     where author_kind = 'program' and state = 'queued' and created_at >= $1`,
    [since],
  );
  return Number(row?.messages ?? 0) / Math.max(1, Number(row?.commits ?? 0));
}

function perSecond({ accepted, tookMs }: { readonly accepted: number; readonly tookMs: number }): number {
  return accepted / (tookMs / 1_000);
}
