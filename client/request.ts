/** What our own API says when it refuses: `code` is listed in docs/errors.md, `message` is for people. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: unknown;
  readonly requestId: string | undefined;

  constructor(status: number, code: string, message: string, details?: unknown, requestId?: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.details = details;
    this.requestId = requestId;
  }
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Lets the request outlive the page, for what is said on leaving. */
  keepalive?: boolean;
  /** For what may take longer than other requests. */
  timeoutMs?: number;
}

interface CallParts {
  params?: object;
  query?: object;
  body?: unknown;
}

/** How this client reaches the server; changed by `configureClient`. */
const settings = {
  baseUrl: '',
  headers: {} as Record<string, string>,
  timeoutMs: 30_000,
  onSignedOut: undefined as (() => void) | undefined,
};

/** Sets the address, the headers of every request (`x-csrf-token`, `authorization`) and what a 401 does. */
export function configureClient(change: Partial<typeof settings>): void {
  Object.assign(settings, change);
}

/** The headers that every request carries, for requests that are not made by `callApi`. */
export function clientHeaders(): Record<string, string> {
  return settings.headers;
}

/** Calls a route of our own API. Throws `ApiError`; status 0 means that the server was not reached. */
export async function callApi<T>(
  method: string,
  path: string,
  parts: CallParts,
  options: CallOptions = {},
): Promise<T> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? settings.timeoutMs);
  let response: Response;
  try {
    response = await fetch(settings.baseUrl + fillPath(path, parts.params) + queryString(parts.query), {
      method,
      headers: {
        accept: 'application/json',
        ...(parts.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...settings.headers,
      },
      body: parts.body === undefined ? undefined : JSON.stringify(parts.body),
      credentials: 'same-origin',
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
      keepalive: options.keepalive,
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError(0, 'server_unreachable', 'The server cannot be reached. Check your connection.');
  }
  const text = await response.text();
  if (!response.ok) {
    if (response.status === 401) settings.onSignedOut?.();
    throw readApiError(response.status, text);
  }
  // The response is what the route's declaration says; the server validates it on its way out.
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Turns a refused request's body into an `ApiError`; whatever stands between may answer without JSON. */
export function readApiError(status: number, text: string): ApiError {
  try {
    const { error } = JSON.parse(text) as {
      error: { code: string; message: string; details?: unknown; requestId?: string };
    };
    return new ApiError(status, error.code, error.message, error.details, error.requestId);
  } catch {
    return new ApiError(status, 'unreadable_answer', `The server answered with status ${status}.`);
  }
}

export function fillPath(path: string, params: object = {}): string {
  const values = new Map(Object.entries(params));
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
}

function queryString(query: object = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
