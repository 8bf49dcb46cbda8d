// The load generator, a process of its own: what it does must not slow down what it measures. Options come as JSON in
// the first argument, the result goes to stdout as one line.
import { type BodySource, bodyOf } from './body.ts';
import { KeptSocket } from './socket.ts';

export interface LoadOptions extends BodySource {
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  readonly durationMs: number;
  /** Offered per second whatever comes back; absent: each connection asks again as soon as it is answered. */
  readonly ratePerS?: number;
}

export interface LoadResult {
  readonly accepted: number;
  readonly refused: number;
  readonly tookMs: number;
  /** Of each accepted one, in order of sending; at a rate from the moment at which it was due. */
  readonly latenciesMs: readonly number[];
  /** Unix time at which the n-th body was offered. */
  readonly offeredAtMs: readonly number[];
}

async function load(options: LoadOptions): Promise<LoadResult> {
  const sockets = Array.from({ length: options.connections }, () => new KeptSocket(options.port));
  const latenciesMs: number[] = [];
  const offeredAtMs: number[] = [];
  let next = 0;
  let refused = 0;
  const startedMs = performance.now();
  const endsMs = startedMs + options.durationMs;
  const send = async (socket: KeptSocket, n: number, dueMs: number | undefined): Promise<void> => {
    const { body, signature } = bodyOf(options, n);
    const fromMs = dueMs ?? performance.now();
    offeredAtMs[n] = performance.timeOrigin + fromMs;
    const status = await socket.post(options.path, `x-twitter-webhooks-signature: ${signature}\r\n`, body);
    if (status === 200) latenciesMs.push(performance.now() - fromMs);
    else refused += 1;
  };
  const worker = async (socket: KeptSocket): Promise<void> => {
    const { ratePerS } = options;
    while (performance.now() < endsMs) {
      const n = next;
      next += 1;
      const dueMs = ratePerS === undefined ? undefined : startedMs + (n * 1_000) / ratePerS;
      if (dueMs !== undefined && dueMs >= endsMs) return;
      const waitMs = (dueMs ?? 0) - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      await send(socket, n, dueMs);
    }
  };
  await Promise.all(sockets.map(worker));
  const tookMs = performance.now() - startedMs;
  for (const socket of sockets) socket.close();
  return { accepted: latenciesMs.length, refused, tookMs, latenciesMs, offeredAtMs };
}

// The options are ours: see load-process.ts.
const result = await load(JSON.parse(process.argv[2] ?? '{}') as LoadOptions);
process.stdout.write(JSON.stringify(result));
