import type { Carried, Poster } from '../../webhooks/index.ts';
import { isDown, isFinal, meaningOf } from './words.ts';

/** Slack answers with the message that it made of ours. */
const MOST_BYTES = 256 * 1024;
/** When it asks to wait and does not say how long. */
const REST_MS = 30_000;

type Ask = Poster['ask'];

/** How a call went: with what Slack says, or with what that means for a try. */
export type Called =
  | { readonly said: Readonly<Record<string, unknown>>; readonly carried: Carried }
  | { readonly said: undefined; readonly code: string; readonly carried: Carried };

export interface WebApi {
  readonly apiUrl: string;
  readonly token: string;
  readonly ask: Ask;
  readonly timeoutMs: number;
}

/** Calls a method of the Web API. Reading ones take their arguments in the address, writing ones as JSON. Never throws. */
export async function callSlack(
  { apiUrl, token, ask, timeoutMs }: WebApi,
  method: string,
  given: Readonly<Record<string, unknown>>,
  how: 'read' | 'write' = 'write',
): Promise<Called> {
  const authorization = `Bearer ${token}`;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) query.set(name, String(value));
  const reply = await ask(
    how === 'read'
      ? {
          target: `${apiUrl}/${method}?${query.toString()}`,
          method: 'GET',
          headers: { authorization },
          timeoutMs,
          mostBytes: MOST_BYTES,
        }
      : {
          target: `${apiUrl}/${method}`,
          headers: { authorization, 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify(given),
          isOnce: true,
          timeoutMs,
          mostBytes: MOST_BYTES,
        },
  );
  const { status, tookMs, retryAfterMs } = reply;
  const response = reply.response?.slice(0, 2_048) ?? null;
  if (status === 429) return failed('ratelimited', { status, tookMs, response }, retryAfterMs ?? REST_MS);
  if (reply.error !== null)
    return {
      said: undefined,
      code: '',
      carried: { status, error: reply.error, response, tookMs, isFinal: false },
    };
  const said = readObject(reply.response);
  if (said?.['ok'] === true) return { said, carried: { status, error: null, response, tookMs } };
  const code = typeof said?.['error'] === 'string' ? said['error'] : '';
  if (code === 'ratelimited' || code === 'rate_limited')
    return failed(code, { status, tookMs, response }, retryAfterMs ?? REST_MS);
  if (code === '') {
    const error = 'the answer is none of Slack’s: check the address of the API';
    return { said: undefined, code, carried: { status, error, response, tookMs, isFinal: false } };
  }
  return failed(code, { status, tookMs, response });
}

/** Posts to an incoming webhook, which answers `ok` or a word of what is wrong. Never throws. */
export async function postIncoming(
  ask: Ask,
  target: string,
  payload: object,
  timeoutMs: number,
): Promise<Carried> {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const reply = await ask({ target, headers, body: JSON.stringify(payload), isOnce: true, timeoutMs });
  const { status, error, response, tookMs, retryAfterMs } = reply;
  const seen = { status, response, tookMs };
  if (status === 429) return failed('ratelimited', seen, retryAfterMs ?? REST_MS).carried;
  if (error === null || status === null) return { ...seen, error, isFinal: false };
  const code = (response ?? '').trim();
  // Gone and forbidden addresses are for a person to mend, whatever they say beside it.
  const needsPerson = [403, 404, 410].includes(status);
  const known = /^[a-z_]{2,60}$/.test(code) ? meaningOf(code) : error;
  return {
    ...seen,
    error: known,
    isFinal: status === 400 && !isDown(code),
    ...((needsPerson || isDown(code)) && { isDown: true }),
  };
}

function failed(
  code: string,
  seen: Pick<Carried, 'status' | 'tookMs' | 'response'>,
  restMs?: number,
): Called & { readonly said: undefined } {
  const carried: Carried = {
    ...seen,
    error: meaningOf(code),
    isFinal: isFinal(code),
    ...(restMs !== undefined && { restMs }),
    ...(isDown(code) && { isDown: true }),
  };
  return { said: undefined, code, carried };
}

export function readObject(text: string | null): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    // Any object has its fields by name.
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
