import { createHmac } from 'node:crypto';
import {
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import {
  AppError,
  machineNowMs,
  messageOf,
  parseUserUrl,
  resolveUserUrl,
  type UrlRules,
} from '../base/index.ts';
import { readRetryAfter } from './retry.ts';

/** An answer's body is read to here and then cut off. */
const READ_BYTES = 64 * 1024;
const KEPT_BYTES = 2 * 1024;
const IDLE_SOCKETS_MS = 30_000;
const USER_AGENT = 'Rookery/1.0 (webhooks)';

export interface Answer {
  /** Null: there was none. */
  readonly status: number | null;
  readonly error: string | null;
  /** Its beginning. */
  readonly response: string | null;
  readonly tookMs: number;
  /** How long it asks to be left alone; null: it did not say. */
  readonly retryAfterMs?: number | null;
}

/** An answer with what a receiver may say in its headers. */
export interface Reply extends Answer {
  /** Of `Retry-After`, in seconds. */
  readonly retryAfterMs: number | null;
}

export interface Sending {
  readonly target: string;
  readonly secret: string;
  /** The same for each try. */
  readonly deliveryId: string;
  readonly body: string;
  readonly timeoutMs: number;
}

/** A request to an address that a person gave us. */
export interface Question {
  readonly target: string;
  readonly method?: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** Of the answer; standard 2 kB. */
  readonly mostBytes?: number;
  /** Whoever gets it twice does it twice: it goes over a connection of its own, and is never sent again unasked. */
  readonly isOnce?: boolean;
}

/** Posts to the address of one endpoint over connections that are kept. */
export interface Poster {
  /** Asks. Never throws: what goes wrong is the other side's, or between us. */
  ask(question: Question): Promise<Reply>;
  /** Never throws: what goes wrong is the receiver's, or between us. */
  post(sending: Sending): Promise<Answer>;
  close(): void;
}

/**
 * Each connection is made to the address that was looked up and checked for it, and no other; a kept one leads to
 * where it was checked to lead. Redirects are not followed.
 */
export function createPoster(rules: UrlRules, slots: number): Poster {
  const lookup: LookupFunction = (hostname, options, done) => {
    const host = isIPv6(hostname) ? `[${hostname}]` : hostname;
    resolveUserUrl(new URL(`https://${host}/`), rules).then(
      (found) => {
        const address = found.replace(/^\[|\]$/g, '');
        const family = isIPv6(address) ? 6 : 4;
        if (options.all) done(null, [{ address, family }]);
        else done(null, address, family);
      },
      (error: unknown) => done(error instanceof Error ? error : new Error(messageOf(error)), '', 4),
    );
  };
  const settings = { keepAlive: true, maxSockets: slots, maxFreeSockets: slots, timeout: IDLE_SOCKETS_MS };
  const agents = { http: new HttpAgent(settings), https: new HttpsAgent(settings) };

  const once = (
    question: Question,
    url: URL,
  ): Promise<Omit<Reply, 'tookMs'> & { readonly stale: boolean }> => {
    const isHttps = url.protocol === 'https:';
    const bytes = Buffer.from(question.body ?? '');
    const { method = 'POST', mostBytes = KEPT_BYTES } = question;
    const options: RequestOptions = {
      method,
      agent: question.isOnce ? false : isHttps ? agents.https : agents.http,
      lookup,
      headers: {
        'user-agent': USER_AGENT,
        ...(method === 'POST' && { 'content-length': bytes.length }),
        ...question.headers,
      },
    };
    return new Promise((resolve) => {
      const done = Promise.withResolvers<void>();
      const request = (isHttps ? requestHttps : requestHttp)(url, options);
      // Over the whole of it: a receiver that answers drop by drop is as slow as one that does not.
      const timer = setTimeout(() => request.destroy(new Error(TIMED_OUT)), question.timeoutMs);
      void done.promise.then(() => clearTimeout(timer));
      const end = (
        status: number | null,
        error: string | null,
        response: string | null,
        more: { readonly stale?: boolean; readonly retryAfterMs?: number | null } = {},
      ) => {
        done.resolve();
        resolve({ status, error, response, stale: false, retryAfterMs: null, ...more });
      };
      request.on('error', (error) => {
        const isStale = request.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
        end(null, wordOf(error), null, { stale: isStale });
      });
      request.on('response', (response) => {
        readSome(response, mostBytes).then(
          (text) => {
            const status = response.statusCode ?? null;
            const error = status !== null && status >= 200 && status < 300 ? null : refusalOf(status);
            end(status, error, text, {
              retryAfterMs: readRetryAfter(response.headers['retry-after'], machineNowMs()),
            });
          },
          (error: unknown) => end(null, wordOf(error), null),
        );
      });
      request.end(method === 'POST' ? bytes : undefined);
    });
  };

  const ask = async (question: Question): Promise<Reply> => {
    const startedAtMs = performance.now();
    const took = () => Math.round(performance.now() - startedAtMs);
    let url: URL;
    try {
      // Again at each try: the operator may have taken private addresses back.
      url = parseUserUrl(question.target, rules);
    } catch (error) {
      return { status: null, error: wordOf(error), response: null, tookMs: 0, retryAfterMs: null };
    }
    let answer = await once(question, url);
    // A kept connection that the receiver had closed meanwhile: it has not seen the request. Once more, on a new one.
    if (answer.stale && !question.isOnce) answer = await once(question, url);
    const { status, error, response, retryAfterMs } = answer;
    return { status, error, response, tookMs: took(), retryAfterMs };
  };

  return {
    ask,
    post: async (sending) => {
      const { target, body, timeoutMs } = sending;
      const asked = await ask({ target, body, timeoutMs, headers: signedHeaders(sending) });
      const { status, error, response, tookMs, retryAfterMs } = asked;
      return { status, error, response, tookMs, retryAfterMs };
    },
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

const TIMED_OUT = 'timed out';

/** What a POST of ours says of itself, signed now. */
export function signedHeaders(
  sending: Pick<Sending, 'secret' | 'deliveryId' | 'body'>,
): Record<string, string> {
  const seconds = Math.floor(machineNowMs() / 1_000);
  return {
    'content-type': 'application/json',
    'x-api-key': sending.secret,
    'x-rookery-delivery': sending.deliveryId,
    'x-rookery-signature': signatureOf(sending.secret, seconds, sending.body),
  };
}

/** `t=<unix seconds>,v1=<HMAC-SHA256 over "t.body" with the secret, in hex>`. */
export function signatureOf(secret: string, seconds: number, body: string): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
  return `t=${seconds},v1=${mac}`;
}

async function readSome(response: IncomingMessage, mostBytes: number): Promise<string> {
  const kept: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    // Without an encoding chunks are buffers.
    const part = chunk as Buffer;
    if (bytes < mostBytes) kept.push(part.subarray(0, mostBytes - bytes));
    bytes += part.length;
    // Leaving the loop destroys the stream, and with it the connection.
    if (bytes > Math.max(READ_BYTES, mostBytes)) break;
  }
  // What the database cannot hold is left out.
  return Buffer.concat(kept).toString('utf8').replaceAll('\0', '').toWellFormed();
}

function refusalOf(status: number | null): string {
  if (status !== null && status >= 300 && status < 400)
    return `answered ${status}: redirects are not followed`;
  return `answered ${status}`;
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens at this address',
  ECONNRESET: 'the connection was closed before an answer came',
  EPIPE: 'the connection was closed before an answer came',
  ETIMEDOUT: 'no connection was made in time',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
};

function wordOf(error: unknown): string {
  if (error instanceof AppError) return error.message.slice(0, 200);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (WORDS[code] ?? (messageOf(error) || code)).slice(0, 200);
}
