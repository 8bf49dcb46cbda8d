import { v1Error } from '../../core/errors.ts';
import type { SimApp } from '../../state/apps.ts';

/** An app's addresses to return to. https://docs.x.com/fundamentals/developer-apps */
export const maxCallbacks = 10;
const bannedSchemes = new Set([
  'javascript',
  'data',
  'vbscript',
  'ftp',
  'file',
  'mailto',
  'tel',
  'sms',
  'about',
  'blob',
  'view-source',
  'telnet',
]);

/** Why an address cannot be registered as a callback; undefined when it can. */
export function refusalOfCallback(callback: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(callback)?.[1]?.toLowerCase();
  if (!scheme || !URL.canParse(callback)) return `not an address: ${callback}`;
  if (bannedSchemes.has(scheme)) return `the scheme ${scheme} is not allowed`;
  if (scheme !== 'http') return undefined;
  const { hostname } = new URL(callback);
  return hostname === '127.0.0.1' || hostname === 'localhost'
    ? undefined
    : 'only https is allowed, except on this machine';
}

/** Throws 415 or 417 unless the callback is one of the app's, to the letter; a query string may be added. */
export function checkCallback(app: SimApp, callback: string): void {
  if (callback === 'oob') return;
  if (app.callbacks.length === 0)
    throw v1Error(401, 417, "Desktop applications only support the oauth_callback value 'oob'.");
  if (app.callbacks.includes(callback) || app.callbacks.includes(callback.split('?')[0] ?? '')) return;
  throw v1Error(
    403,
    415,
    'Callback URL not approved for this client application. Approved callback URLs can be adjusted in your application settings',
  );
}

/** The callback with more query parameters; keeps what it has. */
export function withQuery(callback: string, parameters: Record<string, string>): string {
  const query = new URLSearchParams(parameters).toString();
  return `${callback}${callback.includes('?') ? '&' : '?'}${query}`;
}
