// The baseline of taking in: the same bodies as single-row inserts, each committed, through plain pg. A process of its own.
import pg from 'pg';
import { type BodySource, bodyOf } from './body.ts';

export interface InsertOptions extends BodySource {
  readonly url: string;
  readonly connections: number;
  readonly durationMs: number;
}

// The options are ours: see load-process.ts.
const options = JSON.parse(process.argv[2] ?? '{}') as InsertOptions;
const clients = await Promise.all(
  Array.from({ length: options.connections }, async () => {
    const client = new pg.Client({ connectionString: options.url });
    await client.connect();
    return client;
  }),
);
await clients[0]?.query(
  'create table if not exists bench_plain (id bigint primary key, body bytea not null)',
);
await clients[0]?.query('truncate bench_plain');
const latenciesMs: number[] = [];
let next = 0;
const startedMs = performance.now();
await Promise.all(
  clients.map(async (client) => {
    while (performance.now() - startedMs < options.durationMs) {
      const n = next;
      next += 1;
      const { body } = bodyOf(options, n);
      const fromMs = performance.now();
      await client.query({
        name: 'plain',
        text: 'insert into bench_plain (id, body) values ($1, $2)',
        values: [n, body],
      });
      latenciesMs.push(performance.now() - fromMs);
    }
  }),
);
const tookMs = performance.now() - startedMs;
await Promise.all(clients.map((client) => client.end()));
process.stdout.write(
  JSON.stringify({ accepted: latenciesMs.length, refused: 0, tookMs, latenciesMs, offeredAtMs: [] }),
);
