import { createHmac, randomBytes } from 'node:crypto';

export interface OAuth1Keys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** Absent while a request token is being asked for. */
  readonly token?: string;
  readonly tokenSecret?: string;
}

export interface SignedRequest {
  readonly method: string;
  /** Complete address, query included. */
  readonly url: string;
  /** Form body only: JSON and multipart bodies are not signed. */
  readonly form?: Readonly<Record<string, string>>;
  /** `oauth_callback`, `oauth_verifier`, `x_auth_access_type`: sent in the header beside the usual ones. */
  readonly oauth?: Readonly<Record<string, string>>;
}

/** Fixed in tests against the published vectors, fresh otherwise. */
export interface SigningMoment {
  readonly nonce: string;
  readonly timestampSeconds: number;
}

/**
 * The `Authorization` header of an OAuth 1.0a request signed with HMAC-SHA1.
 * Source: https://docs.x.com/fundamentals/authentication/oauth-1-0a/creating-a-signature
 */
export function oauth1Header(request: SignedRequest, keys: OAuth1Keys, moment: SigningMoment): string {
  const oauth: Record<string, string> = {
    oauth_consumer_key: keys.consumerKey,
    oauth_nonce: moment.nonce,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(moment.timestampSeconds),
    oauth_version: '1.0',
    ...(keys.token === undefined ? {} : { oauth_token: keys.token }),
    ...request.oauth,
  };
  oauth['oauth_signature'] = signature(request, oauth, keys);
  const parts = Object.entries(oauth)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name)}="${percentEncode(value)}"`);
  return `OAuth ${parts.join(', ')}`;
}

export function signingMoment(nowMs: number): SigningMoment {
  return { nonce: randomBytes(16).toString('hex'), timestampSeconds: Math.floor(nowMs / 1000) };
}

/** RFC 3986: `encodeURIComponent` leaves five characters that OAuth wants encoded. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Exported for the test against the published base string. */
export function signatureBase(request: SignedRequest, oauth: Readonly<Record<string, string>>): string {
  const url = new URL(request.url);
  const pairs: [string, string][] = [
    ...url.searchParams.entries(),
    ...Object.entries(request.form ?? {}),
    ...Object.entries(oauth),
  ].map(([name, value]) => [percentEncode(name), percentEncode(value)]);
  const parameters = pairs
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const base = `${url.origin}${url.pathname}`;
  return [request.method.toUpperCase(), percentEncode(base), percentEncode(parameters)].join('&');
}

function signature(
  request: SignedRequest,
  oauth: Readonly<Record<string, string>>,
  keys: OAuth1Keys,
): string {
  const key = `${percentEncode(keys.consumerSecret)}&${percentEncode(keys.tokenSecret ?? '')}`;
  return createHmac('sha1', key).update(signatureBase(request, oauth)).digest('base64');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
