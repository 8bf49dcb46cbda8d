/** A JSON call that failed: where, and what came back. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
}

const TIMEOUT_MS = 30_000;

/** One JSON call. @throws CallFailed for anything but a success. */
export async function call<T>(
  base: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ answer: T; response: Response }> {
  const response = await fetch(base + path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (response.status >= 400)
    throw new CallFailed(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`);
  // The caller names the shape; both ends are ours and tested together.
  return {
    answer: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : undefined) as T,
    response,
  };
}

/** A person at the desk, signed in over HTTP like anybody. */
export interface DeskPerson {
  readonly memberId: string;
  ask<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Opens the desk, as a browser does: they are there until the answer is called. */
  sitDown(): Promise<() => void>;
}

interface SessionAnswer {
  readonly member: { readonly id: string } | null;
  readonly csrfToken: string | null;
}

/** Takes the cookie and the token out of the answer of a sign-in. */
export function personOf(url: string, signedIn: { answer: SessionAnswer; response: Response }): DeskPerson {
  const cookie = signedIn.response.headers.getSetCookie().map((line) => line.split(';')[0]);
  const { member, csrfToken } = signedIn.answer;
  if (!member || !csrfToken || cookie.length === 0) throw new CallFailed('signing in gave no session');
  const headers = { cookie: cookie.join('; '), 'x-csrf-token': csrfToken, origin: new URL(url).origin };
  return {
    memberId: member.id,
    ask: async <T>(method: string, path: string, body?: unknown) =>
      (await call<T>(url, method, path, body, headers)).answer,
    sitDown: async () => {
      const leaving = new AbortController();
      const { body } = await fetch(`${url}/api/live`, { headers, signal: leaving.signal });
      // Read to nowhere, so that the server can go on writing. It ends by being left.
      void body?.pipeTo(new WritableStream(), { signal: leaving.signal }).catch(() => undefined);
      return () => leaving.abort();
    },
  };
}

export type { SessionAnswer };
