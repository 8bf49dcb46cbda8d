import type { ControlCurl } from '../../contract/control/running.ts';
import {
  type Pairs,
  hmacSha1,
  oauthParameters,
  parseOAuthHeader,
  percentEncode,
  signatureBase,
} from '../core/oauth1.ts';
import type { LoggedRequest } from '../core/request-log.ts';
import type { Sim } from '../sim.ts';
import { randomToken } from '../state/apps.ts';

/** A request as a line for the shell, sent to where this simulator listens, rightly signed once more. */
export function curlOf(sim: Sim, entry: LoggedRequest): ControlCurl {
  const { method, path, query, headers = {}, body } = entry;
  const form = isForm(headers) ? [...new URLSearchParams(body ?? '')] : [];
  const signed = signAnew(sim, entry, form);
  const search = signed ? withoutOauth(query) : query;
  const authorization = signed ?? headers['authorization'];
  const contentType = headers['content-type'];
  const hasBody = body !== undefined && contentType !== undefined;
  const lines = [
    `curl -X ${method} ${quote(`${sim.url()}${path}${search === '' ? '' : `?${search}`}`)}`,
    ...(authorization ? [`-H ${quote(`authorization: ${authorization}`)}`] : []),
    ...(hasBody ? [`-H ${quote(`content-type: ${contentType}`)}`, `--data-raw ${quote(body)}`] : []),
  ];
  const note = [
    ...(signed ? ['The signature is good for five minutes and one request.'] : []),
    ...(entry.headers ? [] : ['Headers and body of this request are no longer kept.']),
    ...(isCut(headers, body) ? ['The body is not kept whole.'] : []),
  ].join(' ');
  return { curl: lines.join(' \\\n  '), ...(note === '' ? {} : { note }) };
}

const isForm = (headers: Record<string, string>) =>
  (headers['content-type'] ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded');

const isCut = (headers: Record<string, string>, body = ''): boolean =>
  Number(headers['content-length'] ?? 0) > Buffer.byteLength(body);

const withoutOauth = (query: string): string =>
  query
    .split('&')
    .filter((pair) => !pair.startsWith('oauth_'))
    .join('&');

/** Text for a POSIX shell. */
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** X refuses a nonce that it has seen, so a request of OAuth 1.0a is signed anew. Undefined for other requests. */
function signAnew(sim: Sim, entry: LoggedRequest, form: Pairs): string | undefined {
  const query: Pairs = [...new URLSearchParams(entry.query)];
  const header = parseOAuthHeader(entry.headers?.['authorization']) ?? new Map<string, string>();
  const given = oauthParameters({ header, query, form });
  const app = sim.apps.findByConsumerKey(given.get('oauth_consumer_key') ?? '');
  if (!app) return undefined;
  const token = given.get('oauth_token');
  const row =
    token === undefined ? undefined : (sim.tokens.access.find(token) ?? sim.tokens.requests.find(token));
  const oauth: Pairs = [...given].filter(([name]) => name !== 'oauth_signature');
  const fresh = oauth.map(([name, value]): [string, string] => {
    if (name === 'oauth_nonce') return [name, randomToken(32)];
    if (name === 'oauth_timestamp') return [name, String(Math.floor(sim.clock.now() / 1000))];
    return [name, value];
  });
  const others = [...query, ...form].filter(([name]) => !name.startsWith('oauth_'));
  const base = signatureBase(entry.method, `${sim.url()}${entry.path}`, [...fresh, ...others]);
  const signature = hmacSha1(base, app.consumerSecret, row?.secret ?? '');
  return `OAuth ${[...fresh, ['oauth_signature', signature] as const]
    .map(([name, value]) => `${percentEncode(name)}="${percentEncode(value)}"`)
    .join(', ')}`;
}
