// Programs that post messages, as a process of its own. Options come as JSON in the first argument, the result goes to
// stdout as one line.
import type { LoadResult } from './load.ts';
import { KeptSocket } from './socket.ts';

export interface PostOptions {
  readonly port: number;
  /** One address for each conversation; asked in turn. */
  readonly paths: readonly string[];
  readonly authorization: string;
  readonly connections: number;
  readonly durationMs: number;
}

async function load(options: PostOptions): Promise<LoadResult> {
  const { paths, connections, durationMs, port } = options;
  const sockets = Array.from({ length: connections }, () => new KeptSocket(port));
  const headers = `authorization: ${options.authorization}\r\n`;
  const latenciesMs: number[] = [];
  let next = 0;
  let refused = 0;
  const startedMs = performance.now();
  const worker = async (socket: KeptSocket): Promise<void> => {
    while (performance.now() - startedMs < durationMs) {
      const n = next;
      next += 1;
      const content = { type: 'text', text: `Your order ${n} is on its way.` };
      const body = Buffer.from(JSON.stringify({ author: { type: 'business' }, content }));
      const fromMs = performance.now();
      const status = await socket.post(paths[n % paths.length] ?? '', headers, body);
      if (status === 201) latenciesMs.push(performance.now() - fromMs);
      else refused += 1;
    }
  };
  await Promise.all(sockets.map(worker));
  const tookMs = performance.now() - startedMs;
  for (const socket of sockets) socket.close();
  return { accepted: latenciesMs.length, refused, tookMs, latenciesMs, offeredAtMs: [] };
}

// The options are ours: see load-process.ts.
const result = await load(JSON.parse(process.argv[2] ?? '{}') as PostOptions);
process.stdout.write(`${JSON.stringify(result)}\n`);
