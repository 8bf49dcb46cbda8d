import { createHash, randomBytes } from 'node:crypto';
import { asRecord, asText } from '../json.ts';
import { sendRequest, unreadable } from '../requests.ts';
import { percentEncode } from '../signing.ts';
import type { XSite } from '../site.ts';

/** The hard limit of a token call: leases around it must be longer. */
export const TOKEN_TIMEOUT_MS = 10_000;
const MAX_BYTES = 100_000;

/** What the desk needs: read and write messages, see profiles, answer posts, upload media, and stay signed in. */
export const DESK_SCOPES: readonly string[] = [
  'dm.read',
  'dm.write',
  'tweet.read',
  'tweet.write',
  'users.read',
  'media.write',
  'offline.access',
];

/** Without a secret the client is a public one. */
export interface OAuth2Client {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
}

export interface OAuth2Tokens {
  readonly accessToken: string;
  /** Absent without `offline.access`. Single use: storing the next one comes before using its access token. */
  readonly refreshToken: string | undefined;
  readonly expiresInMs: number;
  readonly scopes: readonly string[];
}

/** A fresh PKCE verifier (RFC 7636, 43 characters) and its S256 challenge. */
export function pkcePair(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: challengeOf(verifier) };
}

export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** Where the browser goes to agree. */
export function oauth2AuthorizeUrl(
  site: XSite,
  options: {
    readonly clientId: string;
    readonly redirectUri: string;
    readonly scopes: readonly string[];
    /** At most 500 characters. */
    readonly state: string;
    readonly challenge: string;
  },
): string {
  const query = Object.entries({
    response_type: 'code',
    client_id: options.clientId,
    redirect_uri: options.redirectUri,
    scope: options.scopes.join(' '),
    state: options.state,
    code_challenge: options.challenge,
    code_challenge_method: 'S256',
  }).map(([name, value]) => `${name}=${percentEncode(value)}`);
  return `${site.hosts.login}/i/oauth2/authorize?${query.join('&')}`;
}

/** Swaps the code (30 seconds, once) for tokens. @throws XProblem `x_grant_invalid`, `x_client_invalid` */
export function exchangeCode(
  site: XSite,
  client: OAuth2Client,
  code: { readonly code: string; readonly redirectUri: string; readonly verifier: string },
): Promise<OAuth2Tokens> {
  return tokens(site, client, {
    grant_type: 'authorization_code',
    code: code.code,
    redirect_uri: code.redirectUri,
    code_verifier: code.verifier,
  });
}

/**
 * Spends a refresh token. When the outcome is `uncertain` the token must never be tried again: X takes the repeat
 * for theft and revokes the whole family. @throws XProblem
 */
export function refreshTokens(
  site: XSite,
  client: OAuth2Client,
  refreshToken: string,
): Promise<OAuth2Tokens> {
  return tokens(site, client, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

/** Makes X forget a token. @throws XProblem */
export async function revokeToken(
  site: XSite,
  client: OAuth2Client,
  token: string,
  hint: 'access_token' | 'refresh_token',
): Promise<void> {
  await post(site, client, '/2/oauth2/revoke', { token, token_type_hint: hint });
}

async function tokens(
  site: XSite,
  client: OAuth2Client,
  form: Readonly<Record<string, string>>,
): Promise<OAuth2Tokens> {
  const body = asRecord(await post(site, client, '/2/oauth2/token', form));
  const accessToken = asText(body?.['access_token']);
  if (!body || !accessToken) throw unreadable(true);
  const seconds = body['expires_in'];
  return {
    accessToken,
    refreshToken: asText(body['refresh_token']),
    expiresInMs: (typeof seconds === 'number' ? seconds : 7200) * 1000,
    scopes: (asText(body['scope']) ?? '').split(' ').filter((scope) => scope !== ''),
  };
}

async function post(
  site: XSite,
  client: OAuth2Client,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<unknown> {
  const confidential = client.clientSecret !== undefined;
  const answer = await sendRequest(
    {
      method: 'POST',
      url: `${site.hosts.api}${path}`,
      ...(confidential && { headers: { authorization: basic(client.clientId, client.clientSecret) } }),
      body: new URLSearchParams(confidential ? form : { ...form, client_id: client.clientId }),
      timeoutMs: TOKEN_TIMEOUT_MS,
      maxBytes: MAX_BYTES,
    },
    site.time,
  );
  return answer.body;
}

function basic(name: string, secret: string): string {
  return `Basic ${Buffer.from(`${percentEncode(name)}:${percentEncode(secret)}`).toString('base64')}`;
}
