import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DataScope } from '../../contract/api/index.ts';
import { domoErrors } from '../../contract/domo/errors.ts';
import { AppError, type HttpServer, newId, readBasic } from '../base/index.ts';
import { type Clients, TOKEN_SECONDS } from './clients/clients.ts';

const SCOPES: ReadonlySet<string> = new Set<DataScope>(['data', 'user', 'account']);
/** Scopes of Domo's that clients ask for and that nothing here needs. */
const IDLE_SCOPES: ReadonlySet<string> = new Set(['audit', 'buzz', 'dashboard', 'workflow']);

/**
 * Tokens for client id and secret, by GET or POST. A refusal is never 401: Domo's Node.js client would ask again without
 * end.
 */
export function addToken(app: FastifyInstance, clients: Clients, { rewrites }: HttpServer): void {
  app.route({ method: ['GET', 'POST'], url: OWN, handler: (request) => giveToken(clients, request) });
  // The other API whose programs ask here has their secret in the body of a POST.
  rewrites.push(({ method, url = '', headers }) => {
    const [path, query] = url.split('?', 2);
    const isOurs = method === 'GET' || readBasic(headers.authorization) !== undefined;
    if (path !== SHARED || !isOurs) return undefined;
    return query === undefined ? OWN : `${OWN}?${query}`;
  });
}

/** Where Domo's clients ask. Programs of another API do so too. */
const SHARED = '/oauth/token';
const OWN = '/domo/oauth/token';

/** @throws AppError domo_invalid_client, domo_unsupported_grant, domo_invalid_scope */
export async function giveToken(clients: Clients, request: FastifyRequest): Promise<object> {
  // Form and query alike are texts by name.
  const fields = { ...(request.query as object), ...(request.body as object | undefined) } as Record<
    string,
    unknown
  >;
  const grant = textOf(fields['grant_type']) || 'client_credentials';
  if (grant !== 'client_credentials') {
    throw new AppError(domoErrors.domo_unsupported_grant, { values: { grant: grant.slice(0, 60) } });
  }
  const basic = readBasic(request.headers.authorization);
  const caller = basic && (await clients.recognise(basic.id, basic.secret));
  if (!caller) throw new AppError(domoErrors.domo_invalid_client);
  const asked = textOf(fields['scope']).split(/[ ,]+/).filter(Boolean);
  const unknown = asked.find((scope) => !SCOPES.has(scope) && !IDLE_SCOPES.has(scope));
  const forbidden = asked.find((scope) => SCOPES.has(scope) && !caller.scopes.some((one) => one === scope));
  const wrong = unknown ?? forbidden;
  if (wrong !== undefined)
    throw new AppError(domoErrors.domo_invalid_scope, { values: { scope: wrong.slice(0, 60) } });
  const scopes = asked.length === 0 ? caller.scopes : caller.scopes.filter((one) => asked.includes(one));
  const jti = newId();
  return {
    access_token: await clients.issue(caller, scopes, jti),
    token_type: 'bearer',
    expires_in: TOKEN_SECONDS,
    scope: scopes.join(' '),
    customer: 'rookery',
    env: 'prod',
    userId: 1,
    role: 'Admin',
    domain: 'rookery',
    jti,
  };
}

/** Form and query carry texts; a name that comes twice is none. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
