import { messagingErrors } from '../../../contract/errors/messaging.ts';
import { AppError } from '../../base/index.ts';

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Addresses to which a browser may be led with a code: https, or plain http on the administrator's own machine, without
 * a fragment. @throws AppError oauth_redirect_form. Pure.
 */
export function checkRedirects(uris: readonly string[]): readonly string[] {
  const checked = uris.map((one) => one.trim());
  const wrong = checked.find((one) => !isRedirect(one));
  if (wrong !== undefined) {
    throw new AppError(messagingErrors.oauth_redirect_form, {
      values: { uri: wrong.slice(0, 100) },
      details: { field: 'redirectUris' },
    });
  }
  return [...new Set(checked)];
}

function isRedirect(text: string): boolean {
  if (!URL.canParse(text) || text.includes('#')) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}

/**
 * Where the answer goes: the very text that was registered; the first one when the request names none. Undefined: there
 * is no such place. Pure.
 */
export function redirectFor(registered: readonly string[], asked: string | undefined): string | undefined {
  return asked === undefined ? registered[0] : registered.find((one) => one === asked);
}

/** The address with fields of the answer behind what it has already. Pure. */
export function withAnswer(uri: string, fields: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(uri);
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) url.searchParams.append(name, value);
  }
  return url.href;
}
