import { createHmac, timingSafeEqual } from 'node:crypto';

const unreserved = /^[\w.~-]*$/;

/** Percent-encoding of RFC 5849 §3.6: everything but the unreserved characters. */
export function percentEncode(text: string): string {
  // Keys, nonces and times, most of what is signed, need none.
  if (unreserved.test(text)) return text;
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export type Pairs = [name: string, value: string][];

/** The `OAuth …` header, or undefined when the header is another scheme. */
export function parseOAuthHeader(header: string | undefined): Map<string, string> | undefined {
  if (!header || !/^OAuth\s/i.test(header)) return undefined;
  const fields = new Map<string, string>();
  // name="value", name="value": by hand, since every signed request comes through here.
  for (let at = 6; ; ) {
    const equals = header.indexOf('="', at);
    const end = equals < 0 ? -1 : header.indexOf('"', equals + 2);
    if (end < 0) return fields;
    const name = header.slice(at, equals).replace(separators, '');
    fields.set(decode(name), decode(header.slice(equals + 2, end)));
    at = end + 1;
  }
}

const separators = /^[\s,]+/;

function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Signature base string: method, address without query, parameters sorted after encoding (RFC 5849 §3.4.1).
 * https://docs.x.com/fundamentals/authentication/oauth-1-0a/creating-a-signature
 */
export function signatureBase(method: string, baseUrl: string, parameters: Pairs): string {
  return [method.toUpperCase(), percentEncode(baseUrl), encodeJoined(parameters)].join('&');
}

/** The parameters, sorted and encoded, encoded once more as the base string wants them. */
function encodeJoined(parameters: Pairs): string {
  const encoded = parameters.map(([name, value]) => [percentEncode(name), percentEncode(value)] as const);
  encoded.sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB));
  // What is encoded already holds none of the characters that `encodeURIComponent` leaves alone.
  return encodeURIComponent(encoded.map(([name, value]) => `${name}=${value}`).join('&'));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function hmacSha1(base: string, consumerSecret: string, tokenSecret: string): string {
  return createHmac('sha1', `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`)
    .update(base)
    .digest('base64');
}

export interface SignedRequest {
  method: string;
  host: string;
  path: string;
  header: Map<string, string>;
  query: Pairs;
  form: Pairs;
}

/** OAuth parameters of a request wherever they are (header, query, form), each name once. */
export function oauthParameters(
  request: Pick<SignedRequest, 'header' | 'query' | 'form'>,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const pairs of [request.header.entries(), request.query, request.form])
    for (const [name, value] of pairs)
      if (name.startsWith('oauth_') && !found.has(name)) found.set(name, value);
  return found;
}

/**
 * Whether the request was signed with these secrets. Clients repeat OAuth parameters in two places and some are
 * pointed at plain http while they sign what they were given, so each is taken once and both schemes are tried.
 */
export function verifySignature(
  request: SignedRequest,
  consumerSecret: string,
  tokenSecrets: string[],
): boolean {
  const oauth = oauthParameters(request);
  const given = oauth.get('oauth_signature');
  if (!given) return false;
  oauth.delete('oauth_signature');
  const others = [...request.query, ...request.form].filter(
    ([name]) => !oauth.has(name) && name !== 'oauth_signature',
  );
  const joined = encodeJoined([...oauth.entries(), ...others]);
  const method = request.method.toUpperCase();
  const address = `${request.host.toLowerCase()}${request.path}`;
  for (const scheme of schemesFor(request.host)) {
    const base = `${method}&${percentEncode(`${scheme}://${address}`)}&${joined}`;
    for (const secret of tokenSecrets) if (equal(given, hmacSha1(base, consumerSecret, secret))) return true;
  }
  return false;
}

/** The likelier one first: who names a port was given a plain address. */
function schemesFor(host: string): readonly string[] {
  return /:\d+$/.test(host) ? ['http', 'https'] : ['https', 'http'];
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
