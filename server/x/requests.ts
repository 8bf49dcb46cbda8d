import { xErrors } from '../../contract/errors/x.ts';
import { parseJson } from './json.ts';
import { XProblem } from './problem.ts';
import { type RateSaid, readRateHeaders } from './rate-headers.ts';
import { translateAnswer } from './translate.ts';
import type { XTime } from './x-time.ts';

export interface XRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData | URLSearchParams;
  /** False when the call changes nothing at X although it is not a GET. */
  readonly changes?: boolean;
  /** Hard limit for everything, the body included. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export interface XAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON with ids kept to the last digit; undefined for an empty body; the text itself when it is not JSON. */
  readonly body: unknown;
  readonly rate: RateSaid;
}

export interface XBytes {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** Sends one request and reads its answer. @throws XProblem for everything but a 2xx. */
export async function sendRequest(request: XRequest, time: XTime): Promise<XAnswer> {
  const { response, bytes, rate } = await exchange(request, time);
  const text = bytes.toString('utf8');
  return { status: response.status, headers: response.headers, body: bodyOf(text, request), rate };
}

/** The same for an answer that is a file. @throws XProblem for everything but a 2xx. */
export async function fetchBytes(request: XRequest, time: XTime): Promise<XBytes> {
  const { response, bytes } = await exchange(request, time);
  return { status: response.status, headers: response.headers, bytes };
}

/** Rate headers of a problem: kept beside it, so that the book of limits can be corrected by a refusal too. */
const rateOfProblem = new WeakMap<XProblem, RateSaid>();

export function rateSaidWith(problem: XProblem): RateSaid {
  return rateOfProblem.get(problem) ?? {};
}

async function exchange(
  request: XRequest,
  time: XTime,
): Promise<{ response: Response; bytes: Buffer; rate: RateSaid }> {
  const changes = request.changes ?? request.method !== 'GET';
  let response: Response;
  let bytes: Buffer;
  try {
    response = await fetch(request.url, {
      method: request.method,
      headers: { accept: 'application/json', 'user-agent': 'rookery', ...request.headers },
      body: request.body ?? null,
      redirect: 'manual',
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    bytes = await readBounded(response, request.maxBytes);
  } catch (error) {
    throw transportProblem(error, changes);
  }
  time.learn(response.headers.get('date'));
  const rate = readRateHeaders(response.headers, time.nowMs());
  if (response.ok) return { response, bytes, rate };
  const problem = translateAnswer({
    status: response.status,
    bodyText: bytes.toString('utf8'),
    rate,
    changes,
  });
  rateOfProblem.set(problem, rate);
  throw problem;
}

function bodyOf(text: string, request: XRequest): unknown {
  if (text.trim() === '') return undefined;
  try {
    return parseJson(text);
  } catch {
    // OAuth 1.0a answers are form text; whoever expects JSON finds none and says so.
    const looksCut = /^\s*[[{]/.test(text);
    if (!looksCut) return text;
    const changes = request.changes ?? request.method !== 'GET';
    throw unreadable(changes, text);
  }
}

/** A 2xx whose body is not what the call promises: a write has probably happened. */
export function unreadable(changes: boolean, bodyText?: string): XProblem {
  return new XProblem(changes ? xErrors.x_outcome_unknown : xErrors.x_answer_unreadable, {
    kind: changes ? 'uncertain' : 'failed',
    retryable: !changes,
    ...(bodyText === undefined ? {} : { xBody: bodyText.slice(0, 4000) }),
  });
}

async function readBounded(response: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body === null) return Buffer.alloc(0);
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream and with it the connection.
    if (size > maxBytes) throw new Error(`the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Raised before any byte of the request could leave this machine, or before TLS let it. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function transportProblem(error: unknown, changes: boolean): XProblem {
  const notSent = codesOf(error).some((code) => BEFORE_SENDING.has(code));
  if (notSent) {
    return new XProblem(xErrors.x_unreachable, { kind: 'not_sent', retryable: true, cause: error });
  }
  return changes
    ? new XProblem(xErrors.x_outcome_unknown, { kind: 'uncertain', retryable: false, cause: error })
    : new XProblem(xErrors.x_down, { kind: 'failed', retryable: true, cause: error });
}

/** fetch wraps the cause, and a host with several addresses fails with one cause per address. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  if (own.length > 0) return own;
  if (error instanceof AggregateError) {
    const each = error.errors.map(codesOf);
    // One address that may have taken the request makes the whole uncertain.
    return each.every((codes) => codes.some((code) => BEFORE_SENDING.has(code))) ? each.flat() : [];
  }
  return codesOf(error.cause);
}
