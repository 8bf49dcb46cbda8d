import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { parseUserUrl, resolveUserUrl, type UrlRules } from './check.ts';

/**
 * Opens what lies at an address that somebody gave us, at the address that was looked up and at no other; redirects are
 * not followed. @throws AppError url_refused; Error that says what went wrong.
 */
export async function getUserUrl(
  text: string,
  rules: UrlRules,
  options: { readonly timeoutMs: number; readonly headers?: Readonly<Record<string, string>> },
): Promise<IncomingMessage> {
  const url = parseUserUrl(text, rules);
  const address = await resolveUserUrl(url, rules);
  const bare = address.replace(/^\[|\]$/g, '');
  const family = bare.includes(':') ? 6 : 4;
  const get = url.protocol === 'https:' ? getHttps : getHttp;
  return new Promise((resolve, reject) => {
    const request = get(
      url,
      {
        signal: AbortSignal.timeout(options.timeoutMs),
        headers: { ...options.headers },
        lookup: (_host, wanted, done) => {
          if (wanted.all) done(null, [{ address: bare, family }]);
          else done(null, bare, family);
        },
      },
      (response) => {
        if (response.statusCode === 200) return resolve(response);
        response.destroy();
        reject(new Error(`status ${response.statusCode}`));
      },
    );
    request.on('error', reject);
  });
}
