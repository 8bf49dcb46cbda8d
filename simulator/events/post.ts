import http from 'node:http';
import https from 'node:https';
import { urlToHttpOptions } from 'node:url';

export type HttpAnswer =
  | { kind: 'answered'; status: number; body: string; headers: http.IncomingHttpHeaders }
  | { kind: 'failed'; reason: 'timeout' | 'tls' | 'closed' | 'unreachable' | 'stopped'; error: string };

export type HttpCall = {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string | Buffer;
  timeoutMs: number;
};

/** Of an answer's body this much is read; X looks at the status only, and at the small JSON of a challenge. */
const KEPT_BYTES = 16_384;
/** Challenges have an address of their own each. */
const KEPT_TARGETS = 1_000;

export type Caller = { call(call: HttpCall): Promise<HttpAnswer>; close(): void };

const isTlsError = (code: string): boolean =>
  /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|EPROTO/.test(code);

/** Calls receivers over kept connections. Redirects are not followed, and the time-out covers the whole exchange. */
export const createCaller = (maxSockets: number): Caller => {
  const plain = new http.Agent({ keepAlive: true, maxSockets, scheduling: 'lifo' });
  const secure = new https.Agent({ keepAlive: true, maxSockets, scheduling: 'lifo' });
  let stopped = false;
  /** A webhook's address is taken apart once, not once a delivery. */
  const targets = new Map<string, http.RequestOptions>();
  const targetOf = (url: string): http.RequestOptions => {
    const known = targets.get(url);
    if (known) return known;
    if (targets.size >= KEPT_TARGETS) targets.clear();
    const target = urlToHttpOptions(new URL(url));
    targets.set(url, target);
    return target;
  };

  const call = (input: HttpCall): Promise<HttpAnswer> =>
    new Promise((resolve) => {
      const isSecure = input.url.startsWith('https:');
      const request = (isSecure ? https : http).request({
        ...targetOf(input.url),
        method: input.method,
        headers: input.body
          ? { ...input.headers, 'content-length': String(Buffer.byteLength(input.body)) }
          : input.headers,
        agent: isSecure ? secure : plain,
      });
      const timer = setTimeout(() => {
        resolve({ kind: 'failed', reason: 'timeout', error: `no answer within ${input.timeoutMs} ms` });
        request.destroy();
      }, input.timeoutMs);
      request.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        const code = error.code ?? '';
        const reason = stopped
          ? 'stopped'
          : isTlsError(code)
            ? 'tls'
            : code === 'ECONNREFUSED' || code === 'ENOTFOUND'
              ? 'unreachable'
              : 'closed';
        resolve({ kind: 'failed', reason, error: code || error.message });
      });
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          if (size < KEPT_BYTES) chunks.push(chunk);
          size += chunk.length;
          // A receiver that never stops talking must not hold the connection.
          if (size > KEPT_BYTES * 64) request.destroy();
        });
        response.on('end', () => {
          clearTimeout(timer);
          resolve({
            kind: 'answered',
            // A received response always has a status.
            status: response.statusCode as number,
            body: Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString('utf8'),
            headers: response.headers,
          });
        });
        response.on('error', () => request.destroy());
      });
      request.end(input.body);
    });

  return {
    call,
    close() {
      stopped = true;
      plain.destroy();
      secure.destroy();
    },
  };
};
