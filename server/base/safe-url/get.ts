import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { parseUserUrl, resolveUserUrl, type UrlRules } from './check.ts';

/** The other side answered, and not with 200. */
export class UnexpectedStatus extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`status ${status}`);
    this.status = status;
  }
}

export interface GetOptions {
  /** For the whole answer. */
  readonly timeoutMs: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * Opens what lies at an address that somebody gave us, at the address that was looked up and at no other; redirects are
 * not followed. @throws AppError url_refused; UnexpectedStatus; Error that says what went wrong.
 */
export async function getUserUrl(
  text: string,
  rules: UrlRules,
  options: GetOptions,
): Promise<IncomingMessage> {
  const url = parseUserUrl(text, rules);
  const address = await resolveUserUrl(url, rules);
  const bare = address.replace(/^\[|\]$/g, '');
  const family = bare.includes(':') ? 6 : 4;
  const get = url.protocol === 'https:' ? getHttps : getHttp;
  const end = AbortSignal.timeout(options.timeoutMs);
  return new Promise((resolve, reject) => {
    const request = get(
      url,
      {
        signal: options.signal ? AbortSignal.any([options.signal, end]) : end,
        headers: { ...options.headers },
        lookup: (_host, wanted, done) => {
          if (wanted.all) done(null, [{ address: bare, family }]);
          else done(null, bare, family);
        },
      },
      (response) => {
        const { statusCode = 0 } = response;
        if (statusCode === 200) return resolve(response);
        response.destroy();
        reject(new UnexpectedStatus(statusCode));
      },
    );
    request.on('error', reject);
  });
}
