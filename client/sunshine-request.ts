import { fillPath } from './request.ts';

/** How a program reaches the API: what Settings → Programs shows. */
export interface SunshineOptions {
  /** Ends in `/sc`. */
  readonly baseUrl: string;
  readonly appId: string;
  /** Id and secret of a key, or a token that was signed with one. */
  readonly key: { readonly id: string; readonly secret: string } | { readonly token: string };
  readonly timeoutMs?: number;
}

/** What concerns one call alone. */
export interface SunshineCall {
  readonly signal?: AbortSignal;
  /** A repeated POST under the same key does nothing more. */
  readonly idempotencyKey?: string;
}

/** Where a list goes on: cursors come with the page before. */
export interface Page {
  readonly size?: number;
  readonly after?: string;
  readonly before?: string;
}

interface Parts {
  readonly params?: object;
  readonly body?: unknown;
  readonly file?: File;
  readonly page?: Page;
  readonly filter?: object;
  readonly query?: object | undefined;
}

interface Problem {
  readonly code: string;
  readonly title: string;
}

/** What the API refuses with. Status 0: the server was not reached. */
export class SunshineError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly Problem[];

  constructor(status: number, problems: readonly Problem[]) {
    const [first] = problems;
    super(first?.title ?? `The server answered with status ${status}.`);
    this.name = 'SunshineError';
    this.status = status;
    this.code = first?.code ?? 'unreadable_answer';
    this.problems = problems;
  }
}

type Ask = <T>(method: string, path: string, parts: Parts, call?: SunshineCall) => Promise<T>;

/** A function that calls operations with a program's key. It throws `SunshineError`. */
export function callerOf({ baseUrl, appId, key, timeoutMs = 30_000 }: SunshineOptions): Ask {
  const authorization = 'token' in key ? `Bearer ${key.token}` : `Basic ${btoa(`${key.id}:${key.secret}`)}`;
  return async <T>(method: string, path: string, parts: Parts, call: SunshineCall = {}) => {
    const url = baseUrl.replace(/\/$/, '') + fillPath(path, { appId, ...parts.params }) + searchOf(parts);
    const timeout = AbortSignal.timeout(timeoutMs);
    const headers: Record<string, string> = { accept: 'application/json', authorization };
    if (parts.body !== undefined) headers['content-type'] = 'application/json';
    if (call.idempotencyKey !== undefined) headers['idempotency-key'] = call.idempotencyKey;
    let response: Response;
    try {
      response = await fetch(url, {
        method,
        headers,
        body: bodyOf(parts),
        signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
      });
    } catch (error) {
      if (call.signal?.aborted) throw error;
      throw new SunshineError(0, [{ code: 'server_unreachable', title: 'The server cannot be reached.' }]);
    }
    const text = await response.text();
    if (!response.ok) throw new SunshineError(response.status, problemsOf(text));
    // The response is what the operation's declaration says; tests compare the two.
    return JSON.parse(text) as T;
  };
}

function bodyOf({ body, file }: Parts): string | FormData | null {
  if (file) {
    const form = new FormData();
    form.append('source', file);
    return form;
  }
  return body === undefined ? null : JSON.stringify(body);
}

function searchOf({ page = {}, filter = {}, query = {} }: Parts): string {
  const search = new URLSearchParams();
  const add = (values: object, name: (key: string) => string) => {
    for (const [key, value] of Object.entries(values)) {
      if (value !== undefined) search.set(name(key), String(value));
    }
  };
  add(page, (key) => `page[${key}]`);
  add(filter, (key) => `filter[${key}]`);
  add(query, (key) => key);
  return search.size === 0 ? '' : `?${search.toString()}`;
}

/** Whatever stands between may answer without JSON. */
function problemsOf(text: string): readonly Problem[] {
  try {
    return (JSON.parse(text) as { errors?: Problem[] }).errors ?? [];
  } catch {
    return [];
  }
}
