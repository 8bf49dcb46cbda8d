// The load generator of the local X, a process of its own. Every request is signed with OAuth 1.0a as real clients
// sign: fresh nonce, time, HMAC-SHA1. Options come as JSON in the first argument, the result goes to stdout.
import { createHmac, randomBytes } from 'node:crypto';
import { AnsweringSocket } from './answering-socket.ts';

export interface SignedLoadOptions {
  readonly port: number;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** Of the users in whose name requests are made, in turns. */
  readonly tokens: readonly { token: string; secret: string }[];
  readonly method: 'GET' | 'POST';
  /** In turns; a query is signed with the rest. */
  readonly paths: readonly string[];
  readonly body?: string;
  readonly connections: number;
  readonly durationMs: number;
  readonly expect: number;
}

export interface SignedLoadResult {
  readonly answered: number;
  readonly tookMs: number;
  readonly latenciesMs: readonly number[];
  /** What came instead of the expected status, counted. */
  readonly others: Readonly<Record<string, number>>;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Everything of a signature that does not change from request to request is made once. */
function signer(
  options: SignedLoadOptions,
  path: string,
  { token, secret }: { token: string; secret: string },
) {
  const [bare = '', query = ''] = path.split('?');
  const key = `${encode(options.consumerSecret)}&${encode(secret)}`;
  const address = encode(`http://127.0.0.1:${options.port}${bare}`);
  const fixed = [...new URLSearchParams(query)].map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return () => {
    const nonce = randomBytes(12).toString('hex');
    const at = Math.floor(Date.now() / 1_000);
    const pairs = [
      ...fixed,
      `oauth_consumer_key=${options.consumerKey}`,
      `oauth_nonce=${nonce}`,
      'oauth_signature_method=HMAC-SHA1',
      `oauth_timestamp=${at}`,
      `oauth_token=${token}`,
      'oauth_version=1.0',
    ].toSorted();
    const base = `${options.method}&${address}&${encode(pairs.join('&'))}`;
    const signature = encode(createHmac('sha1', key).update(base).digest('base64'));
    return `OAuth oauth_consumer_key="${options.consumerKey}", oauth_nonce="${nonce}", oauth_signature="${signature}", oauth_signature_method="HMAC-SHA1", oauth_timestamp="${at}", oauth_token="${token}", oauth_version="1.0"`;
  };
}

async function load(options: SignedLoadOptions): Promise<SignedLoadResult> {
  const latenciesMs: number[] = [];
  const others: Record<string, number> = {};
  const startedMs = performance.now();
  const endsMs = startedMs + options.durationMs;
  const makers = options.paths.map((path, index) => {
    const token = options.tokens[index % options.tokens.length];
    if (!token) throw new Error('no token to sign with');
    return { path, sign: signer(options, path, token) };
  });
  const body = Buffer.from(options.body ?? '');
  const type = options.body === undefined ? '' : 'content-type: application/json\r\n';
  let next = 0;
  const worker = async (): Promise<void> => {
    const socket = new AnsweringSocket(options.port);
    while (performance.now() < endsMs) {
      const maker = makers[next++ % makers.length];
      if (!maker) break;
      const fromMs = performance.now();
      const head = `${options.method} ${maker.path} HTTP/1.1\r\nhost: 127.0.0.1:${options.port}\r\nauthorization: ${maker.sign()}\r\n${type}content-length: ${body.length}\r\n\r\n`;
      const status = await socket.ask(head, body);
      if (status === options.expect) latenciesMs.push(performance.now() - fromMs);
      else others[status] = (others[status] ?? 0) + 1;
    }
    socket.close();
  };
  // It polls instead of sleeping: waking a process that sleeps costs the one that answers it 30 µs a request.
  let isDone = false;
  const poll = () => {
    if (!isDone) setImmediate(poll);
  };
  poll();
  await Promise.all(Array.from({ length: options.connections }, worker));
  isDone = true;
  return { answered: latenciesMs.length, tookMs: performance.now() - startedMs, latenciesMs, others };
}

// The options are ours: see local-x.ts.
const result = await load(JSON.parse(process.argv[2] ?? '{}') as SignedLoadOptions);
process.stdout.write(JSON.stringify(result));
