import { sendRequest, unreadable } from '../requests.ts';
import { type OAuth1Keys, oauth1Header, percentEncode, signingMoment } from '../signing.ts';
import type { XSite } from '../site.ts';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 100_000;

export interface ConsumerKeys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

export interface RequestToken {
  readonly token: string;
  readonly tokenSecret: string;
}

export interface OAuth1Access extends RequestToken {
  readonly xUserId: string;
  readonly username: string;
}

/** Step 1. The callback must be registered at X to the letter. @throws XProblem `x_callback_not_approved`, … */
export async function requestToken(
  site: XSite,
  keys: ConsumerKeys,
  callbackUrl: string,
): Promise<RequestToken> {
  const form = await signedForm(site, '/oauth/request_token', keys, { oauth_callback: callbackUrl });
  const token = form.get('oauth_token');
  const tokenSecret = form.get('oauth_token_secret');
  if (!token || !tokenSecret || form.get('oauth_callback_confirmed') !== 'true') throw unreadable(false);
  return { token, tokenSecret };
}

/**
 * Step 2: where the browser goes. `authorize` always asks; `forceLogin` lets somebody else sign in than the user
 * whom the browser knows, `username` fills the form in beforehand.
 */
export function authorizeUrl(
  site: XSite,
  token: string,
  options: { readonly forceLogin?: boolean; readonly username?: string } = {},
): string {
  const query = [
    `oauth_token=${percentEncode(token)}`,
    ...(options.forceLogin ? ['force_login=true'] : []),
    ...(options.username ? [`screen_name=${percentEncode(options.username)}`] : []),
  ];
  return `${site.hosts.api}/oauth/authorize?${query.join('&')}`;
}

/** Step 3. @throws XProblem */
export async function accessToken(
  site: XSite,
  keys: ConsumerKeys,
  request: RequestToken,
  verifier: string,
): Promise<OAuth1Access> {
  const signer = { ...keys, token: request.token, tokenSecret: request.tokenSecret };
  const form = await signedForm(site, '/oauth/access_token', signer, { oauth_verifier: verifier });
  const token = form.get('oauth_token');
  const tokenSecret = form.get('oauth_token_secret');
  const xUserId = form.get('user_id');
  if (!token || !tokenSecret || !xUserId || !/^\d{1,19}$/.test(xUserId)) throw unreadable(true);
  return { token, tokenSecret, xUserId, username: form.get('screen_name') ?? '' };
}

/** Makes X forget a user token. @throws XProblem */
export async function invalidateToken(site: XSite, keys: OAuth1Keys): Promise<void> {
  const url = `${site.hosts.api}/1.1/oauth/invalidate_token`;
  await post(site, url, keys, {});
}

async function signedForm(
  site: XSite,
  path: string,
  keys: OAuth1Keys,
  oauth: Readonly<Record<string, string>>,
): Promise<URLSearchParams> {
  const body = await post(site, `${site.hosts.api}${path}`, keys, oauth);
  return new URLSearchParams(typeof body === 'string' ? body : '');
}

async function post(
  site: XSite,
  url: string,
  keys: OAuth1Keys,
  oauth: Readonly<Record<string, string>>,
): Promise<unknown> {
  const authorization = oauth1Header({ method: 'POST', url, oauth }, keys, signingMoment(site.time.nowMs()));
  const answer = await sendRequest(
    { method: 'POST', url, headers: { authorization }, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES },
    site.time,
  );
  return answer.body;
}
